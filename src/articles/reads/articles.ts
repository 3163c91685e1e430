import { jsonArrayFrom } from 'kysely/helpers/postgres'
import type { Reads } from '../../base/db/db.ts'

export type FullArticle = NonNullable<Awaited<ReturnType<typeof articleById>>>
export type Byline = FullArticle['bylines'][number]

/** Everything an article's page shows, whatever its state; the page decides what that state lets be seen. */
export function articleById(db: Reads, id: number) {
  return db
    .selectFrom('articles')
    .innerJoin('sections', 'sections.id', 'articles.section_id')
    .selectAll('articles')
    .select((eb) => [
      'sections.slug as section_slug', 'sections.name as section_name', 'sections.style as section_style',
      jsonArrayFrom(eb.selectFrom('bylines').innerJoin('authors', 'authors.id', 'bylines.author_id')
        .select(['bylines.role', 'authors.id', 'authors.slug', 'authors.name'])
        .whereRef('bylines.article_id', '=', 'articles.id').orderBy('bylines.position')).as('bylines'),
      jsonArrayFrom(eb.selectFrom('article_topics').innerJoin('topics', 'topics.id', 'article_topics.topic_id')
        .select(['topics.id', 'topics.slug', 'topics.name'])
        .whereRef('article_topics.article_id', '=', 'articles.id').orderBy('article_topics.position')).as('topics'),
    ])
    .where('articles.id', '=', id)
    .executeTakeFirst()
}

export function correctionsOf(db: Reads, article_id: number) {
  return db.selectFrom('corrections').selectAll().where('article_id', '=', article_id).orderBy('corrected_at').orderBy('id').execute()
}
export type Correction = Awaited<ReturnType<typeof correctionsOf>>[number]

/** The article that has, or once had, this address: path and query string. */
export function articleByAddress(db: Reads, address: string) {
  return db
    .selectFrom('article_addresses')
    .innerJoin('articles', 'articles.id', 'article_addresses.article_id')
    .innerJoin('sections', 'sections.id', 'articles.section_id')
    .select(['articles.id', 'articles.slug', 'articles.state', 'sections.slug as section_slug'])
    .where('article_addresses.address', '=', address)
    .executeTakeFirst()
}

/** What comment pages need of their article. */
export function articleHead(db: Reads, id: number) {
  return db
    .selectFrom('articles')
    .innerJoin('sections', 'sections.id', 'articles.section_id')
    .select(['articles.id', 'articles.slug', 'articles.state', 'articles.language', 'articles.kicker', 'articles.headline', 'articles.standfirst',
      'articles.comment_mode', 'articles.published_at', 'articles.withdrawn_at', 'articles.withdrawn_reason',
      'articles.section_id', 'sections.slug as section_slug', 'sections.name as section_name'])
    .where('articles.id', '=', id)
    .executeTakeFirst()
}
export type ArticleHead = NonNullable<Awaited<ReturnType<typeof articleHead>>>
