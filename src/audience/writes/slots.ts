import { sql } from 'kysely'
import type { Db } from '../../base/db/db.ts'

export async function addSlotViews(tx: Db, rows: { page_id: number; day: string; hour: number; views: number }[]) {
  if (rows.length === 0) return
  await sql`insert into slot_views (page_id, day, hour, views)
    select * from unnest(${rows.map((r) => r.page_id)}::bigint[], ${rows.map((r) => r.day)}::date[], ${rows.map((r) => r.hour)}::smallint[], ${rows.map((r) => r.views)}::int[])
    on conflict (page_id, day, hour) do update set views = slot_views.views + excluded.views`.execute(tx)
}

/** Anybody can send any number: what is no published article counts nowhere. */
export async function addSlotClicks(tx: Db, rows: { page_id: number; day: string; hour: number; slot: string; article_id: number | null; clicks: number }[]) {
  if (rows.length === 0) return
  await sql`insert into slot_clicks (page_id, day, hour, slot, article_id, clicks)
    select r.* from unnest(${rows.map((r) => r.page_id)}::bigint[], ${rows.map((r) => r.day)}::date[], ${rows.map((r) => r.hour)}::smallint[], ${rows.map((r) => r.slot)}::text[], ${rows.map((r) => r.article_id)}::bigint[], ${rows.map((r) => r.clicks)}::int[])
      as r (page_id, day, hour, slot, article_id, clicks)
    where article_id is null or exists (select from articles as a where a.id = r.article_id and a.state = 'published')
    on conflict (page_id, day, hour, slot, article_id) do update set clicks = slot_clicks.clicks + excluded.clicks`.execute(tx)
}

export async function clearSlots(tx: Db, before: string) {
  await tx.deleteFrom('slot_views').where('day', '<', before).execute()
  await tx.deleteFrom('slot_clicks').where('day', '<', before).execute()
}
