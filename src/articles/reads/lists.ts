// Lists of published articles, newest first. A page of a list begins after the article named in its address, so it
// stays the same page while new articles appear above. Each list is one walk along an index made for it, so that a page
// costs the same wherever it is and however rare its topic or author: articles_newest_idx, articles_section_idx,
// article_topics_listed_idx, bylines_listed_idx.
import { sql, type RawBuilder } from 'kysely'
import { jsonArrayFrom } from 'kysely/helpers/postgres'
import type { Reads } from '../../base/db/db.ts'

/** All of the paper, or what stands in one section, on any of some topics or of those of an article, by one author; or what was published on a day (YYYY-MM-DD) of the paper's time zone. */
export type Of = { all: true } | { section_id: number } | { topic_ids: number[] } | { topics_of: number } | { author_id: number } | { day: string }
export type Teaser = Awaited<ReturnType<typeof teasersById>>[number]
export interface ListPage { articles: Teaser[]; older: number | null; newer: number | null | undefined }

const listPageLength = 20
/** A day of the archive shows lines only, and nearly always all of them. */
const dayPageLength = 100

export function newest(db: Reads, of: Of, limit: number): Promise<Teaser[]> {
  return met(db, of, { limit, way: onwards })
}

/** Published teasers by id, in no order. */
export function teasersById(db: Reads, ids: number[]) {
  return teasers(db).where('articles.id', '=', sql<number>`any(${ids}::bigint[])`).execute()
}

/**
 * One page of a list: the articles after `before` (an article's id), or the newest.
 * `older` and `newer` say where the pages beside it begin: an id, null for the newest page, undefined for none.
 */
export async function listPage(db: Reads, of: Of, before: number | undefined): Promise<ListPage | undefined> {
  const length = 'day' in of ? dayPageLength : listPageLength
  const start = before === undefined ? undefined : await placeOf(db, before)
  if (before !== undefined && !start) return undefined
  const rows = await met(db, of, { limit: length + 1, way: start ? after(start) : onwards })
  const articles = rows.slice(0, length)
  const last = articles.at(-1)
  return {
    articles,
    older: rows.length > length && last ? last.id : null,
    newer: start ? await startOfNewer(db, of, { start, length }) : undefined,
  }
}

interface Place { id: number; published_at: Date }

async function placeOf(db: Reads, id: number): Promise<Place | undefined> {
  const row = await db.selectFrom('articles').select(['id', 'published_at']).where('id', '=', id).where('state', '=', 'published').executeTakeFirst()
  return row?.published_at ? { id: row.id, published_at: row.published_at } : undefined
}

// `start` ends the page before; that page begins after the article one page further up, or is the newest page.
async function startOfNewer(db: Reads, of: Of, { start, length }: { start: Place; length: number }): Promise<number | null> {
  const { rows } = await walk(of, { limit: length + 1, way: upFrom(start) }).execute(db)
  return rows[length]?.id ?? null
}

/** Which way a walk goes through a list, and from where on: time and number of an article are compared in one row value, as the indexes order them. */
interface Way { from(columns: RawBuilder<unknown>): RawBuilder<unknown>; order: RawBuilder<unknown> }
interface Walk { limit: number; way: Way }

const onwards: Way = { from: () => sql``, order: sql`desc` }
function after({ published_at, id }: Place): Way {
  return { from: (columns) => sql`and ${columns} < (${published_at}::timestamptz, ${id}::bigint)`, order: sql`desc` }
}
function upFrom({ published_at, id }: Place): Way {
  return { from: (columns) => sql`and ${columns} >= (${published_at}::timestamptz, ${id}::bigint)`, order: sql`asc` }
}

/** The articles a walk meets, newest first. */
function met(db: Reads, of: Of, steps: Walk): Promise<Teaser[]> {
  return teasers(db).innerJoin(sql<{ id: number }>`(${walk(of, steps)})`.as<'met'>(sql`met`), 'met.id', 'articles.id')
    .orderBy('articles.published_at', 'desc').orderBy('articles.id', 'desc').execute()
}

/** The numbers of the articles that are met, in the order of the walk. */
function walk(of: Of, { limit, way: { from, order } }: Walk): RawBuilder<{ id: number }> {
  const listed = sql`listed_at is not null ${from(sql`(listed_at, article_id)`)}`
  if ('topic_ids' in of || 'topics_of' in of) {
    const topics = 'topic_ids' in of ? sql`unnest(${of.topic_ids}::bigint[])` : sql`(select topic_id from article_topics where article_id = ${of.topics_of})`
    // Along each topic's part of the index; what stands on several of them is met several times.
    return sql`select distinct article_id as id, listed_at from ${topics} topic(id) cross join lateral
      (select article_id, listed_at from article_topics where topic_id = topic.id and ${listed} order by listed_at ${order}, article_id ${order} limit ${limit}) one
      order by listed_at ${order}, id ${order} limit ${limit}`
  }
  // Whoever wrote an article and took its picture too has two bylines there.
  if ('author_id' in of) return sql`select distinct article_id as id, listed_at from bylines where author_id = ${of.author_id} and ${listed} order by listed_at ${order}, id ${order} limit ${limit}`
  const within = 'section_id' in of ? sql`and section_id = ${of.section_id}` : 'day' in of ? onDay(sql`${of.day}::date`) : sql``
  return sql`select id from articles where state = 'published' ${within} ${from(sql`(published_at, id)`)} order by published_at ${order}, id ${order} limit ${limit}`
}

/** That an article was published on a day. A day of 23 or 25 hours may begin or end within an hour that comes twice: hence the leeway, and the exact comparison. */
export function onDay(day: RawBuilder<unknown>): RawBuilder<unknown> {
  const zone = sql`(select time_zone from paper)`
  return sql`and published_at >= ${day}::timestamp at time zone ${zone} - interval '3 hours'
    and published_at < (${day} + 1)::timestamp at time zone ${zone} + interval '3 hours' and (published_at at time zone ${zone})::date = ${day}`
}

/** All teasers of published articles: a query to go on with. */
export function teasers(db: Reads) {
  return db.selectFrom('articles').innerJoin('sections', 'sections.id', 'articles.section_id').where('articles.state', '=', 'published').select((eb) => [
    'articles.id', 'articles.slug', 'articles.language', 'articles.kicker', 'articles.headline', 'articles.standfirst', 'articles.published_at',
    'articles.updated_at', 'articles.sensitive', 'articles.lead_picture_id', 'articles.lead_alt', 'articles.lead_caption', 'articles.section_id',
    'sections.slug as section_slug', 'sections.name as section_name', 'sections.style as section_style',
    jsonArrayFrom(eb.selectFrom('bylines').innerJoin('authors', 'authors.id', 'bylines.author_id').select(['authors.slug', 'authors.name'])
      .whereRef('bylines.article_id', '=', 'articles.id').where('bylines.role', '=', 'text').orderBy('bylines.position')).as('authors'),
  ])
}
