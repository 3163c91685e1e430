// What the first page of a discussion of 50,000 comments, with a chain 500 deep, costs beside one of 50, both in one
// database: `TEST_DATABASE_URL=… bin/run bench/threads.ts`. Medians of 500 alternating runs; then how fast comments come in.
import { sql } from 'kysely'
import type { Db } from '../src/base/db/db.ts'
import { addComment } from '../src/comments/comment.ts'
import { conversation, firstThreads, threadsAfter } from '../src/comments/reads/threads.ts'
import { freshDatabase } from '../test/database.ts'
import { makeDiscussion, makeReaders, newComment } from '../test/comment-makers.ts'
import { makeArticle } from '../test/makers.ts'

const runs = 500
const { db, drop } = await freshDatabase()
try {
  await compare(db)
} finally {
  await drop()
}

async function compare(db: Db) {
  const readers = await makeReaders(db, 5000)
  const [large, small] = [await makeArticle(db), await makeArticle(db)]
  const began = performance.now()
  const chained = await makeDiscussion(db, { article_id: large.id, readers, count: 50_000, chain: 500 })
  console.log(`50,000 comments written in ${Math.round(performance.now() - began)} ms`)
  const few = await makeDiscussion(db, { article_id: small.id, readers, count: 50, chain: 10 })
  await sql`vacuum analyze`.execute(db)

  const roots = await db.selectFrom('comments').select('id').where('article_id', '=', large.id).where('parent_id', 'is', null).orderBy('id').execute()
  const middle = roots[Math.floor(roots.length / 2)]?.id ?? 0
  await medians({
    'first page of 50': () => firstThreads(db, small.id),
    'first page of 50,000': () => firstThreads(db, large.id),
    'page in the middle of 50,000': () => threadsAfter(db, large.id, { order: 'newest', after: middle }),
    'permalink in 50': () => conversation(db, { article_id: small.id, id: few.at(-1) ?? 0 }),
    'permalink 100 deep in 50,000': () => conversation(db, { article_id: large.id, id: chained.at(-400) ?? 0 }),
    'permalink 450 deep in 50,000': () => conversation(db, { article_id: large.id, id: chained.at(-50) ?? 0 }),
  })
  await comingIn(db, { article_id: large.id, readers, answered: chained })
}

async function medians(works: Record<string, () => Promise<unknown>>) {
  const times = Object.entries(works).map(([name, work]) => ({ name, work, taken: [] as number[] }))
  for (let run = -50; run < runs; run++) {
    for (const { work, taken } of times) {
      const from = performance.now()
      await work()
      if (run >= 0) taken.push(performance.now() - from)
    }
  }
  for (const { name, taken } of times) console.log(`${name}: ${(taken.sort((a, b) => a - b)[runs / 2] ?? 0).toFixed(2)} ms`)
}

async function comingIn(db: Db, { article_id, readers, answered }: { article_id: number; readers: number[]; answered: number[] }) {
  const from = performance.now()
  const each = 100
  await Promise.all(Array.from({ length: 8 }, async (_, writer) => {
    for (let n = 0; n < each; n++) {
      const parent_id = n % 2 === 0 ? null : answered[(writer * each + n) * 40] ?? null
      await addComment(db, newComment({ article_id, reader_id: readers[n] ?? 0, parent_id }))
    }
  }))
  console.log(`${Math.round(8 * each / (performance.now() - from) * 1000)} comments a second, one by one, all under one article`)
}
