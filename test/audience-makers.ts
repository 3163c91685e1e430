// Hits as the counter writes them, taken into the figures the way a paper does.
import { sql } from 'kysely'
import { asRecord, type Hit, type View } from '../src/audience/hit.ts'
import type { Measured } from '../src/audience/measured.ts'
import { rollHits } from '../src/audience/rolling.ts'
import { signTotals } from '../src/audience/totals-statement.ts'
import { safeOf } from '../src/base/safe/safe.ts'
import { openSegmentLog } from '../src/base/segments/segment-log.ts'
import type { Db } from '../src/base/db/db.ts'
import { seeded } from './random.ts'
import { removeFolder, temporaryFolder } from './program.ts'

export const minuteOf = (time: string) => new Date(time).getTime() / 60_000
export const readerNumber = (n: number) => (BigInt.asUintN(64, BigInt(n + 1) * 0x9e3779b97f4a7c15n)).toString(16).padStart(16, '0')

export function viewOf(time: string, given: Partial<View> = {}): View {
  return { kind: 'view', minute: minuteOf(time), page: { path: '/' }, reader: null, device: null, language: null, country: null, campaign: null, ...given }
}
export function measuredOf(time: string, given: Partial<Measured> = {}): Measured {
  return { kind: 'measured', minute: minuteOf(time), page: { path: '/' }, isFirst: true, seconds: 30, from_depth: 0, depth: 5, source: { kind: 'none', name: '' }, leaving: [], ...given }
}

export async function takeIn(db: Db, hits: readonly Hit[], now: Date) {
  const folder = temporaryFolder()
  try {
    const log = openSegmentLog(folder, { mostBytes: 1e9, clock: () => now })
    await Promise.all(hits.map((hit) => log.append(asRecord(hit))))
    await log.close()
    await rollHits(db, { folder, zone: 'Europe/Berlin', now })
  } finally {
    removeFolder(folder)
  }
}

/** Two days of a paper that is read, linked, measured and crawled, and what others have counted of it before: the same for a seed. */
export async function countThings(db: Db, { seed }: { seed: number }) {
  const random = seeded(seed)
  const below = (n: number) => Math.floor(random() * n)
  const one = <T>(list: readonly T[], none: T): T => list[below(list.length)] ?? none
  const articles = (await db.selectFrom('articles').select('id').orderBy('id').execute()).map(({ id }) => id)
  const page = () => (articles.length > 0 && below(3) > 0 ? { article_id: one(articles, 0) } : { path: one(['/', '/imprint', '/thema/depot', 'unknown', '/wäll „halb“'], '/') })
  const minute = () => minuteOf('2026-03-01T10:00:00Z') + below(1_800)
  const hits = Array.from({ length: 400 }, (_, n): Hit => {
    const [at, name] = [minute(), one(['a.example', 'B.example', 'ä.example', '😀'], '')]
    if (n % 10 === 0) return { kind: 'machine', minute: at, page: page(), machine: one(['search', 'ai_training'] as const, 'search') }
    if (n % 10 === 1) return { kind: 'left_out', minute: at, why: one(['prefetch', 'forged', 'malformed'] as const, 'forged') }
    if (n % 10 === 2) return { kind: 'event', minute: at, category: 'download', action: one(['pdf', 'Zip', 'äpk'], 'pdf') }
    if (n % 10 < 5) return { ...measuredOf('2026-03-01T10:00:00Z', { page: page(), depth: below(11), seconds: below(300), source: { kind: one(['search', 'site', 'own'] as const, 'own'), name }, leaving: [name] }), minute: at }
    const campaign = below(3) ? null : { source: name, medium: 'mail', name: 'März' }
    return { ...viewOf('2026-03-01T10:00:00Z', { page: page(), reader: below(4) ? readerNumber(below(90)) : null, device: one(['phone', 'desktop'] as const, 'phone'), language: one(['de', 'en'], 'de'), country: one([null, 'DE'], null), campaign }), minute: at }
  })
  await takeIn(db, hits, new Date('2026-03-01T12:00:00Z'))
  // Enough readers of one day that their sketch has all its registers.
  await takeIn(db, Array.from({ length: 2_700 }, (_, n) => viewOf('2026-03-04T09:00:00Z', { reader: readerNumber(n) })), new Date('2026-03-04T12:00:00Z'))
  await db.updateTable('audience_settings').set({ mode: one(['count', 'full'] as const, 'full') }).execute()
  const pages = (await db.selectFrom('counted_pages').select('id').orderBy('id').execute()).map(({ id }) => id)
  await db.insertInto('imported_days').values(pages.map((page_id) => ({ source: one(['plausible', 'umami', 'matomo'], 'umami'), page_id, day: '2025-12-24', views: page_id % 2 ? null : below(1e6), visitors: below(1e6) }))).execute()
  await sql`insert into appeal_view_days select id, date '2026-03-01', id, 3, 2, 1 from counted_pages on conflict do nothing`.execute(db)
  await sql`insert into appeal_days (article_id, day, begun, agreed, given) select id, date '2026-03-01', 3, 2, 1 from articles union all select null, date '2026-03-02', 1, 0, 0 on conflict do nothing`.execute(db)
  await sql`insert into pledge_origins (pledge_id, article_id, day) select p.id, (select min(id) from articles where p.id % 2 = 0), date '2026-03-01' from pledges p on conflict do nothing`.execute(db)
  await sql`insert into slot_views select 0, date '2026-03-01', hour, hour + 1 from generate_series(5, 9) as hour`.execute(db)
  await sql`insert into slot_clicks select 0, date '2026-03-01', 5, slot, a.id, 2 from unnest(array['lead', 'Main-2', 'main-1']) as slot, (select id from articles union all select null) as a`.execute(db)
  await sql`insert into headline_tests (article_id, own_headline, began_at, ends_at, ended_at, outcome, winner, stands)
    select id, headline, timestamptz '2026-03-01T08:00:00.000007Z', timestamptz '2026-03-02T08:00Z', case when id % 2 = 0 then timestamptz '2026-03-01T12:00Z' end, case when id % 2 = 0 then 'decided' end, case when id % 2 = 0 then 'b' end, id % 2 = 0 from articles`.execute(db)
  await sql`insert into headline_versions select id, version, version || ' „' || own_headline from headline_tests, unnest(array['b', 'a']) as version`.execute(db)
  await sql`insert into headline_slices select t.id, 5890123 + n, slot, case when n % 2 = 0 then 'a' else 'b' end, n, 0 from headline_tests t, generate_series(0, 4) n, unnest(array['lead', 'Main-1']) slot`.execute(db)
  await sql`insert into audience_alerts (kind, article_id, day, began_at, ended_at, views, furthest, usual) select 'growth', id, date '2026-03-01', timestamptz '2026-03-01T08:00Z', null, 500, 900, 20 from articles union all select 'gone', null, date '2026-02-27', timestamptz '2026-02-27T08:00Z', timestamptz '2026-02-27T09:00Z', 0, 0, 80`.execute(db)
  await sql`insert into log_days (day, lines) select '2025-12-31', string_agg(decode(lpad(to_hex(n * 4099), 12, '0'), 'hex'), ''::bytea order by n) from generate_series(1, 70000) as n`.execute(db)
  await signTotals(db, { safe: safeOf([Buffer.alloc(32, 7)]), site: { url: 'http://paper.test' }, now: new Date('2026-03-06T12:00:00Z') })
}
