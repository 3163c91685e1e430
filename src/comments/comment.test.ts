import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { sql } from 'kysely'
import type { Db } from '../base/db/db.ts'
import { freshDatabase } from '../../test/database.ts'
import { makeComment, maker, makeReader, newComment } from '../../test/comment-makers.ts'
import { makeArticle } from '../../test/makers.ts'
import { rolledBack } from '../../test/rolled-back.ts'
import { addComment, addComments, addOnce, commentNumbers, deleteOwn, hideComment, removeComment, showComment, type NewComment } from './comment.ts'
import { longestPath, ordinalBytes } from './place.ts'
import { conversation, countsOf, firstThreads, mostDiscussed, pickedComments, threadsAfter, type Conversation, type Order, type ThreadPage } from './reads/threads.ts'
import { pageLength } from './thread.ts'

// A discussion as plain data, kept the simplest way there is; the real one must look the same.
interface Said { id: number; parent: Said | null; answers: Said[]; state: NewComment['state']; wasShown: boolean; submitted_at: Date }
const visible = (said: Said): boolean => said.state === 'shown' || said.answers.some(visible)
const inOrder = (said: Said): Said[] => [said, ...said.answers.flatMap(inOrder)]
const seen = (first: Said): number[] => inOrder(first).filter(visible).map(({ id }) => id)

const state = fc.oneof({ weight: 7, arbitrary: fc.constant<NewComment['state']>('shown') }, fc.constantFrom<NewComment['state']>('pending', 'removed'))
const history = fc.record({
  // Whom each answers: a thread of its own, the one before, or any of those there are.
  comments: fc.array(fc.record({ to: fc.oneof(fc.constant('nobody'), fc.constant('last'), fc.nat(1000)), state, minute: fc.nat(20) }), { minLength: 1, maxLength: 160, size: 'max' }),
  batches: fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 8 }),
  changes: fc.array(fc.record({ which: fc.array(fc.nat(1000), { minLength: 1, maxLength: 8 }), to: fc.constantFrom('removed', 'removed', 'deleted', 'hidden', 'shown') }), { maxLength: 60 }),
  // Each as a reader's own comes in, or many together.
  alone: fc.boolean(),
  // All in one thread, so that it is longer than a page.
  quarrel: fc.boolean(),
})
type History = typeof history extends fc.Arbitrary<infer H> ? H : never

test('whatever is said, answered, removed and shown again, the pages read as a plain model of the discussion', async () => {
  await fc.assert(fc.asyncProperty(history, (told) => rolledBack(async (db) => {
    const { id: article_id } = await makeArticle(db)
    const all = await play(db, article_id, told)
    await agreesOnRows(db, article_id, all)
    await agreesOnPages(db, article_id, all)
    await agreesOnConversations(db, article_id, all)
  })), { numRuns: 20, interruptAfterTimeLimit: 15_000 })
})

async function play(db: Db, article_id: number, { comments, batches, alone, changes, quarrel }: History): Promise<Said[]> {
  const reader_id = await makeReader(db)
  const all: Said[] = []
  for (let at = 0, turn = 0; at < comments.length; turn++) {
    const batch = comments.slice(at, at += batches[turn % batches.length]!)
    const numbers = await commentNumbers(db, batch.length)
    const said = batch.map(({ to, state, minute }, i) => {
      const parent = all.length === 0 || (to === 'nobody' && !quarrel) ? null : typeof to === 'string' ? all.at(-1)! : all[to % all.length]!
      const one: Said = { id: numbers[i]!, parent, answers: [], state, wasShown: state === 'shown', submitted_at: new Date(maker.now.getTime() + minute * 60_000) }
      parent?.answers.push(one)
      all.push(one)
      return one
    })
    const drafts = said.map(({ id, parent, state, submitted_at }) => newComment({ id, article_id, reader_id, parent_id: parent?.id ?? null, state, submitted_at }))
    if (alone) await oneByOne(db, said, drafts)
    else await addComments(db, drafts, maker)
  }
  for (const { which, to } of changes) {
    const chosen = which.map((n) => all[n % all.length]!)
    const id = chosen.map((said) => said.id)
    if (to === 'removed') await removeComment(db, { id, removed_reason: 'Regel 3', removed_by: 'person' }, maker)
    if (to === 'deleted') for (const one of id) await deleteOwn(db, { id: one }, maker)
    if (to === 'hidden') await hideComment(db, { id }, maker)
    if (to === 'shown') await showComment(db, { id }, maker)
    for (const said of chosen) {
      said.state = to === 'hidden' ? 'pending' : to === 'shown' ? 'shown' : 'removed'
      said.wasShown ||= to === 'shown'
    }
  }
  return all
}

async function oneByOne(db: Db, said: Said[], drafts: NewComment[]) {
  for (const [i, { id: _, ...draft }] of drafts.entries()) {
    const one = said[i]!
    one.id = await addComment(db, { ...draft, parent_id: one.parent?.id ?? null })
  }
}

async function agreesOnRows(db: Db, article_id: number, all: Said[]) {
  const rows = await db.selectFrom('comments').select(['id', 'visible', 'replies']).where('article_id', '=', article_id).orderBy('id').execute()
  const expected = all.map((said) => ({ id: said.id, visible: visible(said), replies: said.parent ? 0 : inOrder(said).slice(1).filter(visible).length }))
  assert.deepEqual(rows, expected.sort((a, b) => a.id - b.id))
  const counts = await db.selectFrom('comment_counts').select(['shown', 'threads', 'arrivals']).where('article_id', '=', article_id).executeTakeFirst()
  assert.deepEqual(counts, { arrivals: all.filter(({ wasShown }) => wasShown).length, shown: all.filter(({ state }) => state === 'shown').length, threads: all.filter((said) => !said.parent && visible(said)).length })
}

async function agreesOnPages(db: Db, article_id: number, all: Said[]) {
  const oldest = all.filter((said) => !said.parent && visible(said)).sort((a, b) => a.submitted_at.getTime() - b.submitted_at.getTime() || a.id - b.id)
  const newest = oldest.toReversed()
  const answered = newest.toSorted((a, b) => seen(b).length - seen(a).length)
  for (const [order, threads] of [['oldest', oldest], ['newest', newest], ['answered', answered]] as const) {
    const pages = await turnPages(db, article_id, order)
    const items = pages.flatMap((page) => page.items)
    assert.deepEqual(items.map(({ first }) => first.id), threads.map(({ id }) => id))
    for (const [i, { first, replies, more }] of items.entries()) {
      const expected = seen(threads[i]!)
      assert.deepEqual([first.id, ...replies.map(({ id }) => id)], expected.slice(0, 1 + replies.length))
      assert.equal(more, expected.length - 1 - replies.length)
    }
    for (const page of pages) assert.ok(page.items.reduce((sum, { replies }) => sum + 1 + replies.length, 0) <= pageLength)
    if (oldest.flatMap(seen).length <= pageLength) assert.ok(pages.length === 1 && items.every(({ more }) => more === 0), 'a small discussion stands on one page, whole')
  }
}

async function turnPages(db: Db, article_id: number, order: Order): Promise<ThreadPage[]> {
  const pages: ThreadPage[] = []
  for (let after: number | null = null; pages.length === 0 || after !== null;) {
    const page: ThreadPage = (await threadsAfter(db, article_id, { order, after }))!
    pages.push(page)
    after = page.next
  }
  return pages
}

async function agreesOnConversations(db: Db, article_id: number, all: Said[]) {
  for (const said of all.filter(({ id }) => id % 3 === 0)) {
    const opened = await conversation(db, { article_id, id: said.id })
    if (!visible(said)) assert.equal(opened, undefined)
    else assert.ok([opened!.thread.first, ...opened!.thread.replies].some(({ id }) => id === said.id))
  }
  for (const first of all.filter((said) => !said.parent && visible(said))) assert.deepEqual(await readThrough(db, article_id, first), seen(first))
}

// Reads a thread as a reader does, by the links to what comes later; then back by those to what stood earlier.
async function readThrough(db: Db, article_id: number, first: Said): Promise<number[]> {
  const read = new Set([first.id])
  let last = first.id
  for (let id: number | null = first.id; id !== null;) {
    const part: Conversation = (await conversation(db, { article_id, id }))!
    for (const reply of part.thread.replies) read.add(last = reply.id)
    id = part.later
  }
  const back = new Set([first.id])
  for (let id: number | null = last; id !== null;) {
    const part: Conversation = (await conversation(db, { article_id, id }))!
    for (const reply of part.thread.replies) back.add(reply.id)
    id = part.earlier
  }
  assert.deepEqual(back, read)
  return [...read]
}

test('the database writes an ordinal as the program does', () => rolledBack(async (db) => {
  const numbers = [1, 127, 128, 129, 255, 256, 16_383, 16_384, 65_535, 65_536, 2_097_151, 2_097_152, 2 ** 28 - 1]
  const { rows } = await sql<{ bytes: Buffer }>`select ordinal_bytes(n) as bytes from unnest(${numbers}::int[]) with ordinality given(n, nth) order by nth`.execute(db)
  assert.deepEqual(rows.map(({ bytes }) => bytes), numbers.map(ordinalBytes))
}))

test('an answer to the deepest comment stands beside it, still names it, and keeps it as a tombstone', () => rolledBack(async (db) => {
  const [{ id: article_id }, reader_id] = [await makeArticle(db), await makeReader(db)]
  const chain = await commentNumbers(db, longestPath + 1)
  await addComments(db, chain.map((id, i) => newComment({ id, article_id, reader_id, parent_id: i === 0 ? null : chain[i - 1]! })), maker)
  const deepest = chain.at(-1)!
  const [one, two] = [await makeComment(db, { article_id, reader_id, parent_id: deepest }), await makeComment(db, { article_id, reader_id, parent_id: deepest })]
  const three = await makeComment(db, { article_id, reader_id, parent_id: one })
  await removeComment(db, { id: deepest, removed_reason: null, removed_by: 'person' }, maker)

  const { thread } = (await conversation(db, { article_id, id: three }))!
  assert.deepEqual(thread.replies.slice(-4).map(({ id, state, answers }) => [id, state, answers!.id]),
    [[deepest, 'removed', chain.at(-2)!], [one, 'shown', deepest], [two, 'shown', deepest], [three, 'shown', one]])
}))

test('with the last answer go the tombstones that stood for its sake, and they come back with it', () => rolledBack(async (db) => {
  const [{ id: article_id }, reader_id] = [await makeArticle(db), await makeReader(db)]
  const chain = await commentNumbers(db, 4)
  await addComments(db, chain.map((id, i) => newComment({ id, article_id, reader_id, parent_id: i === 0 ? null : chain[i - 1]! })), maker)
  const standing = async () => (await firstThreads(db, article_id)).items.flatMap(({ first, replies }) => [first.id, ...replies.map(({ id }) => id)])
  for (const id of chain.slice(1, 3)) await removeComment(db, { id, removed_reason: null, removed_by: 'person' }, maker)
  assert.deepEqual(await standing(), chain)
  await removeComment(db, { id: chain[3]!, removed_reason: null, removed_by: 'person' }, maker)
  assert.deepEqual(await standing(), chain.slice(0, 1))
  await showComment(db, { id: chain[3]! }, maker)
  assert.deepEqual(await standing(), chain)
}))

test('a page that begins after a thread stays the same while others arrive, and when that thread is removed', () => rolledBack(async (db) => {
  const [{ id: article_id }, reader_id] = [await makeArticle(db), await makeReader(db)]
  const at = (minute: number) => new Date(maker.now.getTime() + minute * 60_000)
  await addComments(db, Array.from({ length: 120 }, (_, n) => newComment({ article_id, reader_id, submitted_at: at(n) })), maker)
  const after = (await firstThreads(db, article_id)).next!
  const second = (await threadsAfter(db, article_id, { order: 'newest', after }))!

  await addComments(db, Array.from({ length: 70 }, (_, n) => newComment({ article_id, reader_id, submitted_at: at(200 + n) })), maker)
  await removeComment(db, { id: after, removed_reason: 'Regel 1', removed_by: 'person' }, maker)
  assert.deepEqual((await threadsAfter(db, article_id, { order: 'newest', after }))!.items, second.items)
  assert.equal(second.items.length, pageLength)
}))

test('times that differ by less than a thousandth of a second lose no thread between two pages', () => rolledBack(async (db) => {
  const [{ id: article_id }, reader_id] = [await makeArticle(db), await makeReader(db)]
  await addComments(db, Array.from({ length: 101 }, () => newComment({ article_id, reader_id })), maker)
  await db.updateTable('comments').set((eb) => ({ submitted_at: eb.fn('to_timestamp', [eb('id', '/', eb.lit(1e6))]) })).where('article_id', '=', article_id).execute()
  for (const order of ['newest', 'oldest', 'answered'] as const) {
    assert.equal(new Set((await turnPages(db, article_id, order)).flatMap(({ items }) => items.map(({ first }) => first.id))).size, 101)
  }
}))

test('a removed comment shows neither its words nor its name, not even to those who answered it', () => rolledBack(async (db) => {
  const [{ id: article_id }, reader_id, other] = [await makeArticle(db), await makeReader(db, 'Ada'), await makeReader(db, 'Bert')]
  const id = await makeComment(db, { article_id, reader_id, body: 'unsäglich' })
  await makeComment(db, { article_id, reader_id: other, parent_id: id })
  await removeComment(db, { id, removed_reason: 'Regel 3', removed_by: 'person' }, maker)
  const { items, count } = await firstThreads(db, article_id)
  assert.doesNotMatch(JSON.stringify(items), /Ada|unsäglich/)
  assert.equal(items[0]!.first.removed_reason, 'Regel 3')
  assert.equal(count, 1)
}))

test('what waits for a decision is seen by nobody, until something that answers it is shown', () => rolledBack(async (db) => {
  const [{ id: article_id }, reader_id] = [await makeArticle(db), await makeReader(db)]
  const waiting = await makeComment(db, { article_id, reader_id, state: 'pending' })
  assert.deepEqual((await firstThreads(db, article_id)).items, [])
  await makeComment(db, { article_id, reader_id, parent_id: waiting })
  const [thread] = (await firstThreads(db, article_id)).items
  assert.deepEqual([thread!.first.id, thread!.first.name, thread!.first.body, thread!.replies.length], [waiting, null, '', 1])
}))

test('what is hidden waits for that, what waited before goes on waiting for the same, and when everyone first saw it stays known', () => rolledBack(async (db) => {
  const [{ id: article_id }, reader_id] = [await makeArticle(db), await makeReader(db)]
  const later = { by: 'test', now: new Date(maker.now.getTime() + 60_000) }
  const [seen, held] = [await makeComment(db, { article_id, reader_id }), await makeComment(db, { article_id, reader_id, state: 'pending', waits_for: 'rule' })]
  await hideComment(db, { id: [seen, held] }, later)
  await removeComment(db, { id: held, removed_reason: 'topic', removed_by: 'person' }, later)
  await hideComment(db, { id: held }, later)
  const rows = () => db.selectFrom('comments').select(['state', 'waits_for', 'shown_at', 'removed_by']).where('article_id', '=', article_id).orderBy('id').execute()
  assert.deepEqual(await rows(), [{ state: 'pending', waits_for: 'hidden', shown_at: maker.now, removed_by: null }, { state: 'pending', waits_for: 'rule', shown_at: null, removed_by: null }])
  await showComment(db, { id: [seen, held] }, later)
  assert.deepEqual((await rows()).map(({ shown_at }) => shown_at), [maker.now, later.now])
}))

test('a quotation is the words chosen, while their comment is shown as it was', () => rolledBack(async (db) => {
  const [{ id: article_id }, reader_id] = [await makeArticle(db), await makeReader(db)]
  const source = await makeComment(db, { article_id, reader_id, body: '😀 Das Depot ist teuer.' })
  await makeComment(db, { article_id, reader_id, parent_id: source, quote_from: 3, quote_to: 12 })
  const quote = async () => (await firstThreads(db, article_id)).items[0]!.replies[0]!.quote
  assert.equal(await quote(), 'Das Depot')
  await db.updateTable('comments').set({ edited_at: new Date(maker.now.getTime() + 1) }).where('id', '=', source).execute()
  assert.equal(await quote(), null)
  await db.updateTable('comments').set({ edited_at: maker.now }).where('id', '=', source).execute()
  await removeComment(db, { id: source, removed_reason: null, removed_by: 'person' }, maker)
  assert.equal(await quote(), null)
}))

test('picks are shown by themselves, the newest first, page by page', () => rolledBack(async (db) => {
  const [{ id: article_id }, reader_id] = [await makeArticle(db), await makeReader(db)]
  const ids = await addComments(db, Array.from({ length: 130 }, () => newComment({ article_id, reader_id })), maker)
  await db.updateTable('comments').set({ picked_at: maker.now }).where('id', 'in', ids.slice(0, 120)).execute()
  const first = await pickedComments(db, article_id, { after: null })
  const second = await pickedComments(db, article_id, { after: first.next })
  const third = await pickedComments(db, article_id, { after: second.next })
  assert.deepEqual([...first.items, ...second.items, ...third.items].map(({ id }) => id), ids.slice(0, 120).toReversed())
  assert.equal(third.next, null)
}))

test('a comment is looked for under its own article only', () => rolledBack(async (db) => {
  const [one, two, reader_id] = [await makeArticle(db), await makeArticle(db), await makeReader(db)]
  const id = await makeComment(db, { article_id: one.id, reader_id })
  assert.equal(await conversation(db, { article_id: two.id, id }), undefined)
  assert.equal(await threadsAfter(db, two.id, { order: 'newest', after: id }), undefined)
  await assert.rejects(makeComment(db, { article_id: two.id, reader_id, parent_id: id }), /not there before it/)
}))

test('numbers that comments bring along are kept, and later ones count on from them', () => rolledBack(async (db) => {
  const [{ id: article_id }, reader_id] = [await makeArticle(db), await makeReader(db)]
  const [free] = await commentNumbers(db, 1)
  const own = free! + 1000
  assert.equal(await makeComment(db, { id: own, article_id, reader_id }), own)
  assert.equal(await makeComment(db, { article_id, reader_id }), own + 1)
}))

test('most discussed are the articles published lately that have most comments', () => rolledBack(async (db) => {
  const reader_id = await makeReader(db)
  const day = (n: number) => new Date(maker.now.getTime() - n * 86_400_000)
  const [old, some, most, draft, silent] = [await makeArticle(db, { published_at: day(9) }), await makeArticle(db, { published_at: day(1) }),
    await makeArticle(db, { published_at: day(2) }), await makeArticle(db, { state: 'draft' }), await makeArticle(db)]
  for (const [article, n] of [[old, 5], [some, 1], [most, 3], [draft, 4]] as const) {
    for (let i = 0; i < n; i++) await makeComment(db, { article_id: article.id, reader_id })
  }
  assert.deepEqual(await mostDiscussed(db, { since: day(7), limit: 5 }), [{ article_id: most.id, count: 3 }, { article_id: some.id, count: 1 }])
  assert.deepEqual(await countsOf(db, [some.id, silent.id, old.id]), new Map([[some.id, 1], [old.id, 5]]))
}))

test('answers that arrive in the same moment from many sides each get a place of their own, and are counted', async () => {
  const { db, drop } = await freshDatabase()
  try {
    const [{ id: article_id }, reader_id] = [await makeArticle(db), await makeReader(db)]
    const first = await makeComment(db, { article_id, reader_id })
    const answer = () => addComment(db, newComment({ article_id, reader_id, parent_id: first }))
    const middle = await answer()
    await Promise.all(Array.from({ length: 24 }, async (_, n) => {
      if (n % 6 === 5) await (n % 4 === 1 ? removeComment(db, { id: middle, removed_reason: null, removed_by: 'person' }, maker) : showComment(db, { id: middle }, maker))
      else await addComment(db, newComment({ article_id, reader_id, parent_id: n % 2 ? middle : await answer() }))
    }))
    const rows = await db.selectFrom('comments').select(['id', 'parent_id', 'visible', 'state', 'replies']).execute()
    const seenOnes = rows.filter((row) => row.state === 'shown' || rows.some((other) => other.parent_id === row.id))
    assert.ok(seenOnes.every((row) => row.visible))
    assert.equal(rows.find(({ id }) => id === first)!.replies, seenOnes.length - 1)
    assert.equal((await countsOf(db, [article_id])).get(article_id), rows.filter((row) => row.state === 'shown').length)
  } finally {
    await drop()
  }
})

test('who sends the same words to the same place several times at once has said them once', async () => {
  const { db, drop } = await freshDatabase()
  try {
    const [{ id: article_id }, reader_id, other] = [await makeArticle(db), await makeReader(db), await makeReader(db)]
    const say = (by: number, parent_id: number | null, new_since = maker.now) => addOnce(db, newComment({ article_id, reader_id: by, parent_id, submitted_at: new Date(maker.now.getTime() + 1) }), { new_since })
    const sent = await Promise.all(Array.from({ length: 6 }, () => say(reader_id, null)))
    const [{ id }] = [sent.find(({ is_new }) => is_new)!]
    assert.deepEqual(sent.map((one) => [one.id, one.is_new]).sort(), [[id, false], [id, false], [id, false], [id, false], [id, false], [id, true]])
    for (const elsewhere of [await say(other, null), await say(reader_id, id), await say(reader_id, null, new Date(maker.now.getTime() + 1))]) assert.ok(elsewhere.is_new)
    await removeComment(db, { id, removed_reason: null, removed_by: 'person' }, maker)
    assert.ok((await say(reader_id, null, new Date(maker.now.getTime() - 1))).is_new === false, 'the second one still stands')
  } finally {
    await drop()
  }
})
