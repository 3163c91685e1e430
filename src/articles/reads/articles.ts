import { sql, type ExpressionBuilder } from 'kysely'
import { jsonArrayFrom } from 'kysely/helpers/postgres'
import type { Reads } from '../../base/db/db.ts'
import { prepared } from '../../base/db/prepared.ts'
import type { Schema } from '../../base/db/schema.ts'

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
        .select(['topics.id', 'topics.slug', 'topics.name', 'topics.no_appeals'])
        .whereRef('article_topics.article_id', '=', 'articles.id').orderBy('article_topics.position')).as('topics'),
      jsonArrayFrom(translationsOf(eb)).as('translations'),
      // The day of the archive it stands on, or stood on before it was withdrawn.
      sql<string | null>`(articles.published_at at time zone (select time_zone from paper))::date`.as('published_on'),
    ])
    .where('articles.id', '=', id)
    .executeTakeFirst()
}

// The published articles that say the same in other languages, the original first. Its id is that of all of them.
function translationsOf(eb: ExpressionBuilder<Schema, 'articles'>) {
  const original = eb.fn.coalesce('articles.translation_of', 'articles.id')
  return eb.selectFrom('articles as others').innerJoin('sections as theirs', 'theirs.id', 'others.section_id')
    .select(['others.id', 'others.slug', 'others.language', 'others.translation_of', 'theirs.slug as section_slug'])
    .where('others.state', '=', 'published').whereRef('others.id', '<>', 'articles.id')
    .where(({ or, eb: other }) => or([other('others.id', '=', original), other('others.translation_of', '=', original)]))
    .orderBy('others.translation_of', (by) => by.asc().nullsFirst()).orderBy('others.id')
}

/** What decides whether articles can translate one another. */
export function standingForTranslation(db: Reads, ids: number[]) {
  return db.selectFrom('articles').select((eb) => [
    'id', 'translation_of',
    eb.exists(eb.selectFrom('articles as others').select('others.id').whereRef('others.translation_of', '=', 'articles.id')).$castTo<boolean>().as('has_translations'),
  ]).where('id', 'in', ids).execute()
}

export function correctionsOf(db: Reads, article_id: number) {
  return correctionsTold(db).where('corrections.article_id', '=', article_id).orderBy('corrected_at').orderBy('corrections.id').execute()
}
export function correctionsTold(db: Reads) {
  return db.selectFrom('corrections').selectAll('corrections')
    // Who told of the mistake, under the name they go by now, if they said that they may be named.
    .select((eb) => eb.selectFrom('comments').innerJoin('readers', 'readers.id', 'comments.reader_id').select('readers.name')
      .whereRef('comments.id', '=', 'corrections.comment_id').where((on) => on(on.ref('corrections.credited_at'), 'is not', null)).as('credited_to'))
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
    .modifyFront(prepared)
    .innerJoin('sections', 'sections.id', 'articles.section_id')
    .select(['articles.id', 'articles.slug', 'articles.state', 'articles.language', 'articles.kicker', 'articles.headline', 'articles.standfirst',
      'articles.comment_mode', 'articles.published_at', 'articles.withdrawn_at', 'articles.withdrawn_reason',
      'articles.section_id', 'sections.slug as section_slug', 'sections.name as section_name'])
    .where('articles.id', '=', id)
    .executeTakeFirst()
}
export type ArticleHead = NonNullable<Awaited<ReturnType<typeof articleHead>>>
