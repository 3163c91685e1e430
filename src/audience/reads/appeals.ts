// From appeals to gifts: what the image and the script counted of pages with an appeal, and what the giving counted after it.
import { sql, type RawBuilder } from 'kysely'
import type { Reads } from '../../base/db/db.ts'
import type { Period } from '../period.ts'

export interface AppealSums { shown: number; measured: number; in_sight: number; followed: number; begun: number; agreed: number; given: number }
export interface AppealDay extends AppealSums { day: string }

/** By the day; of the whole paper where no article is named. */
export async function appealDays(db: Reads, { article_id, from, to }: Period & { article_id: number | null }): Promise<AppealDay[]> {
  const page: RawBuilder<unknown> = article_id === null ? sql`0` : sql`(select id from counted_pages where article_id = ${article_id})`
  const { rows } = await sql<AppealDay>`select coalesce(v.day, g.day) as day, coalesce(v.shown, 0) as shown, coalesce(v.measured, 0) as measured, coalesce(v.in_sight, 0) as in_sight, coalesce(v.followed, 0) as followed,
      coalesce(g.begun, 0) as begun, coalesce(g.agreed, 0) as agreed, coalesce(g.given, 0) as given
    from (select * from appeal_view_days where page_id = ${page} and day between ${from}::date and ${to}::date) as v
    full join (select day, sum(begun)::int as begun, sum(agreed)::int as agreed, sum(given)::int as given from appeal_days
      where day between ${from}::date and ${to}::date and ${article_id === null ? sql`true` : sql`article_id = ${article_id}`} group by day) as g on g.day = v.day
    order by 1`.execute(db)
  return rows
}

export interface AppealArticle extends AppealSums { article_id: number; headline: string; language: string }

/** Articles under which an appeal stood. Where few followed it, in no order that would tell how few. */
export async function appealArticles(db: Reads, { from, to, limit, fewest }: Period & { limit: number; fewest: number }): Promise<AppealArticle[]> {
  const { rows } = await sql<AppealArticle>`select a.id as article_id, a.headline, a.language, coalesce(v.shown, 0)::int as shown, coalesce(v.measured, 0)::int as measured, coalesce(v.in_sight, 0)::int as in_sight,
      coalesce(v.followed, 0)::int as followed, coalesce(g.begun, 0)::int as begun, coalesce(g.agreed, 0)::int as agreed, coalesce(g.given, 0)::int as given
    from (select p.article_id, sum(shown) as shown, sum(measured) as measured, sum(in_sight) as in_sight, sum(followed) as followed from appeal_view_days as d join counted_pages as p on p.id = d.page_id
      where d.day between ${from}::date and ${to}::date and p.article_id is not null group by 1) as v
    full join (select article_id, sum(begun) as begun, sum(agreed) as agreed, sum(given) as given from appeal_days
      where day between ${from}::date and ${to}::date and article_id is not null group by 1) as g on g.article_id = v.article_id
    join articles as a on a.id = coalesce(v.article_id, g.article_id)
    order by case when coalesce(v.followed, 0) >= ${fewest} then v.followed else 0 end desc, coalesce(v.shown, 0) desc, a.id desc limit ${limit}`.execute(db)
  return rows
}
