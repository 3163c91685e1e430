import { sql, type RawBuilder } from 'kysely'
import type { Reads } from '../../base/db/db.ts'
import { isClause, type Clause } from '../clause.ts'
import type { RemovedBy, SpokeAs, State } from '../state.ts'
import { pageLength, repliesAtFirst, shares, windowAfter, windowBack, windowBefore } from '../thread.ts'
import { wholeOf, type Whole } from './whole.ts'

/** Of a page of threads. `answered`: those with most replies first; `picked`: what the editors chose, each alone, wherever it was said. */
export const orders = ['newest', 'oldest', 'answered', 'picked'] as const
export type Order = (typeof orders)[number]

/** What the public sees of a comment. A tombstone has no text and no name. */
export interface ShownComment {
  id: number
  thread_id: number
  state: State
  body: string
  /** The words it quotes of the comment it answers, as long as those are shown as they were. */
  quote: string | null
  /** Whose it is; for pages that are not the same for all. */
  reader_id: number | null
  name: string | null
  /** What the reader was called before, and until when that is said. */
  former: { name: string; until: Date } | null
  spoke_as: SpokeAs | null
  removed_reason: string | null
  /** The reason as a clause of the netiquette, where it is one. */
  removed_clause: Clause | null
  removed_by: RemovedBy | null
  submitted_at: Date
  edited_at: Date | null
  picked_at: Date | null
  /** Nobody may answer it or what stands below it any more. */
  locked_at: Date | null
  /** Nobody may answer it: it or one above it on the page is locked. */
  is_locked: boolean
  recommended: number
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
export interface ThreadPage extends Whole {
  order: Order
  items: Thread[]
  /** The thread after which the next page begins. */
  next: number | null
}
export interface Conversation extends Whole {
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
  if (order === 'picked') return picks(db, article_id, after)
  if (after === null) return page(db, article_id, { order, after: sql`` })
  const start = await db.selectFrom('comments').select('id').where('id', '=', after).where('article_id', '=', article_id).where('parent_id', 'is', null).executeTakeFirst()
  return start && page(db, article_id, { order, after: sql`and ${beyond(order, after)}` })
}

// Times are compared within the database: they are finer there than a Date.
function beyond(order: Order, after: number): RawBuilder<unknown> {
  const place = sql`(select submitted_at from comments where id = ${after}), ${after}`
  if (order === 'oldest') return sql`(submitted_at, id) > (${place})`
  return order === 'newest' ? sql`(submitted_at, id) < (${place})` : sql`(replies, submitted_at, id) < ((select replies from comments where id = ${after}), ${place})`
}

export interface Row extends Omit<ShownComment, 'name' | 'former' | 'answers' | 'quote' | 'is_locked' | 'removed_clause'> { parent_id: number | null; path: Buffer; replies: number; quote_from: number | null; quote_to: number | null }
export const columns = sql`id, thread_id, parent_id, reader_id, state, case when state = 'shown' then body else '' end as body, quote_from, quote_to, spoke_as,
  removed_reason, removed_by, submitted_at, edited_at, picked_at, locked_at, recommended, path, replies`

async function page(db: Reads, article_id: number, { order, after }: { order: Order; after: RawBuilder<unknown> }): Promise<ThreadPage> {
  const [whole, begun] = await Promise.all([wholeOf(db, article_id), beginnings(db, article_id, { order, after })])
  const groups = [...Map.groupBy(begun.slice(0, pageLength), (row) => row.thread_id).values()]
  const last = groups.at(-1)?.[0]?.thread_id ?? null
  const next = begun.slice(pageLength).some((row) => row.thread_id !== last) ? last : null
  const room = Math.max(0, pageLength - begun.length)
  const more = room > 0 ? await continuations(db, groups, room) : []
  const all = await withNames(db, [...groups.flat(), ...more])
  const items = groups.map((rows) => threadOf(all.filter((comment) => comment.thread_id === rows[0]?.thread_id), rows[0]?.replies ?? 0))
  return { ...whole, order, items: items.flatMap((thread) => thread ?? []), next }
}

function threadOf([first, ...replies]: ShownComment[], total: number): Thread | undefined {
  return first && { first, replies, more: Math.max(0, total - replies.length) }
}

// Each thread's first comment and its first replies, until the page is full: one walk along comments_threads_idx, from
// each step of it one along comments_thread_idx, ended by the limit. The few rows too many tell whether another thread follows.
async function beginnings(db: Reads, article_id: number, { order, after }: { order: Order; after: RawBuilder<unknown> }): Promise<Row[]> {
  const way = order === 'oldest' ? sql`asc` : sql`desc`
  const most = order === 'answered' ? sql`replies desc,` : sql``
  const limit = pageLength + repliesAtFirst + 1
  const { rows } = await sql<Row>`
    select comment.* from (
      select ${columns} from comments where article_id = ${article_id} and parent_id is null and visible ${after}
      order by ${most} submitted_at ${way}, id ${way} limit ${limit}) first
    cross join lateral (
      select first.* union all
      (select ${columns} from comments where first.replies > 0 and thread_id = first.id and visible and path > '' order by path limit ${repliesAtFirst})) comment
    order by ${order === 'answered' ? sql`first.replies desc,` : sql``} first.submitted_at ${way}, first.id ${way}, comment.path limit ${limit}`.execute(db)
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

async function picks(db: Reads, article_id: number, after: number | null): Promise<ThreadPage | undefined> {
  const start = after === null || await db.selectFrom('comments').select('id').where('id', '=', after).where('article_id', '=', article_id).executeTakeFirst()
  if (!start) return undefined
  const [whole, { items, next }] = await Promise.all([wholeOf(db, article_id), pickedComments(db, article_id, { after })])
  return { ...whole, order: 'picked', items: items.map((first) => ({ first, replies: [], more: 0 })), next }
}

export interface Picks { items: ShownComment[]; /** The one after which the next page begins. */ next: number | null }

/** Those the editors picked, the newest first; `after`: one of them, to go on from. Rides comments_picked_idx. */
export async function pickedComments(db: Reads, article_id: number, { after }: { after: number | null }): Promise<Picks> {
  const { rows } = await sql<Row>`
    select ${columns} from comments where article_id = ${article_id} and picked_at is not null and state = 'shown' ${after === null ? sql`` : sql`and ${beyond('newest', after)}`}
    order by submitted_at desc, id desc limit ${pageLength + 1}`.execute(db)
  const items = await withNames(db, rows.slice(0, pageLength))
  return { items, next: rows.length > pageLength ? items.at(-1)?.id ?? null : null }
}

/** A comment in its context: the thread's first comment and the replies around it. Undefined when nothing of it can be seen. */
export async function conversation(db: Reads, { article_id, id }: { article_id: number; id: number }): Promise<Conversation | undefined> {
  const target = await row(db, id)
  if (!target || target.article_id !== article_id) return undefined
  const opens = target.id === target.thread_id
  const [whole, first, before, after] = await Promise.all([
    wholeOf(db, article_id),
    opens ? target : row(db, target.thread_id),
    opens ? [] : walk(db, target, { way: 'back', limit: windowBefore }),
    walk(db, target, { way: 'on', limit: (opens ? pageLength - 1 : windowAfter) + 1 }),
  ])
  if (!first) return undefined
  const follow = after.slice(0, opens ? pageLength - 1 : windowAfter)
  const replies = [...before.toReversed(), ...(opens ? [] : [target]), ...follow]
  const thread = threadOf(await withNames(db, [first, ...replies]), first.replies)
  const begin = replies[0]
  const above = begin && !opens ? await walk(db, begin, { way: 'back', limit: windowBack }) : []
  return thread && { ...whole, id, thread, earlier: above.at(-1)?.id ?? null, later: after.length > follow.length ? replies.at(-1)?.id ?? id : null }
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
export async function withNames(db: Reads, rows: Row[]): Promise<ShownComment[]> {
  const here = new Set(rows.map(({ id }) => id))
  const away = [...new Set(rows.flatMap(({ parent_id }) => (parent_id === null || here.has(parent_id) ? [] : [parent_id])))]
  const elsewhere = away.length === 0 ? [] : await db.selectFrom('comments').select(['id', 'reader_id', 'state', 'body', 'edited_at']).where('id', '=', sql<number>`any(${away}::bigint[])`).execute()
  const all = new Map([...rows, ...elsewhere].map((row) => [row.id, row]))
  const readers = [...new Set([...all.values()].flatMap(({ state, reader_id }) => (state === 'shown' ? reader_id ?? [] : [])))]
  const named = readers.length === 0 ? [] : await db.selectFrom('readers').select(['id', 'name', 'former_name', 'former_name_until']).where('id', '=', sql<number>`any(${readers}::bigint[])`).execute()
  const names = new Map(named.map((reader) => [reader.id, reader]))
  const readerOf = (row: Answerable | undefined) => (row?.state === 'shown' ? names.get(row.reader_id ?? 0) : undefined)
  const locks = rows.filter(({ locked_at }) => locked_at !== null)
  return rows.map(({ parent_id, path, replies, quote_from, quote_to, ...row }) => {
    const answered = parent_id === null ? undefined : all.get(parent_id)
    const reader = readerOf(row)
    return {
      ...row, reader_id: reader?.id ?? null, name: reader?.name ?? null,
      former: reader?.former_name && reader.former_name_until ? { name: reader.former_name, until: reader.former_name_until } : null,
      removed_clause: row.removed_reason !== null && isClause(row.removed_reason) ? row.removed_reason : null,
      is_locked: locks.some((lock) => lock.thread_id === row.thread_id && path.subarray(0, lock.path.length).equals(lock.path)),
      quote: quoted({ ...row, quote_from, quote_to }, answered),
      answers: parent_id === null ? null : { id: parent_id, state: answered?.state ?? 'pending', name: readerOf(answered)?.name ?? null },
    }
  })
}

type Answerable = Pick<Row, 'reader_id' | 'state' | 'body' | 'edited_at'>

// A range counts only in the text it was chosen in.
function quoted({ state, quote_from, quote_to, submitted_at }: Pick<Row, 'state' | 'quote_from' | 'quote_to' | 'submitted_at'>, source: Answerable | undefined): string | null {
  if (state !== 'shown' || quote_from === null || quote_to === null || source?.state !== 'shown') return null
  return source.edited_at && source.edited_at > submitted_at ? null : source.body.slice(quote_from, quote_to) || null
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
