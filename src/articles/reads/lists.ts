// Lists of published articles, newest first. A page of a list begins after the article named in its address, so it
// stays the same page while new articles appear above.
import type { ExpressionBuilder, SqlBool, Expression } from 'kysely'
import { jsonArrayFrom } from 'kysely/helpers/postgres'
import type { Reads } from '../../base/db/db.ts'
import type { Schema } from '../../base/db/schema.ts'

/** All of the paper, or what stands in one section, on any of some topics, by one author. */
export type Of = { all: true } | { section_id: number } | { topic_ids: number[] } | { author_id: number }
export type Teaser = Awaited<ReturnType<typeof newest>>[number]
export interface ListPage { articles: Teaser[]; older: number | null; newer: number | null | undefined }

const listPageLength = 20

export function newest(db: Reads, of: Of, limit: number) {
  return teasers(db, of).orderBy('articles.published_at', 'desc').orderBy('articles.id', 'desc').limit(limit).execute()
}

/** Published teasers by id, in no order. */
export function teasersById(db: Reads, ids: number[]) {
  return teasers(db, { all: true }).where('articles.id', 'in', [-1, ...ids]).execute()
}

/**
 * One page of a list: the articles after `before` (an article's id), or the newest.
 * `older` and `newer` say where the pages beside it begin: an id, null for the newest page, undefined for none.
 */
export async function listPage(db: Reads, of: Of, before: number | undefined): Promise<ListPage | undefined> {
  const start = before === undefined ? undefined : await placeOf(db, before)
  if (before !== undefined && !start) return undefined
  const rows = await (start ? teasers(db, of).where((eb) => older(eb, start)) : teasers(db, of))
    .orderBy('articles.published_at', 'desc').orderBy('articles.id', 'desc').limit(listPageLength + 1).execute()
  const articles = rows.slice(0, listPageLength)
  const last = articles.at(-1)
  return {
    articles,
    older: rows.length > listPageLength && last ? last.id : null,
    newer: start ? await startOfNewer(db, of, start) : undefined,
  }
}

interface Place { id: number; published_at: Date }

async function placeOf(db: Reads, id: number): Promise<Place | undefined> {
  const row = await db.selectFrom('articles').select(['id', 'published_at']).where('id', '=', id).where('state', '=', 'published').executeTakeFirst()
  return row?.published_at ? { id: row.id, published_at: row.published_at } : undefined
}

// `start` ends the page before; that page begins after the article one page further up, or is the newest page.
async function startOfNewer(db: Reads, of: Of, start: Place): Promise<number | null> {
  const above = await teaserRows(db, of).select('articles.id').where((eb) => newer(eb, start))
    .orderBy('articles.published_at', 'asc').orderBy('articles.id', 'asc').limit(listPageLength + 1).execute()
  return above[listPageLength]?.id ?? null
}

type Eb = ExpressionBuilder<Schema, 'articles'>
function older(eb: Eb, { published_at, id }: Place): Expression<SqlBool> {
  return eb(eb.refTuple('articles.published_at', 'articles.id'), '<', eb.tuple(published_at, id))
}
function newer(eb: Eb, { published_at, id }: Place): Expression<SqlBool> {
  return eb(eb.refTuple('articles.published_at', 'articles.id'), '>=', eb.tuple(published_at, id))
}

function teaserRows(db: Reads, of: Of) {
  const all = db.selectFrom('articles').innerJoin('sections', 'sections.id', 'articles.section_id').where('articles.state', '=', 'published')
  if ('section_id' in of) return all.where('articles.section_id', '=', of.section_id)
  if ('topic_ids' in of) {
    return all.where((eb) => eb.exists(eb.selectFrom('article_topics').select('topic_id')
      .whereRef('article_topics.article_id', '=', 'articles.id').where('topic_id', 'in', [-1, ...of.topic_ids])))
  }
  if ('author_id' in of) {
    return all.where((eb) => eb.exists(eb.selectFrom('bylines').select('author_id')
      .whereRef('bylines.article_id', '=', 'articles.id').where('author_id', '=', of.author_id)))
  }
  return all
}

function teasers(db: Reads, of: Of) {
  return teaserRows(db, of).select((eb) => [
    'articles.id', 'articles.slug', 'articles.language', 'articles.kicker', 'articles.headline', 'articles.standfirst', 'articles.published_at',
    'articles.updated_at', 'articles.sensitive', 'articles.lead_picture_id', 'articles.lead_alt', 'articles.lead_caption', 'articles.section_id',
    'sections.slug as section_slug', 'sections.name as section_name', 'sections.style as section_style',
    jsonArrayFrom(eb.selectFrom('bylines').innerJoin('authors', 'authors.id', 'bylines.author_id').select(['authors.slug', 'authors.name'])
      .whereRef('bylines.article_id', '=', 'articles.id').where('bylines.role', '=', 'text').orderBy('bylines.position')).as('authors'),
  ])
}
