// A comment is what a reader says about an article, or answers to another comment. Everyone sees it when its state is
// `shown`; when it is not, but something visible answers it, a tombstone stands in its place.
import { atomically, type Db } from '../base/db/db.ts'
import { record, recordAll, type Act } from '../base/db/journal.ts'
import { stale, staleAtOnce, type Tag } from '../base/press/stale.ts'
import { hosts } from './place.ts'
import { place, type Place, type Placing, type State } from './placing.ts'
import { commentState, placesAt, placesOf } from './reads/threads.ts'
import {
  addCounts, addReplies, continueNumbers, drawNumbers, holdArticles, insertComments, lower, raise, setChildren, setState, type Flipped, type NewRow,
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
  submitted_at: Date
}

/** Rows sent in one statement: some megabytes of text. */
const batchLength = 5000

export async function addComment(db: Db, comment: NewComment, act: Act): Promise<number> {
  const [id] = await addComments(db, [comment], act)
  if (id === undefined) throw new Error('the comment was not added')
  return id
}

/** Numbers for comments to come, so that those of a batch can name each other. */
export const commentNumbers = drawNumbers

/**
 * Adds comments in any state, all or none, and answers their numbers in the order given. Parents come before what
 * answers them; answers to one comment stand in the order in which they came.
 */
export function addComments(db: Db, comments: NewComment[], act: Act): Promise<number[]> {
  if (comments.length === 0) return Promise.resolve([])
  return atomically(db, async (tx) => {
    const numbered = await withNumbers(tx, comments)
    await holdArticles(tx, [...new Set(comments.map(({ article_id }) => article_id))])
    const placing = place(numbered, await knownPlaces(tx, numbered))
    const rows = numbered.map((comment, i) => row(comment, placing, i))
    for (let at = 0; at < rows.length; at += batchLength) await insertComments(tx, rows.slice(at, at + batchLength))
    await changeAbove(tx, placing)
    await tell(tx, rows, act)
    return rows.map(({ id }) => id)
  })
}

/** Takes a comment from the page at once; a tombstone naming the reason stays where something visible answers it. */
export function removeComment(db: Db, { id, removed_reason }: { id: number; removed_reason: string | null }, act: Act) {
  return changeState(db, { id, state: 'removed', removed_reason }, act)
}
/** Shows a comment that waited or was removed. */
export function showComment(db: Db, { id }: { id: number }, act: Act) {
  return changeState(db, { id, state: 'shown', removed_reason: null }, act)
}
interface Change { id: number; state: State; removed_reason: string | null }

function changeState(db: Db, change: Change, { by, now }: Act): Promise<void> {
  return atomically(db, async (tx) => {
    const { article_id } = await existing(tx, change.id)
    await holdArticles(tx, [article_id])
    const before = await existing(tx, change.id)
    if (before.state === change.state && before.removed_reason === change.removed_reason) return
    const raised = change.state === 'shown' ? await raise(tx, [change.id]) : []
    await setState(tx, change)
    const lowered = change.state === 'shown' ? [] : await lower(tx, change.id)
    await recount(tx, raised, 1)
    await recount(tx, lowered, -1)
    await addCounts(tx, [{ article_id, shown: Number(change.state === 'shown') - Number(before.state === 'shown'), threads: 0 }])
    await record(tx, { by, what: `comment ${change.state}`, subject: `comment:${change.id}`, now })
    await staleAtOnce(tx, `thread:${article_id}`, `article:${article_id}`)
  })
}

async function existing(db: Db, id: number) {
  const comment = await commentState(db, id)
  if (!comment) throw new Error(`comment ${id} is not there`)
  return comment
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
  return { ...comment, ...place, replies: place.parent_id === null ? replies.get(place.id) ?? 0 : 0 }
}

async function changeAbove(tx: Db, { added, grown, rising, replies }: Placing) {
  const begun = new Set(added.flatMap(({ id, parent_id }) => (parent_id === null ? [id] : [])))
  await setChildren(tx, grown)
  await addReplies(tx, new Map([...replies].filter(([thread_id]) => !begun.has(thread_id))))
  if (rising.length > 0) await recount(tx, await raise(tx, rising), 1)
}

async function tell(tx: Db, added: NewRow[], act: Act) {
  const byArticle = [...Map.groupBy(added, ({ article_id }) => article_id)]
  const counts = byArticle.map(([article_id, own]) => ({
    article_id,
    shown: own.filter(({ state }) => state === 'shown').length,
    threads: own.filter(({ parent_id, visible }) => parent_id === null && visible).length,
  }))
  await addCounts(tx, counts)
  await recordAll(tx, byArticle.map(([article_id, [only, ...others]]) =>
    (only && others.length === 0 ? { what: 'comment added', subject: `comment:${only.id}` } : { what: `${others.length + 1} comments added`, subject: `article:${article_id}` })), act)
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
  await addCounts(tx, [...threads].map(([article_id, n]) => ({ article_id, shown: 0, threads: n })))
}
