// A comment is what a reader says about an article, or answers to another comment. Everyone sees it when its state is
// `shown`; when it is not, but something visible answers it, a tombstone stands in its place.
import { atomically, type Db } from '../base/db/db.ts'
import { recordAll, type Act } from '../base/db/journal.ts'
import { stale, staleAtOnce, type Tag } from '../base/press/stale.ts'
import { hosts } from './place.ts'
import { place, type Place, type Placing } from './placing.ts'
import { placesAt, placesOf, statesOf } from './reads/places.ts'
import type { RemovedBy, SpokeAs, State, WaitsFor } from './state.ts'
import {
  addCounts, addReplies, continueNumbers, drawNumbers, holdArticles, insertComment, insertComments, lower, raise, setChildren, setState, type Added, type Decided, type Flipped, type NewRow,
} from './writes/comments.ts'

export interface NewComment {
  /** Its number, when it brings one along or others of the same batch answer it; see `commentNumbers`. */
  id?: number
  article_id: number
  /** Whom it answers: a comment that is there already or stands before it in the batch. */
  parent_id: number | null
  /** Who said it. Only what is not shown may be nobody's. */
  reader_id: number | null
  body: string
  state: State
  /** The rule it broke, named on its tombstone; only of removed ones. */
  removed_reason: string | null
  removed_by?: RemovedBy | null
  submitted_at: Date
  /** The words of the comment it answers that it quotes, from and up to, in UTF-16 units of that body. */
  quote_from?: number | null
  quote_to?: number | null
  /** Whether its author speaks for the paper. */
  spoke_as?: SpokeAs | null
  /** Why it waits; of pending ones. */
  waits_for?: WaitsFor | null
}

/** Rows sent in one statement: some megabytes of text. */
const batchLength = 5000

/** Adds what a reader says. */
export async function addComment(db: Db, comment: NewComment): Promise<number> {
  return (await addOnce(db, comment, { new_since: null })).id
}

/** The same, once only however often it is sent: `new_since` is from when on the same words in the same place are the same comment. */
export async function addOnce(db: Db, comment: NewComment, { new_since }: { new_since: Date | null }): Promise<Added> {
  const added = comment.id === undefined && comment.state !== 'removed' ? await insertComment(db, { ...comment, ...unsaid(comment) }, { new_since }) : undefined
  if (added) return added
  const [row] = await atomically(db, (tx) => placeComments(tx, [comment]))
  if (!row) throw new Error('the comment was not added')
  return { id: row.id, thread_id: row.thread_id, state: row.state === 'shown' ? 'shown' : 'pending', is_new: true }
}

/** Numbers for comments to come, so that those of a batch can name each other. */
export const commentNumbers = drawNumbers

/**
 * Adds comments that come from elsewhere, in any state, all or none, and answers their numbers in the order given.
 * Parents come before what answers them; answers to one comment stand in the order in which they came.
 */
export function addComments(db: Db, comments: NewComment[], act: Act): Promise<number[]> {
  if (comments.length === 0) return Promise.resolve([])
  return atomically(db, async (tx) => {
    const rows = await placeComments(tx, comments)
    const byArticle = Map.groupBy(comments, ({ article_id }) => article_id)
    await recordAll(tx, [...byArticle].map(([article_id, { length }]) => ({ what: length === 1 ? '1 comment added' : `${length} comments added`, subject: `article:${article_id}` })), act)
    return rows.map(({ id }) => id)
  })
}

async function placeComments(tx: Db, comments: NewComment[]): Promise<NewRow[]> {
  const numbered = await withNumbers(tx, comments)
  await holdArticles(tx, [...new Set(comments.map(({ article_id }) => article_id))])
  const placing = place(numbered, await knownPlaces(tx, numbered))
  const rows = numbered.map((comment, i) => row(comment, placing, i))
  for (let at = 0; at < rows.length; at += batchLength) await insertComments(tx, rows.slice(at, at + batchLength))
  await changeAbove(tx, placing)
  await tell(tx, rows)
  return rows
}

/** One comment, or several that are decided together. */
interface Which { id: number | number[] }

/** Takes comments from the page at once; a tombstone naming the reason stays where something visible answers one. Whoever decides journals it. */
export function removeComment(db: Db, { id, removed_reason, removed_by }: Which & { removed_reason: string | null; removed_by: RemovedBy | null }, act: Act) {
  return changeState(db, { id, to: { state: 'removed', removed_reason, removed_by } }, act)
}
/** Takes comments of a reader back, for that reader. */
export function deleteOwn(db: Db, { id }: Which, act: Act) {
  return changeState(db, { id, to: { state: 'removed', removed_reason: null, removed_by: 'author', deleted_at: act.now } }, act)
}
/** Shows comments that waited or were removed. */
export function showComment(db: Db, { id }: Which, act: Act) {
  return changeState(db, { id, to: { state: 'shown', removed_reason: null, removed_by: null } }, act)
}
/** Takes comments from the page at once, until it is decided about them; those that were removed wait as they did before. */
export function hideComment(db: Db, { id }: Which, act: Act) {
  return changeState(db, { id, to: { state: 'pending', removed_reason: null, removed_by: null } }, act)
}

/** In one transaction and holding all their articles first, in one order: so those who decide about many at once never wait for each other in a ring. */
function changeState(db: Db, { id, to }: Which & { to: Decided }, { now }: Act): Promise<void> {
  const ids = [...new Set([id].flat())]
  return atomically(db, async (tx) => {
    await holdArticles(tx, [...new Set((await existing(tx, ids)).map(({ article_id }) => article_id))])
    const changing = (await existing(tx, ids)).filter((before) => before.state !== to.state || before.removed_reason !== to.removed_reason || before.removed_by !== to.removed_by)
    if (changing.length === 0) return
    const changed = changing.map((before) => before.id)
    await recount(tx, to.state === 'shown' ? await raise(tx, changed) : [], 1)
    await setState(tx, changed, { ...to, now })
    for (const one of to.state === 'shown' ? [] : changed) await recount(tx, await lower(tx, one), -1)
    const byArticle = [...Map.groupBy(changing, ({ article_id }) => article_id)]
    await addCounts(tx, byArticle.map(([article_id, own]) => ({
      article_id, threads: 0,
      shown: (to.state === 'shown' ? own.length : 0) - own.filter(({ state }) => state === 'shown').length,
      arrivals: to.state === 'shown' ? own.filter(({ shown_at }) => shown_at === null).length : 0,
    })))
    const tags = byArticle.map(([article_id]): Tag => `thread:${article_id}`)
    await (to.state === 'shown' ? stale(tx, ...tags) : staleAtOnce(tx, ...tags))
  })
}

async function existing(db: Db, ids: number[]) {
  const comments = await statesOf(db, ids)
  if (comments.length < ids.length) throw new Error(`of the comments ${ids.join(', ')} not all are there`)
  return comments
}

function unsaid({ removed_by = null, quote_from = null, quote_to = null, spoke_as = null, waits_for = null }: NewComment) {
  return { removed_by, quote_from, quote_to, spoke_as, waits_for }
}

type Numbered = NewComment & { id: number }

async function withNumbers(tx: Db, comments: NewComment[]): Promise<Numbered[]> {
  const drawn = (await drawNumbers(tx, comments.filter(({ id }) => id === undefined).length)).values()
  const own = comments.flatMap(({ id }) => id ?? [])
  if (own.length > 0) await continueNumbers(tx, own.reduce((a, b) => Math.max(a, b)))
  return comments.map((comment) => ({ ...comment, id: comment.id ?? drawn.next().value ?? 0 }))
}

async function knownPlaces(tx: Db, comments: Numbered[]): Promise<Place[]> {
  const own = new Set(comments.map(({ id }) => id))
  const wanted = new Set(comments.flatMap(({ parent_id }) => (parent_id === null || own.has(parent_id) ? [] : [parent_id])))
  if (wanted.size === 0) return []
  const parents = await placesOf(tx, [...wanted])
  const spots = parents.flatMap(({ thread_id, path }) => hosts(path).slice(1).map((host) => ({ thread_id, path: host })))
  return spots.length === 0 ? parents : [...parents, ...await placesAt(tx, spots)]
}

function row(comment: Numbered, { added, replies }: Placing, i: number): NewRow {
  const place = added[i]
  if (!place) throw new Error(`comment ${comment.id} has no place`)
  return {
    ...comment, ...unsaid(comment), ...place,
    replies: place.parent_id === null ? replies.get(place.id) ?? 0 : 0, shown_at: comment.state === 'shown' ? comment.submitted_at : null,
  }
}

async function changeAbove(tx: Db, { added, grown, rising, replies }: Placing) {
  const begun = new Set(added.flatMap(({ id, parent_id }) => (parent_id === null ? [id] : [])))
  await setChildren(tx, grown)
  await addReplies(tx, new Map([...replies].filter(([thread_id]) => !begun.has(thread_id))))
  if (rising.length > 0) await recount(tx, await raise(tx, rising), 1)
}

async function tell(tx: Db, added: NewRow[]) {
  const counts = [...Map.groupBy(added, ({ article_id }) => article_id)].map(([article_id, own]) => {
    const shown = own.filter(({ state }) => state === 'shown').length
    return { article_id, shown, arrivals: shown, threads: own.filter(({ parent_id, visible }) => parent_id === null && visible).length }
  })
  await addCounts(tx, counts)
  await stale(tx, ...counts.filter(({ shown }) => shown > 0).map(({ article_id }): Tag => `thread:${article_id}`))
}

/** Counts comments that became visible (`by` 1) or hidden (-1): replies at their thread, first ones at their article. */
async function recount(tx: Db, flipped: Flipped[], by: 1 | -1) {
  const replies = new Map<number, number>()
  const threads = new Map<number, number>()
  for (const { id, thread_id, article_id } of flipped) {
    if (id === thread_id) threads.set(article_id, (threads.get(article_id) ?? 0) + by)
    else replies.set(thread_id, (replies.get(thread_id) ?? 0) + by)
  }
  await addReplies(tx, replies)
  await addCounts(tx, [...threads].map(([article_id, n]) => ({ article_id, shown: 0, arrivals: 0, threads: n })))
}
