// Clicks on the front page, by slot and article.
import { sql } from 'kysely'
import type { Reads } from '../../base/db/db.ts'
import { paths } from '../../urls.ts'

/** The slots, each with its article, from which readers of a page went on in a day. */
export async function clickedPlaces(db: Reads, { page_id, day }: { page_id: number; day: string }): Promise<string[]> {
  return (await db.selectFrom('slot_clicks').select(['slot', 'article_id']).distinct().where('page_id', '=', page_id).where('day', '=', day).execute()).map(({ slot, article_id }) => `${slot} ${article_id ?? ''}`)
}

/** Hours of the paper's zone, first and last included: YYYY-MM-DD and 0 to 23. */
export interface Span { from: Hour; to: Hour }
export interface Hour { day: string; hour: number }
export interface ClickRow { slot: string; article_id: number | null; headline: string | null; language: string | null; clicks: number }

export async function frontClicks(db: Reads, { from, to }: Span): Promise<ClickRow[]> {
  const { rows } = await sql<ClickRow>`select c.slot, c.article_id, a.headline, a.language, sum(c.clicks)::int as clicks
    from slot_clicks as c join counted_pages as p on p.id = c.page_id left join articles as a on a.id = c.article_id
    where p.path = ${paths.front} and c.day between ${from.day}::date and ${to.day}::date and (c.day, c.hour) between (${from.day}::date, ${from.hour}::int) and (${to.day}::date, ${to.hour}::int)
    group by 1, 2, 3, 4 order by 5 desc, 1, 2`.execute(db)
  return rows
}

/** All views of the front page. */
export async function hoursOfFront(db: Reads, { from, to }: Span): Promise<number> {
  const { rows: [row] } = await sql<{ views: number }>`select coalesce(sum(h.views), 0)::int as views from page_hours as h join counted_pages as p on p.id = h.page_id
    where p.path = ${paths.front} and h.day between ${from.day}::date and ${to.day}::date and (h.day, h.hour) between (${from.day}::date, ${from.hour}::int) and (${to.day}::date, ${to.hour}::int)`.execute(db)
  return row?.views ?? 0
}

/** Views of the front page that were measured: of which it is known whether they led to a slot's article. */
export async function frontViews(db: Reads, { from, to }: Span): Promise<number> {
  const { rows: [row] } = await sql<{ views: number }>`select coalesce(sum(v.views), 0)::int as views from slot_views as v join counted_pages as p on p.id = v.page_id
    where p.path = ${paths.front} and v.day between ${from.day}::date and ${to.day}::date and (v.day, v.hour) between (${from.day}::date, ${from.hour}::int) and (${to.day}::date, ${to.hour}::int)`.execute(db)
  return row?.views ?? 0
}
