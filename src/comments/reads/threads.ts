import { sql, type RawBuilder } from 'kysely'
import type { Reads } from '../../base/db/db.ts'
import type { Place, State } from '../placing.ts'
import { pageLength, repliesAtFirst, shares, windowAfter, windowBefore } from '../thread.ts'

export type Order = 'newest' | 'oldest'

/** What the public sees of a comment. A tombstone has no text and no name. */
export interface ShownComment {
  id: number
  thread_id: number
  state: State
  body: string
  name: string | null
  removed_reason: string | null
  submitted_at: Date
  /** Whom it answers; without a name when that comment is a tombstone. */
  answers: { id: number; state: State; name: string | null } | null
}
export interface Thread {
  first: ShownComment
  /** The first of its replies, in the order of reading. */
  replies: ShownComment[]
  /** How many more follow the last one. */
  more: number
}
export interface ThreadPage {
  /** How many comments the article shows, and in how many threads. */
  count: number
  threads: number
  order: Order
  items: Thread[]
  /** The thread after which the next page begins. */
  next: number | null
}
export interface Conversation {
  count: number
  /** The comment it was opened at. */
  id: number
  thread: Thread
  /** Where to open it to read what stands before and after this part of it. */
  earlier: number | null
  later: number | null
}

/** The newest threads of an article. */
export async function firstThreads(db: Reads, article_id: number): Promise<ThreadPage> {
  return page(db, article_id, { order: 'newest', after: sql`` })
}

/** The threads that follow the thread `after`, also when that has been removed; undefined when the article never had it. */
export async function threadsAfter(db: Reads, article_id: number, { order, after }: { order: Order; after: number | null }): Promise<ThreadPage | undefined> {
  if (after === null) return page(db, article_id, { order, after: sql`` })
  const start = await db.selectFrom('comments').select('id').where('id', '=', after).where('article_id', '=', article_id).where('parent_id', 'is', null).executeTakeFirst()
  if (!start) return undefined
  // The time is compared within the database: it is finer there than a Date.
  const place = sql`(select submitted_at from comments where id = ${after}), ${after}`
  return page(db, article_id, { order, after: order === 'newest' ? sql`and (submitted_at, id) < (${place})` : sql`and (submitted_at, id) > (${place})` })
}

interface Row extends Omit<ShownComment, 'name' | 'answers'> { parent_id: number | null; reader_id: number | null; path: Buffer; replies: number }
const columns = sql`id, thread_id, parent_id, reader_id, state, case when state = 'shown' then body else '' end as body, removed_reason, submitted_at, path, replies`

async function page(db: Reads, article_id: number, { order, after }: { order: Order; after: RawBuilder<unknown> }): Promise<ThreadPage> {
  const [counts, begun] = await Promise.all([countsOfArticle(db, article_id), beginnings(db, article_id, { order, after })])
  const groups = [...Map.groupBy(begun.slice(0, pageLength), (row) => row.thread_id).values()]
  const last = groups.at(-1)?.[0]?.thread_id ?? null
  const next = begun.slice(pageLength).some((row) => row.thread_id !== last) ? last : null
  const room = Math.max(0, pageLength - begun.length)
  const more = room > 0 ? await continuations(db, groups, room) : []
  const all = await withNames(db, [...groups.flat(), ...more])
  const items = groups.map((rows) => threadOf(all.filter((comment) => comment.thread_id === rows[0]?.thread_id), rows[0]?.replies ?? 0))
  return { count: counts.shown, threads: counts.threads, order, items: items.flatMap((thread) => thread ?? []), next }
}

function threadOf([first, ...replies]: ShownComment[], total: number): Thread | undefined {
  return first && { first, replies, more: Math.max(0, total - replies.length) }
}

// Each thread's first comment and its first replies, until the page is full: one walk along comments_threads_idx, from
// each step of it one along comments_thread_idx, ended by the limit. The few rows too many tell whether another thread follows.
async function beginnings(db: Reads, article_id: number, { order, after }: { order: Order; after: RawBuilder<unknown> }): Promise<Row[]> {
  const way = order === 'newest' ? sql`desc` : sql`asc`
  const limit = pageLength + repliesAtFirst + 1
  const { rows } = await sql<Row>`
    select comment.* from (
      select ${columns} from comments where article_id = ${article_id} and parent_id is null and visible ${after}
      order by submitted_at ${way}, id ${way} limit ${limit}) first
    cross join lateral (
      select first.* union all
      (select ${columns} from comments where first.replies > 0 and thread_id = first.id and visible and path > '' order by path limit ${repliesAtFirst})) comment
    order by first.submitted_at ${way}, first.id ${way}, comment.path limit ${limit}`.execute(db)
  return rows
}

async function continuations(db: Reads, groups: Row[][], room: number): Promise<Row[]> {
  const given = shares(groups.map(([first, ...replies]) => (first?.replies ?? 0) - replies.length), room)
  const wanted = groups.flatMap((rows, i) => {
    const last = rows.at(-1)
    return last && given[i] ? [{ thread_id: last.thread_id, path: last.path, n: given[i] }] : []
  })
  if (wanted.length === 0) return []
  const { rows } = await sql<Row>`
    select comment.* from unnest(${wanted.map((w) => w.thread_id)}::bigint[], ${wanted.map((w) => w.path)}::bytea[], ${wanted.map((w) => w.n)}::int[])
      with ordinality wanted(thread_id, path, n, nth)
    cross join lateral (
      select ${columns} from comments where thread_id = wanted.thread_id and visible and path > wanted.path order by path limit wanted.n) comment
    order by wanted.nth, comment.path`.execute(db)
  return rows
}

/** The comments an article shows, the newest first, wherever they stand. Rides comments_newest_idx. */
export async function newestComments(db: Reads, article_id: number, limit: number): Promise<ShownComment[]> {
  const { rows } = await sql<Row>`select ${columns} from comments where article_id = ${article_id} and state = 'shown' order by submitted_at desc, id desc limit ${limit}`.execute(db)
  return withNames(db, rows)
}

/** A comment in its context: the thread's first comment and the replies around it. Undefined when nothing of it can be seen. */
export async function conversation(db: Reads, { article_id, id }: { article_id: number; id: number }): Promise<Conversation | undefined> {
  const target = await row(db, id)
  if (!target || target.article_id !== article_id) return undefined
  const opens = target.id === target.thread_id
  const [counts, first, before, after] = await Promise.all([
    countsOfArticle(db, article_id),
    opens ? target : row(db, target.thread_id),
    opens ? [] : walk(db, target, { way: 'back', limit: windowBefore }),
    walk(db, target, { way: 'on', limit: (opens ? pageLength - 1 : windowAfter) + 1 }),
  ])
  if (!first) return undefined
  const follow = after.slice(0, opens ? pageLength - 1 : windowAfter)
  const replies = [...before.toReversed(), ...(opens ? [] : [target]), ...follow]
  const thread = threadOf(await withNames(db, [first, ...replies]), first.replies)
  const begin = replies[0]
  const above = begin && !opens ? await walk(db, begin, { way: 'back', limit: windowAfter + 1 }) : []
  return thread && { count: counts.shown, id, thread, earlier: above.at(-1)?.id ?? null, later: after.length > follow.length ? replies.at(-1)?.id ?? id : null }
}

async function row(db: Reads, id: number): Promise<(Row & { article_id: number }) | undefined> {
  const { rows } = await sql<Row & { article_id: number }>`select article_id, ${columns} from comments where id = ${id} and visible`.execute(db)
  return rows[0]
}

// From a place in a thread back towards its first reply, or on. Rides comments_thread_idx.
async function walk(db: Reads, { thread_id, path }: Row, { way, limit }: { way: 'back' | 'on'; limit: number }): Promise<Row[]> {
  const { rows } = way === 'on'
    ? await sql<Row>`select ${columns} from comments where thread_id = ${thread_id} and visible and path > ${path} order by path limit ${limit}`.execute(db)
    : await sql<Row>`select ${columns} from comments where thread_id = ${thread_id} and visible and path > '' and path < ${path} order by path desc limit ${limit}`.execute(db)
  return rows
}

// In a page's order, whom a reply answers nearly always stands on the same page; only of the others the row is read.
async function withNames(db: Reads, rows: Row[]): Promise<ShownComment[]> {
  const here = new Set(rows.map(({ id }) => id))
  const away = [...new Set(rows.flatMap(({ parent_id }) => (parent_id === null || here.has(parent_id) ? [] : [parent_id])))]
  const elsewhere = away.length === 0 ? [] : await db.selectFrom('comments').select(['id', 'reader_id', 'state']).where('id', '=', sql<number>`any(${away}::bigint[])`).execute()
  const states = new Map([...rows, ...elsewhere].map(({ id, state }) => [id, state]))
  const spoken = [...rows, ...elsewhere].filter(({ state }) => state === 'shown')
  const readers = [...new Set(spoken.flatMap(({ reader_id }) => reader_id ?? []))]
  const named = readers.length === 0 ? [] : await db.selectFrom('readers').select(['id', 'name']).where('id', '=', sql<number>`any(${readers}::bigint[])`).execute()
  const nameOf = new Map(named.map(({ id, name }) => [id, name]))
  const names = new Map(spoken.map(({ id, reader_id }) => [id, nameOf.get(reader_id ?? 0) ?? null]))
  return rows.map(({ id, thread_id, parent_id, state, body, removed_reason, submitted_at }) => ({
    id, thread_id, state, body, removed_reason, submitted_at, name: names.get(id) ?? null,
    answers: parent_id === null ? null : { id: parent_id, state: states.get(parent_id) ?? 'pending', name: names.get(parent_id) ?? null },
  }))
}

async function countsOfArticle(db: Reads, article_id: number) {
  const counts = await db.selectFrom('comment_counts').select(['shown', 'threads']).where('article_id', '=', article_id).executeTakeFirst()
  return counts ?? { shown: 0, threads: 0 }
}

/** How many comments each of these articles shows; articles without any are not in it. */
export async function countsOf(db: Reads, article_ids: number[]): Promise<Map<number, number>> {
  const rows = await db.selectFrom('comment_counts').select(['article_id', 'shown']).where('article_id', '=', sql<number>`any(${article_ids}::bigint[])`).where('shown', '>', 0).execute()
  return new Map(rows.map(({ article_id, shown }) => [article_id, shown]))
}

/** Looked at by "most discussed", so that it costs the same in a paper that prints hundreds of articles a day. */
const newestDiscussed = 500

/** Of the newest articles, published since then, those with most comments, most first. */
export function mostDiscussed(db: Reads, { since, limit }: { since: Date; limit: number }) {
  const recent = db.selectFrom('articles').select(['id', 'published_at']).where('state', '=', 'published').where('published_at', '>=', since)
    .orderBy('published_at', 'desc').orderBy('id', 'desc').limit(newestDiscussed)
  return db.selectFrom(recent.as('recent')).innerJoin('comment_counts', 'comment_counts.article_id', 'recent.id')
    .select(['recent.id as article_id', 'comment_counts.shown as count']).where('comment_counts.shown', '>', 0)
    .orderBy('comment_counts.shown', 'desc').orderBy('recent.published_at', 'desc').limit(limit).execute()
}

const placeColumns = ['comments.id', 'comments.parent_id', 'comments.thread_id', 'comments.article_id', 'comments.path', 'comments.visible', 'comments.children'] as const

export function placesOf(db: Reads, ids: number[]): Promise<Place[]> {
  return db.selectFrom('comments').select(placeColumns).where('id', '=', sql<number>`any(${ids}::bigint[])`).execute()
}

/** The comments that stand at these places. Rides comments_place_idx. */
export function placesAt(db: Reads, spots: { thread_id: number; path: Buffer }[]): Promise<Place[]> {
  const wanted = sql<{ thread_id: number; path: Buffer }>`unnest(${spots.map((s) => s.thread_id)}::bigint[], ${spots.map((s) => s.path)}::bytea[])`
  return db.selectFrom('comments')
    .innerJoin(wanted.as<'wanted'>(sql`wanted(thread_id, path)`), (join) => join
      .onRef('comments.thread_id', '=', 'wanted.thread_id').on(sql`sha256(comments.path)`, '=', sql`sha256(wanted.path)`))
    .select(placeColumns).execute()
}

export function commentState(db: Reads, id: number) {
  return db.selectFrom('comments').select(['id', 'article_id', 'state', 'removed_reason']).where('id', '=', id).executeTakeFirst()
}
