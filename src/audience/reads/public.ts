// What everybody may see of how much is read.
import { sql } from 'kysely'
import type { Reads } from '../../base/db/db.ts'
import type { Period } from '../period.ts'

export interface PublicArticle { id: number; slug: string; section_slug: string; section: string; headline: string; language: string; views: number; measured: number; seconds: number }

/** The articles that were read most, of those that stand in the paper. `fewest`: how many views are told at all. */
export async function topArticles(db: Reads, { from, to, limit, fewest }: Period & { limit: number; fewest: number }): Promise<PublicArticle[]> {
  const { rows } = await sql<PublicArticle>`select a.id, a.slug, x.slug as section_slug, x.name as section, a.headline, a.language, s.views, s.measured, s.seconds
    from (select page_id, sum(views)::int as views, sum(measured)::int as measured, sum(seconds)::bigint as seconds from page_days
      where day between ${from}::date and ${to}::date and page_id <> 0 group by page_id having sum(views) >= ${fewest}) as s
    join counted_pages as p on p.id = s.page_id join articles as a on a.id = p.article_id join sections as x on x.id = a.section_id
    where a.state = 'published' order by s.views desc, a.id limit ${limit}`.execute(db)
  return rows
}
