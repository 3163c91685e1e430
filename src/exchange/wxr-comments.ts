// The comments of a post: shown ones stay shown, waiting ones keep waiting, each below what it answers.
import { addComments, commentNumbers, type NewComment } from '../comments/comment.ts'
import { addReader, addReaders } from '../people/reader.ts'
import { unclaimedByMailAddress } from '../people/reads/readers.ts'
import { commentText } from './comment-text.ts'
import { plainLine } from './html-tree.ts'
import { alreadyHere, came, changed, leftOut } from './import-report.ts'
import { importedIds } from './reads/imported.ts'
import { insertImported } from './writes/imported.ts'
import { placeOf, remember, remembered, type Import } from './wxr-import.ts'
import type { WxrComment, WxrItem } from './wxr-item.ts'
import { commenterKey, isKept, isMail } from './wxr-outline.ts'

/** What the comments table takes. */
const longest = 20_000
/** Comments written together; of a very long discussion no more than these are held several times over. */
const atOnce = 2000

export interface Thread { item: WxrItem; article_id: number; published: Date }

/** Takes over those comments of a post that are not here yet. */
export async function importComments(ours: Import, thread: Thread) {
  const { tx, act, outline: { source }, report } = ours
  const { item } = thread
  if (item.comments.length === 0) return
  const here = await commentsHere(ours, item)
  await meetReaders(ours, item.comments.filter(({ id }) => !here.has(id)))
  const rows = await prepared(ours, thread, here)
  const numbers = await commentNumbers(tx, rows.length)
  const ids = new Map([...here].map(([foreign, id]) => [foreign, Number(id)]))
  for (const [n, { foreign_id }] of rows.entries()) ids.set(foreign_id, numbers[n] ?? 0)
  const numbered = (row: Row, n: number): NewComment => {
    const { foreign_id, parent, ...columns } = row
    return { ...columns, id: numbers[n] ?? 0, parent_id: parent === null ? null : ids.get(parent) ?? null }
  }
  for (let from = 0; from < rows.length; from += atOnce) await addComments(tx, rows.slice(from, from + atOnce).map((row, n) => numbered(row, from + n)), act)
  await insertImported(tx, { source, kind: 'comment', now: act.now }, rows.map(({ foreign_id }, n) => [ofItem(item) + foreign_id, String(numbers[n])]))
  for (const { state } of rows) came(report, { shown: 'comments', pending: 'comments that wait for a decision', removed: 'tombstones, above replies to comments that are not public' }[state])
  alreadyHere(report, 'comments', item.comments.filter((comment) => isKept(comment) && here.has(comment.id)).length)
}

/** Own ids of those that are here already. */
async function commentsHere({ tx, outline: { source } }: Import, item: WxrItem): Promise<Map<string, string>> {
  const before = ofItem(item)
  const found = await importedIds(tx, { source, kind: 'comment' }, item.comments.flatMap(({ id, parent }) => [before + id, before + parent]))
  return new Map([...found].map(([foreign, id]) => [foreign.slice(before.length), id]))
}

// A comment may answer one that stands under another post by now: each post has a place of its own for it.
function ofItem({ id }: WxrItem): string {
  return `${id} `
}

type Row = Omit<NewComment, 'id' | 'parent_id'> & { foreign_id: string; parent: string | null }

/** New rows, each after the one it answers; nameless ones stand where what was answered is not taken over. */
async function prepared(ours: Import, thread: Thread, here: Map<string, string>): Promise<Row[]> {
  const { item } = thread
  const byId = new Map(item.comments.map((comment) => [comment.id, comment]))
  const rows: Row[] = []
  const placed = new Set(here.keys())
  for (const comment of inOrder(item.comments)) {
    if (byId.get(comment.id) !== comment) {
      leftOut(ours.report, 'comments with a number that a later one has', placeOf(item))
      continue
    }
    if (!isTaken(ours, item, comment) || placed.has(comment.id)) continue
    for (const id of chainAbove(comment, byId, placed)) {
      placed.add(id)
      rows.push(await rowOf(ours, { id, comment: byId.get(id), below: comment, thread, placed }))
    }
  }
  return rows
}

function inOrder(comments: WxrComment[]): WxrComment[] {
  return comments.toSorted((a, b) => (a.at?.getTime() ?? 0) - (b.at?.getTime() ?? 0) || Number(a.id) - Number(b.id))
}

function isTaken({ report }: Import, item: WxrItem, comment: WxrComment): boolean {
  if (isKept(comment)) return true
  leftOut(report, comment.type === 'comment' ? `comments in the state ${comment.approved || 'unknown'}` : `comments of the kind ${comment.type}`, placeOf(item))
  return false
}

/** The comment and whatever above it has no place yet, from the top. */
function chainAbove(comment: WxrComment, byId: Map<string, WxrComment>, placed: Set<string>): string[] {
  const chain = [comment.id]
  for (let above = comment.parent; above !== '0' && !placed.has(above) && !chain.includes(above); above = byId.get(above)?.parent ?? '0') chain.push(above)
  return chain.reverse()
}

interface Placed { id: string; comment: WxrComment | undefined; below: WxrComment; thread: Thread; placed: Set<string> }

async function rowOf(ours: Import, { id, comment, below, thread, placed }: Placed): Promise<Row> {
  const submitted_at = comment?.at ?? below.at ?? thread.published
  // In a ring of answers the first one met begins the thread.
  const parent = comment && comment.parent !== '0' && comment.parent !== id && placed.has(comment.parent) ? comment.parent : null
  const place = { foreign_id: id, parent, article_id: thread.article_id, removed_reason: null, submitted_at }
  const body = comment && isKept(comment) ? bodyOf(ours, comment, thread.item) : ''
  if (!comment || body === '') return { ...place, reader_id: null, body: '', state: 'removed' }
  return { ...place, reader_id: await readerFor(ours, comment), body, state: comment.approved === '1' ? 'shown' : 'pending' }
}

function bodyOf({ report }: Import, comment: WxrComment, item: WxrItem): string {
  const text = commentText(comment.text)
  if (text === '') leftOut(report, 'comments without any text (a tombstone stands in their place)', placeOf(item))
  if (text.length <= longest) return text
  changed(report, `comments cut at ${longest} characters`, placeOf(item))
  return `${text.slice(0, longest - 2)} …`
}

/**
 * Who wrote it: one reader for each mail address, or for each name where no address was given. One whose address an account
 * here has goes by the name, too: anybody could have typed that address, and nobody must be made to have said what they did not.
 */
async function readerFor(ours: Import, comment: WxrComment): Promise<number> {
  const commenter = ours.outline.commenters.get(commenterKey(comment))
  if (commenter?.reader_id !== undefined) return commenter.reader_id
  const id = await readerByName(ours, nameOf(ours, comment))
  if (commenter) commenter.reader_id = id
  return id
}

function nameOf({ outline, language }: Import, comment: WxrComment): string {
  const { name } = outline.commenters.get(commenterKey(comment)) ?? comment
  return plainLine(name).slice(0, 200) || (language === 'de' ? 'Anonym' : 'Anonymous')
}

/** Finds or adds all readers with mail addresses that a thread needs and this run has not met. */
async function meetReaders(ours: Import, comments: WxrComment[]) {
  const { tx, act, outline, report } = ours
  const needed = new Map<string, string>()
  for (const comment of comments) {
    if (isKept(comment) && isMail(comment.mail) && outline.commenters.get(comment.mail)?.reader_id === undefined) needed.set(comment.mail, nameOf(ours, comment))
  }
  if (needed.size === 0) return
  const added = await addReaders(tx, [...needed].map(([mail_address, name]) => ({ name, mail_address })), act)
  came(report, 'readers, without an account so far', added.length)
  for (const [mail, id] of await unclaimedByMailAddress(tx, [...needed.keys()])) {
    const commenter = outline.commenters.get(mail)
    if (commenter) commenter.reader_id = id
  }
}

async function readerByName(ours: Import, name: string): Promise<number> {
  const { tx, act, outline: { source }, report } = ours
  const thing = { kind: 'reader', foreign_id: `name:${name}` }
  const met = remembered(ours, thing.kind, thing.foreign_id) ?? (await importedIds(tx, { source, kind: thing.kind }, [thing.foreign_id])).get(thing.foreign_id)
  if (met !== undefined) return Number(met)
  const added = await addReader(tx, { name, mail_address: null }, act)
  if (!added) throw new Error('a reader without a mail address is never here already')
  await insertImported(tx, { source, kind: thing.kind, now: act.now }, [[thing.foreign_id, String(added.id)]])
  remember(ours, thing, String(added.id))
  came(report, 'readers, without an account so far')
  return added.id
}
