import { sql } from 'kysely'
import { jsonArrayFrom } from 'kysely/helpers/postgres'
import type { FullArticle } from '../../articles/reads/articles.ts'
import type { Reads } from '../../base/db/db.ts'

export type State = FullArticle['state']

interface Sought {
  state?: State | undefined
  stage?: FullArticle['stage'] | undefined
  words?: string | undefined
  /** The slug of a section. */
  section?: string | undefined
  /** A name as it stands in bylines. */
  author?: string | undefined
  before?: number | undefined
}

/** Articles for the desk's list, the last ones made first: of a state, at a stage, of a section, an author, with these words in the headline, from a number on downwards. */
export function listedArticles(db: Reads, { state, stage, words, section, author, before }: Sought, limit: number) {
  return db.selectFrom('articles').innerJoin('sections', 'sections.id', 'articles.section_id')
    .select((eb) => ['articles.id', 'articles.headline', 'articles.kicker', 'articles.state', 'articles.stage', 'articles.language', 'articles.published_at', 'articles.updated_at', 'articles.withdrawn_at', 'articles.created_at', 'sections.name as section_name',
      jsonArrayFrom(eb.selectFrom('bylines').innerJoin('authors', 'authors.id', 'bylines.author_id').select('authors.name').whereRef('bylines.article_id', '=', 'articles.id').orderBy('bylines.position')).as('authors')])
    .$if(state !== undefined, (q) => q.where('articles.state', '=', state ?? 'draft'))
    .$if(stage !== undefined, (q) => q.where('articles.stage', '=', stage ?? 'draft'))
    // Found first, so that rare words need no walk through all articles, and common ones are sorted at once.
    .$if(words !== undefined, (q) => q.where('articles.id', 'in', sql<number>`(select id from articles where headline ilike ${`%${(words ?? '').replace(/[\\%_]/g, '\\$&')}%`} offset 0)`))
    .$if(section !== undefined, (q) => q.where('articles.section_id', '=', (eb) => eb.selectFrom('sections as own').select('own.id').where('own.slug', '=', section ?? '')))
    .$if(author !== undefined, (q) => q.where('articles.id', 'in', (eb) => eb.selectFrom('bylines').innerJoin('authors', 'authors.id', 'bylines.author_id').select('bylines.article_id').where('authors.name', '=', author ?? '')))
    .$if(before !== undefined, (q) => q.where('articles.id', '<', before ?? 0))
    .orderBy('articles.id', 'desc').limit(limit).execute()
}
export type ListedArticle = Awaited<ReturnType<typeof listedArticles>>[number]

/** What was made public on a day of the paper's time zone, the last one first. Rides articles_newest_idx. */
export function publishedOn(db: Reads, day: string, limit: number) {
  const zone = sql`(select time_zone from paper)`
  return db.selectFrom('articles').innerJoin('sections', 'sections.id', 'articles.section_id')
    .select(['articles.id', 'articles.headline', 'articles.kicker', 'articles.language', 'articles.published_at', 'sections.name as section_name'])
    .where('articles.state', '=', 'published').where('published_at', '>=', sql<Date>`${day}::date::timestamp at time zone ${zone}`).where('published_at', '<', sql<Date>`(${day}::date + 1)::timestamp at time zone ${zone}`)
    .orderBy('published_at', 'desc').orderBy('articles.id', 'desc').limit(limit).execute()
}

/** Rides articles_unpublished_idx. */
export async function countDrafts(db: Reads): Promise<number> {
  const row = await db.selectFrom('articles').select((eb) => eb.fn.countAll<number>().as('n')).where('state', '=', 'draft').executeTakeFirstOrThrow()
  return row.n
}
