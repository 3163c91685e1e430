// What alerts are found by, and those that there are. Half hours are minutes since 1970, from and to.
import { sql } from 'kysely'
import type { Reads } from '../../base/db/db.ts'
import type { Age } from '../alert.ts'

interface Window { from: number; to: number }

export async function paperViews(db: Reads, { from, to }: Window): Promise<number> {
  const { views } = await db.selectFrom('live_minutes').select(sql<number>`coalesce(sum(views), 0)::int`.as('views')).where('page_id', '=', 0).where('minute', '>=', from).where('minute', '<=', to).executeTakeFirstOrThrow()
  return views
}

export interface ReadArticle { article_id: number; page_id: number; views: number; first_published_at: Date }

/** Published articles with at least so many views. */
export async function muchRead(db: Reads, { from, to, least }: Window & { least: number }): Promise<ReadArticle[]> {
  const { rows } = await sql<ReadArticle>`select p.article_id, s.page_id, s.views, a.first_published_at from (
      select page_id, sum(views)::int as views from live_minutes where minute between ${from} and ${to} and page_id <> 0 group by 1 having sum(views) >= ${least}) as s
    join counted_pages as p on p.id = s.page_id join articles as a on a.id = p.article_id and a.state = 'published' order by s.views desc, 1`.execute(db)
  return rows
}

export async function articleViews(db: Reads, { from, to, article_id }: Window & { article_id: number }): Promise<number> {
  const { rows: [row] } = await sql<{ views: number }>`select coalesce(sum(m.views), 0)::int as views from counted_pages as p join live_minutes as m on m.page_id = p.id
    where p.article_id = ${article_id} and m.minute between ${from} and ${to}`.execute(db)
  return row?.views ?? 0
}

/** The whole paper's views in an hour of several days; of days on which nothing was counted there is none. */
export async function hourOfDays(db: Reads, { hour, days }: { hour: number; days: string[] }): Promise<number[]> {
  const { rows } = await sql<{ views: number }>`select coalesce(h.views, 0)::int as views from page_days as d left join page_hours as h on h.page_id = 0 and h.day = d.day and h.hour = ${hour}
    where d.page_id = 0 and d.day = any(${days}::date[]) and d.views > 0`.execute(db)
  return rows.map(({ views }) => views)
}

/** The share in the paper's views that three of four articles do not exceed at an age, and of how many articles that is. */
export async function peerShare(db: Reads, { age: [from, to], zone, since, until }: { age: Age; zone: string; since: Date; until: Date }): Promise<{ share: number; peers: number }> {
  const { rows: [row] } = await sql<{ share: number; peers: number }>`
    select coalesce(percentile_cont(0.75) within group (order by share), 0) as share, count(*)::int as peers from (
      select coalesce(sum(h.views), 0)::float8 / sum(w.views) as share from articles as a
      left join counted_pages as p on p.article_id = a.id
      cross join lateral (select date_trunc('hour', a.first_published_at at time zone ${zone}) + make_interval(hours => n) as at from generate_series(${from}::int, ${to}::int) as n) as t
      join page_hours as w on w.page_id = 0 and w.day = t.at::date and w.hour = extract(hour from t.at)
      left join page_hours as h on h.page_id = p.id and h.day = w.day and h.hour = w.hour
      where a.state = 'published' and a.first_published_at between ${since} and ${until} group by a.id) as each`.execute(db)
  return row ?? { share: 0, peers: 0 }
}

/** The share that a page has had in the paper's views, in whole hours between two moments. */
export async function ownShare(db: Reads, { page_id, zone, since, until }: { page_id: number; zone: string; since: Date; until: Date }): Promise<number> {
  const { rows: [row] } = await sql<{ share: number | null }>`select sum(h.views)::float8 / nullif(sum(w.views), 0) as share from page_hours as w left join page_hours as h on h.page_id = ${page_id} and h.day = w.day and h.hour = w.hour
    where w.page_id = 0 and w.day >= (${since}::timestamptz at time zone ${zone})::date and w.day <= (${until}::timestamptz at time zone ${zone})::date
      and w.day + make_interval(hours => w.hour) >= date_trunc('hour', ${since}::timestamptz at time zone ${zone}) and w.day + make_interval(hours => w.hour + 1) <= ${until}::timestamptz at time zone ${zone}`.execute(db)
  return row?.share ?? 0
}

/** The processes that took hits in lately. */
export function countingTurns(db: Reads, { after }: { after: Date }) {
  return db.selectFrom('counting_turns').select(['since', 'turned_at']).where('turned_at', '>', after).execute()
}

export interface Alert { id: number; kind: 'growth' | 'gone'; article_id: number | null; headline: string | null; language: string | null; began_at: Date; ended_at: Date | null; views: number; furthest: number; usual: number }

/** The newest first; those that go on before those that are over. */
export async function alerts(db: Reads, { isOpen = false, limit }: { isOpen?: boolean; limit: number }): Promise<Alert[]> {
  const { rows } = await sql<Alert>`select l.id, l.kind, l.article_id, a.headline, a.language, l.began_at, l.ended_at, l.views, l.furthest, l.usual from audience_alerts as l left join articles as a on a.id = l.article_id
    where ${isOpen ? sql`l.ended_at is null` : sql`true`} order by l.ended_at is null desc, l.began_at desc, l.id desc limit ${limit}`.execute(db)
  return rows
}
