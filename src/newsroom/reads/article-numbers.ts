// What came of articles, for a list of them: how often each was read, what is written under it and waits, and what followed its appeal.
import { sql } from 'kysely'
import type { Reads } from '../../base/db/db.ts'

export interface ArticleNumbers { article_id: number; views: number; views_today: number; comments: number; waiting: number; gifts: number }

/** Views ride the key of page_days, behind the last sums there are; comments that wait comments_not_shown_idx. */
export async function numbersOf(db: Reads, { ids, today }: { ids: number[]; today: string }): Promise<Map<number, ArticleNumbers>> {
  const { rows } = await sql<ArticleNumbers>`
    select a.id as article_id,
      coalesce(s.views, 0)::int + coalesce((select sum(views) from page_days where page_id = p.id and day > coalesce(s.through, '-infinity')), 0)::int as views,
      coalesce((select views from page_days where page_id = p.id and day = ${today}::date), 0) as views_today,
      coalesce((select shown from comment_counts where article_id = a.id), 0) as comments,
      (select count(*) from comments where article_id = a.id and state = 'pending')::int as waiting,
      coalesce((select sum(completed) from campaign_articles where article_id = a.id), 0)::int as gifts
    from unnest(${ids}::bigint[]) a(id) left join counted_pages p on p.article_id = a.id
      left join lateral (select through, views from page_sums where page_id = p.id order by through desc limit 1) s on true`.execute(db)
  return new Map(rows.map((row) => [row.article_id, row]))
}

/** What the paper has on a day of its time zone: views, and those a week before; comments that were shown, gifts that were agreed. */
export async function numbersToday(db: Reads, today: string) {
  const { rows: [row] } = await sql<{ views: number; views_before: number; comments: number; gifts: number }>`
    select coalesce((select views from page_days where page_id = 0 and day = ${today}::date), 0) as views,
      coalesce((select views from page_days where page_id = 0 and day = ${today}::date - 7), 0) as views_before,
      (select count(*) from comments where state = 'shown' and shown_at >= ${today}::date::timestamp at time zone (select time_zone from paper))::int as comments,
      coalesce((select sum(agreed) from appeal_days where day = ${today}::date), 0)::int as gifts`.execute(db)
  return row ?? { views: 0, views_before: 0, comments: 0, gifts: 0 }
}
