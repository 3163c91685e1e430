// What everybody may see of how much is read.
import { sql } from 'kysely'
import type { Reads } from '../../base/db/db.ts'
import type { Period } from '../period.ts'
import { pageSums } from './sums.ts'

export interface PublicArticle { id: number; slug: string; section_slug: string; section: string; headline: string; language: string; views: number; measured: number; seconds: number }

/** The articles that were read most, of those that stand in the paper where it is for everybody. `fewest`: how many views are told at all. */
export async function topArticles(db: Reads, { limit, fewest, isPublic, ...period }: Period & { limit: number; fewest: number; isPublic: boolean }): Promise<PublicArticle[]> {
  const { rows } = await sql<PublicArticle>`select a.id, a.slug, x.slug as section_slug, x.name as section, a.headline, a.language, s.views, s.measured, s.seconds
    from (${await pageSums(db, period)}) as s
    join articles as a on a.id = s.article_id join sections as x on x.id = a.section_id
    where s.views >= ${fewest} ${isPublic ? sql`and a.state = 'published'` : sql`and a.state <> 'held'`} order by s.views desc, a.id limit ${limit}`.execute(db)
  return rows
}
