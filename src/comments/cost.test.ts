// What a page of a very large discussion costs beside one of a small discussion, counted in blocks of the database
// that the real reads touch: a figure that is the same on every machine.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import type { Db } from '../base/db/db.ts'
import { touched } from '../../test/blocks.ts'
import { makeDiscussion, makeReaders } from '../../test/comment-makers.ts'
import { makeArticle } from '../../test/makers.ts'
import { rolledBack } from '../../test/rolled-back.ts'
import { conversation, firstThreads, threadsAfter } from './reads/threads.ts'

test('the first page of 50,000 comments with a chain 500 deep costs at most 1.2 times that of 50, and so, on the whole, do those inside', () => rolledBack(async (db) => {
  const readers = await makeReaders(db, 5000)
  const [large, small] = [await makeArticle(db), await makeArticle(db)]
  const many = await makeDiscussion(db, { article_id: large.id, readers, count: 50_000, chain: 500 })
  await makeDiscussion(db, { article_id: small.id, readers, count: 50, chain: 10 })
  await sql`analyze comments, readers`.execute(db)
  const limit = 1.2 * await touched(db, () => firstThreads(db, small.id))
  const opened = (fromLast: number) => touched(db, () => conversation(db, { article_id: large.id, id: many.at(-fromLast)! }))

  const first = await touched(db, () => firstThreads(db, large.id))
  assert.ok(first <= limit, `${first} blocks, and ${limit} are allowed`)

  // A single page inside costs more or less by how many of its threads have answers; on the whole they cost no more.
  const places = [null, ...await spread(db, large.id)]
  const within = await inTurn(places.flatMap((after) => [{ order: 'newest', after }, { order: 'oldest', after }] as const), (at) => touched(db, () => threadsAfter(db, large.id, at)))
  assert.ok(mean(within) <= limit, `${within} blocks, and ${limit} are allowed`)
  for (const fromLast of [450, 50, 1]) {
    const deep = await opened(fromLast)
    assert.ok(deep <= limit, `${deep} blocks ${500 - fromLast} deep, and ${limit} are allowed`)
  }
}))

/** Ten threads, evenly from all of them. */
async function spread(db: Db, article_id: number): Promise<number[]> {
  const threads = await db.selectFrom('comments').select('id').where('article_id', '=', article_id).where('parent_id', 'is', null).orderBy('id').execute()
  return Array.from({ length: 10 }, (_, n) => threads[Math.floor((n + 0.5) * threads.length / 10)]!.id)
}
async function inTurn<A, B>(items: A[], work: (item: A) => Promise<B>): Promise<B[]> {
  const done: B[] = []
  for (const item of items) done.push(await work(item))
  return done
}
function mean(numbers: number[]): number {
  return numbers.reduce((a, b) => a + b, 0) / numbers.length
}
