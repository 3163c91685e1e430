import { sql } from 'kysely'
import { secondsBefore } from '../../base/time.ts'
import type { Db } from '../../base/db/db.ts'

/** One process at a time takes hits in, until the transaction ends. Who waits is in line, and whose turn comes again soon does not wait for good. */
export async function lockRolling(tx: Db, waits: 'a while' | 'for good') {
  // A segment is removed once its hits are committed: so that they are, whatever the database holds for enough elsewhere.
  await sql`select set_config('synchronous_commit', 'on', true)`.execute(tx)
  if (waits === 'a while') await sql`select set_config('lock_timeout', '30s', true)`.execute(tx)
  await sql`select pg_advisory_xact_lock(hashtext('hit_segments'))`.execute(tx)
}

export async function noteRolled(tx: Db, segment: { id: string; rolled_to: number; rolled_at: Date }) {
  await tx.insertInto('hit_segments').values(segment).onConflict((on) => on.column('id').doUpdateSet({ rolled_to: segment.rolled_to, rolled_at: segment.rolled_at })).execute()
}

/** Its file cannot come back. */
export async function noteGone(db: Db, { id, gone_at }: { id: string; gone_at: Date }) {
  await db.updateTable('hit_segments').set({ gone_at }).where('id', '=', id).execute()
}

export async function insertPages(tx: Db, pages: { article_id: number | null; path: string | null }[]) {
  await sql`insert into counted_pages (article_id, path) select * from unnest(${pages.map((page) => page.article_id)}::bigint[], ${pages.map((page) => page.path)}::text[]) on conflict do nothing`.execute(tx)
}

interface HourRow { page_id: number; day: string; hour: number; views: number; readers: Buffer | null }

/** Adds to the views of hours; a sketch stands for all that was ever put into it. */
export async function addHours(tx: Db, rows: HourRow[]) {
  await sql`insert into page_hours (page_id, day, hour, views, readers)
    select * from unnest(${rows.map((r) => r.page_id)}::bigint[], ${rows.map((r) => r.day)}::date[], ${rows.map((r) => r.hour)}::smallint[], ${rows.map((r) => r.views)}::int[], ${rows.map((r) => r.readers)}::bytea[])
    on conflict (page_id, day, hour) do update set views = page_hours.views + excluded.views, readers = coalesce(excluded.readers, page_hours.readers)`.execute(tx)
}

interface DayRow { page_id: number; day: string; views: number; told: number; readers: Buffer | null; /** How many the sketch tells. */ reader_count: number | null }

export async function addDays(tx: Db, rows: DayRow[]) {
  await sql`insert into page_days (page_id, day, views, told, readers, reader_count)
    select * from unnest(${rows.map((r) => r.page_id)}::bigint[], ${rows.map((r) => r.day)}::date[], ${rows.map((r) => r.views)}::int[], ${rows.map((r) => r.told)}::int[], ${rows.map((r) => r.readers)}::bytea[], ${rows.map((r) => r.reader_count)}::int[])
    on conflict (page_id, day) do update set views = page_days.views + excluded.views, told = page_days.told + excluded.told, readers = coalesce(excluded.readers, page_days.readers), reader_count = coalesce(excluded.reader_count, page_days.reader_count)`.execute(tx)
}

interface MeasuredRow { page_id: number; day: string; measured: number; seconds: number; reached: number[] }

/** Adds what scripts told; a page's row is made where its image has not come yet. */
export async function addMeasured(tx: Db, rows: MeasuredRow[]) {
  await sql`insert into page_days (page_id, day, views, told, measured, seconds, reached)
    select g.page_id, g.day, 0, 0, g.measured, g.seconds, g.reached::int[] from unnest(${rows.map((r) => r.page_id)}::bigint[], ${rows.map((r) => r.day)}::date[], ${rows.map((r) => r.measured)}::int[],
      ${rows.map((r) => r.seconds)}::bigint[], ${rows.map((r) => `{${r.reached.join(',')}}`)}::text[]) as g (page_id, day, measured, seconds, reached)
    on conflict (page_id, day) do update set measured = page_days.measured + excluded.measured, seconds = page_days.seconds + excluded.seconds,
      reached = (select array_agg(a + b order by n) from unnest(page_days.reached, excluded.reached) with ordinality as both_of (a, b, n))`.execute(tx)
}

export async function addSources(tx: Db, rows: { page_id: number; day: string; kind: string; name: string; views: number }[]) {
  await sql`insert into source_days (page_id, day, kind, name, views)
    select * from unnest(${rows.map((r) => r.page_id)}::bigint[], ${rows.map((r) => r.day)}::date[], ${rows.map((r) => r.kind)}::text[], ${rows.map((r) => r.name)}::text[], ${rows.map((r) => r.views)}::int[])
    on conflict (page_id, day, kind, name) do update set views = source_days.views + excluded.views`.execute(tx)
}

export async function addLeaving(tx: Db, rows: { page_id: number; day: string; host: string; clicks: number }[]) {
  await sql`insert into leaving_days (page_id, day, host, clicks)
    select * from unnest(${rows.map((r) => r.page_id)}::bigint[], ${rows.map((r) => r.day)}::date[], ${rows.map((r) => r.host)}::text[], ${rows.map((r) => r.clicks)}::int[])
    on conflict (page_id, day, host) do update set clicks = leaving_days.clicks + excluded.clicks`.execute(tx)
}

interface MinuteRow { page_id: number; minute: number; views: number; readers: Buffer | null }

export async function addMinutes(tx: Db, rows: MinuteRow[]) {
  await sql`insert into live_minutes (page_id, minute, views, readers)
    select * from unnest(${rows.map((r) => r.page_id)}::bigint[], ${rows.map((r) => r.minute)}::int[], ${rows.map((r) => r.views)}::int[], ${rows.map((r) => r.readers)}::bytea[])
    on conflict (page_id, minute) do update set views = live_minutes.views + excluded.views, readers = coalesce(excluded.readers, live_minutes.readers)`.execute(tx)
}

export async function addMinuteSources(tx: Db, rows: { minute: number; kind: string; name: string; views: number }[]) {
  await sql`insert into live_sources (minute, kind, name, views)
    select * from unnest(${rows.map((r) => r.minute)}::int[], ${rows.map((r) => r.kind)}::text[], ${rows.map((r) => r.name)}::text[], ${rows.map((r) => r.views)}::int[])
    on conflict (minute, kind, name) do update set views = live_sources.views + excluded.views`.execute(tx)
}

export async function addTraits(tx: Db, rows: { day: string; trait: string; value: string; views: number }[]) {
  await sql`insert into trait_days (day, trait, value, views)
    select * from unnest(${rows.map((r) => r.day)}::date[], ${rows.map((r) => r.trait)}::text[], ${rows.map((r) => r.value)}::text[], ${rows.map((r) => r.views)}::int[])
    on conflict (trait, day, value) do update set views = trait_days.views + excluded.views`.execute(tx)
}

export async function addMachines(tx: Db, rows: { day: string; machine: string; hits: number }[]) {
  await sql`insert into machine_days (day, machine, hits)
    select * from unnest(${rows.map((r) => r.day)}::date[], ${rows.map((r) => r.machine)}::text[], ${rows.map((r) => r.hits)}::int[])
    on conflict (day, machine) do update set hits = machine_days.hits + excluded.hits`.execute(tx)
}

export async function addLeftOut(tx: Db, rows: { day: string; why: string; hits: number }[]) {
  await sql`insert into left_out_days (day, why, hits)
    select * from unnest(${rows.map((r) => r.day)}::date[], ${rows.map((r) => r.why)}::text[], ${rows.map((r) => r.hits)}::int[])
    on conflict (day, why) do update set hits = left_out_days.hits + excluded.hits`.execute(tx)
}

export async function addEvents(tx: Db, rows: { day: string; category: string; action: string; hits: number }[]) {
  await sql`insert into event_days (day, category, action, hits)
    select * from unnest(${rows.map((r) => r.day)}::date[], ${rows.map((r) => r.category)}::text[], ${rows.map((r) => r.action)}::text[], ${rows.map((r) => r.hits)}::int[])
    on conflict (day, category, action) do update set hits = event_days.hits + excluded.hits`.execute(tx)
}

/** What only the live view shows, and what is known of segments that have gone for good. Minutes to come are of a clock that was wrong. */
export async function clearRolled(db: Db, now: Date) {
  const minute = Math.floor(now.getTime() / 60_000)
  await db.deleteFrom('live_minutes').where((eb) => eb.or([eb('minute', '<', minute - 60), eb('minute', '>', minute + 60)])).execute()
  await db.deleteFrom('live_sources').where((eb) => eb.or([eb('minute', '<', minute - 60), eb('minute', '>', minute + 60)])).execute()
  await db.deleteFrom('hit_segments').where('gone_at', '<', secondsBefore(now, 40 * 86_400)).execute()
}

/** All that was counted, but for what was taken over from logs and from other programs. */
export async function clearAllFigures(tx: Db) {
  for (const table of ['trait_days', 'machine_days', 'left_out_days', 'event_days', 'live_minutes', 'live_sources', 'page_hours', 'page_days', 'page_sums', 'source_days', 'leaving_days', 'appeal_view_days', 'slot_views', 'slot_clicks', 'audience_alerts'] as const) await tx.deleteFrom(table).execute()
  await tx.deleteFrom('counted_pages').where('id', '<>', 0).execute()
}
