import { sql } from 'kysely'
import { jsonArrayFrom } from 'kysely/helpers/postgres'
import type { Reads } from '../../base/db/db.ts'
import { correctionsTold } from './articles.ts'

export type FullText = Awaited<ReturnType<typeof fullTexts>>[number]

// It goes on leading to the article wherever that moves, so it can name it for good.
const firstAddress = sql<string | null>`(select address from article_addresses where article_id = articles.id and address like '%-' || articles.id order by since, address limit 1)`

/** The first address an article ever had in this paper. */
export async function firstAddressOf(db: Reads, id: number): Promise<string | null> {
  const row = await db.selectFrom('articles').select(firstAddress.as('first_address')).where('id', '=', id).executeTakeFirst()
  return row?.first_address ?? null
}

/** Published articles by id, with all that stands in them, in no order. */
export function fullTexts(db: Reads, ids: number[]) {
  return db.selectFrom('articles').innerJoin('sections', 'sections.id', 'articles.section_id')
    .select((eb) => [
      'articles.id', 'articles.slug', 'articles.language', 'articles.kicker', 'articles.headline', 'articles.standfirst', 'articles.body', 'articles.note',
      'articles.dateline_place', 'articles.dateline_source', 'articles.sensitive', 'articles.comment_mode', 'articles.published_at', 'articles.updated_at',
      'articles.lead_picture_id', 'articles.lead_alt', 'articles.lead_caption', 'sections.slug as section_slug', 'sections.name as section_name',
      firstAddress.as('first_address'),
      jsonArrayFrom(eb.selectFrom('bylines').innerJoin('authors', 'authors.id', 'bylines.author_id').select(['bylines.role', 'authors.id', 'authors.slug', 'authors.name'])
        .whereRef('bylines.article_id', '=', 'articles.id').orderBy('bylines.position')).as('bylines'),
      jsonArrayFrom(eb.selectFrom('article_topics').innerJoin('topics', 'topics.id', 'article_topics.topic_id').select(['topics.id', 'topics.slug', 'topics.name'])
        .whereRef('article_topics.article_id', '=', 'articles.id').orderBy('article_topics.position')).as('topics'),
    ])
    .where('articles.state', '=', 'published').where('articles.id', 'in', [-1, ...ids])
    .execute()
}

/** The corrections of several articles, oldest first. */
export function correctionsOfAll(db: Reads, article_ids: number[]) {
  return correctionsTold(db).where('corrections.article_id', 'in', [-1, ...article_ids]).orderBy('corrected_at').orderBy('corrections.id').execute()
}
