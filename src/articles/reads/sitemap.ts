// What search engines are told of: addresses, and when what stands there last changed.
import { sql } from 'kysely'
import type { Reads } from '../../base/db/db.ts'
import { sitemapPartLength } from '../../urls.ts'

export interface Place { slug: string; changed_at: Date | null }

const changed = sql<Date>`greatest(articles.published_at, articles.updated_at, corrected.at)`

/** The parts that hold articles, each with when one of them last changed. Rides articles_sitemap_idx. */
export async function sitemapParts(db: Reads): Promise<{ part: number; changed_at: Date }[]> {
  const { rows } = await sql<{ part: number; changed_at: Date }>`
    select (articles.id - 1) / ${sitemapPartLength} + 1 as part, max(${changed}) as changed_at
    from articles left join (select article_id, max(corrected_at) as at from corrections group by article_id) corrected on corrected.article_id = articles.id
    where articles.state = 'published' group by 1 order by 1`.execute(db)
  return rows
}

/** The articles of one part, by their numbers. */
export async function sitemapArticles(db: Reads, part: number): Promise<{ id: number; slug: string; section_slug: string; changed_at: Date }[]> {
  const [from, to] = [(part - 1) * sitemapPartLength + 1, part * sitemapPartLength]
  const { rows } = await sql<{ id: number; slug: string; section_slug: string; changed_at: Date }>`
    select articles.id, articles.slug, sections.slug as section_slug, ${changed} as changed_at
    from articles join sections on sections.id = articles.section_id
    left join (select article_id, max(corrected_at) as at from corrections where article_id between ${from} and ${to} group by article_id) corrected on corrected.article_id = articles.id
    where articles.state = 'published' and articles.id between ${from} and ${to} order by articles.id`.execute(db)
  return rows
}

/** All sections, and the topics and authors that have something to show, each with when that last grew. */
export async function sitemapLists(db: Reads): Promise<{ sections: Place[]; topics: Place[]; authors: Place[] }> {
  const [sections, topics, authors] = await Promise.all([
    db.selectFrom('sections').select((eb) => ['slug', eb.selectFrom('articles').select((e) => e.fn.max('published_at').as('at'))
      .whereRef('section_id', '=', 'sections.id').where('state', '=', 'published').as('changed_at')]).orderBy('position').execute(),
    grownTopics(db).select(['slug', 'changed_at']).orderBy('slug').execute(),
    grownAuthors(db).select(['slug', 'changed_at']).orderBy('slug').execute(),
  ])
  return { sections, topics, authors }
}

// When a list last grew is the first entry of its part of the index: one look for each topic or author, instead of reading
// what all articles have.
function grownTopics(db: Reads) {
  return db.selectFrom(db.selectFrom('topics').select((eb) => ['id', 'slug', 'name', eb.selectFrom('article_topics').select((e) => e.fn.max('listed_at').as('at'))
    .whereRef('topic_id', '=', 'topics.id').as('changed_at')]).as('topics')).where('changed_at', 'is not', null)
}
function grownAuthors(db: Reads) {
  return db.selectFrom(db.selectFrom('authors').select((eb) => ['slug', eb.selectFrom('bylines').select((e) => e.fn.max('listed_at').as('at'))
    .whereRef('author_id', '=', 'authors.id').as('changed_at')]).as('authors')).where('changed_at', 'is not', null)
}

/** The paper's own static pages. */
export function sitemapPages(db: Reads): Promise<Place[]> {
  return db.selectFrom('pages').select((eb) => ['slug', eb.fn.max('updated_at').as('changed_at')]).groupBy('slug').orderBy('slug').execute()
}

/** What was published since then, the newest first. */
export function publishedSince(db: Reads, since: Date, limit: number) {
  return db.selectFrom('articles').innerJoin('sections', 'sections.id', 'articles.section_id')
    .select(['articles.id', 'articles.slug', 'articles.language', 'articles.headline', 'articles.published_at', 'sections.slug as section_slug'])
    .where('articles.state', '=', 'published').where('articles.published_at', '>', since)
    .orderBy('articles.published_at', 'desc').orderBy('articles.id', 'desc').limit(limit).execute()
}

/** The topics on which something was published last, that first. */
export function latestTopics(db: Reads, limit: number) {
  return grownTopics(db).select(['slug', 'name']).orderBy('changed_at', 'desc').orderBy('id').limit(limit).execute()
}
