import { sql } from 'kysely'
import type { Reads } from '../../base/db/db.ts'
import type { Period } from '../period.ts'

/** An article as the desk finds it, with its number among counted pages; null where it was never read. */
export function countedArticle(db: Reads, id: number) {
  return db.selectFrom('articles as a').innerJoin('sections as s', 's.id', 'a.section_id').leftJoin('counted_pages as p', 'p.article_id', 'a.id')
    .select(['a.id', 'a.slug', 'a.state', 'a.headline', 'a.language', 'a.first_published_at', 's.slug as section_slug', 'p.id as page_id']).where('a.id', '=', id).executeTakeFirst()
}

/** The pages whose measured readers came from this address of the paper, most first. Walks source_days_own_idx. */
export async function nextPages(db: Reads, { address, from, to, limit }: Period & { address: string; limit: number }): Promise<{ name: string; views: number }[]> {
  const { rows } = await sql<{ name: string; views: number }>`select coalesce('/-/-' || p.article_id, p.path) as name, s.views from (
      select page_id, sum(views)::int as views from source_days where kind = 'own' and name = ${address} and day between ${from}::date and ${to}::date and page_id <> 0 group by 1) as s
    join counted_pages as p on p.id = s.page_id order by 2 desc, 1 limit ${limit}`.execute(db)
  return rows
}

/** Over all campaigns: how many gifts were begun and given that followed the appeal under an article. */
export async function giftsFollowing(db: Reads, article_id: number): Promise<{ begun: number; completed: number }> {
  const { rows: [row] } = await sql<{ begun: number; completed: number }>`select coalesce(sum(begun), 0)::int as begun, coalesce(sum(completed), 0)::int as completed from campaign_articles where article_id = ${article_id}`.execute(db)
  return row ?? { begun: 0, completed: 0 }
}
