// What a discussion of 50,000 comments, with a chain 500 deep, costs beside one of 50, both in one database: blocks of the
// database touched, and medians of alternating runs: `npm run bench:threads`. At most 1.2 times as much is what is promised.
import type { Db } from '../src/base/db/db.ts'
import { conversation, firstThreads, pickedComments, threadsAfter } from '../src/comments/reads/threads.ts'
import { submitComment } from '../src/comments/writing.ts'
import { touched } from '../test/blocks.ts'
import { freshDatabase } from '../test/database.ts'
import { makeDiscussion, makeReaders } from '../test/comment-makers.ts'
import { makeArticle, noon } from '../test/makers.ts'
import { median } from './servers.ts'

const runs = 200
const picks = 20
const nextLinks = 500

type Work = (db: Db) => Promise<unknown>
interface Comparison { what: string; few: Work; many: Work }

const { db, owner, drop } = await freshDatabase()
try {
  const comparisons = await prepare(db)
  console.log('| 50 comments beside 50,000 | blocks | ratio | milliseconds | ratio |\n|---|---|---|---|---|')
  for (const comparison of comparisons) console.log(`| ${(await compare(db, comparison)).join(' | ')} |`)
} finally {
  await drop()
}

async function prepare(db: Db): Promise<Comparison[]> {
  const readers = await makeReaders(db, 5_000)
  const [large, small] = [await makeArticle(db), await makeArticle(db)]
  const began = performance.now()
  const many = await makeDiscussion(db, { article_id: large.id, readers, count: 50_000, chain: 500 })
  console.error(`50,000 comments written in ${Math.round(performance.now() - began)} ms`)
  const few = await makeDiscussion(db, { article_id: small.id, readers, count: 50, chain: 10 })
  for (const ids of [few, many]) await db.updateTable('comments').set({ picked_at: noon }).where('id', 'in', ids.filter((_, n) => n % Math.floor(ids.length / picks) === 0)).execute()
  await owner.query('vacuum analyze')
  const far = await afterLinks(db, large.id)

  let said = 0
  const post = (article_id: number, parent_id: number | null): Work => (tx) => {
    const id = readers[++said % readers.length] ?? 0
    const by = { id, name: '', language: null, mail_address: '', session_id: 0, factors: [], roles: [] }
    return submitComment(tx, { article_id, parent_id, body: `Dazu ist noch etwas zu sagen. (${said})`, quotes: [], follows: false }, { by, now: new Date(noon.getTime() + said) })
  }
  const both = (what: string, work: (of: { article_id: number; last: number }) => Work): Comparison =>
    ({ what, few: work({ article_id: small.id, last: few.at(-1) ?? 0 }), many: work({ article_id: large.id, last: many.at(-1) ?? 0 }) })
  return [
    both('first page', ({ article_id }) => (tx) => firstThreads(tx, article_id)),
    { what: `the page after ${nextLinks} next-links, beside the first of 50`, few: (tx) => firstThreads(tx, small.id), many: (tx) => threadsAfter(tx, large.id, { order: 'newest', after: far }) },
    both('the oldest', ({ article_id }) => (tx) => threadsAfter(tx, article_id, { order: 'oldest', after: null })),
    both('most answered', ({ article_id }) => (tx) => threadsAfter(tx, article_id, { order: 'answered', after: null })),
    both(`${picks} picks`, ({ article_id }) => (tx) => pickedComments(tx, article_id, { after: null })),
    both('permalink of the deepest', ({ article_id, last }) => (tx) => conversation(tx, { article_id, id: last })),
    both('posting a thread', ({ article_id }) => post(article_id, null)),
    both('posting an answer to the deepest', ({ article_id, last }) => post(article_id, last)),
  ]
}

/** The thread after which the page begins that so many next-links lead to. */
async function afterLinks(db: Db, article_id: number): Promise<number> {
  let after: number | null = null
  for (let n = 0; n < nextLinks; n++) {
    after = (await threadsAfter(db, article_id, { order: 'newest', after }))?.next ?? null
    if (after === null) throw new Error(`only ${n} pages`)
  }
  return after ?? 0
}

async function compare(db: Db, { what, few, many }: Comparison): Promise<string[]> {
  const blocks = [await undone(db, (tx) => touched(tx, () => few(tx))), await undone(db, (tx) => touched(tx, () => many(tx)))]
  const times: [number[], number[]] = [[], []]
  for (let run = -30; run < runs; run++) {
    for (const [work, taken] of [[few, times[0]], [many, times[1]]] as const) {
      const ms = await undone(db, async (tx) => {
        const from = performance.now()
        await work(tx)
        return performance.now() - from
      })
      if (run >= 0) taken.push(ms)
    }
  }
  const ms = times.map(median)
  const [fewBlocks = 0, manyBlocks = 0] = blocks
  const [fewMs = 0, manyMs = 0] = ms
  return [what, `${fewBlocks} / ${manyBlocks}`, (manyBlocks / fewBlocks).toFixed(2), `${fewMs.toFixed(2)} / ${manyMs.toFixed(2)}`, (manyMs / fewMs).toFixed(2)]
}

/** In a transaction that never happened: both discussions stay as large as they are. */
async function undone<T>(db: Db, work: (tx: Db) => Promise<T>): Promise<T> {
  const tx = await db.startTransaction().execute()
  try {
    return await work(tx)
  } finally {
    await tx.rollback().execute()
  }
}
