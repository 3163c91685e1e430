// Readers whose pages are counted while the paper is killed, again and again, on one data folder.
import assert from 'node:assert/strict'
import { request } from 'node:http'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Db } from '../src/base/db/db.ts'
import { recordsFrom, segmentsIn } from '../src/base/segments/segment.ts'
import { kill, within } from './killing.ts'
import { makeArticle } from './makers.ts'
import { prepared } from './prepared.ts'
import { removeFolder, run, stopped, until } from './program.ts'
import { seeded } from './random.ts'

interface Campaign { kills: number; seed: number; hands: number; articles: number }
/** Of an article: hits that were answered, and those whose answer never came: these may be counted or not. */
interface Sent { acknowledged: number; unanswered: number }

/** Each hit is of a reader of its own: one who reads a page sixty times in a minute is left out. */
const agentOf = (n: number) => `Mozilla/5.0 (X11; Linux x86_64; rv:${n}.0) Gecko/20100101 Firefox/${n}.0`

/** Answers how many hits were acknowledged. After each kill every one of them is counted for its article, and none twice. */
export async function countThroughKills({ kills, seed, hands, articles }: Campaign): Promise<number> {
  const random = seeded(seed)
  const data = await prepared()
  const sent = new Map<number, Sent>()
  for (let round = 0; round <= kills; round++) {
    let paper = run(['start', '--empty'], { data })
    let open = await paper.open()
    // Also while what waits from before is being taken in, which begins with the start.
    if (round > 0 && random() < 0.5) {
      await sleep(random() * 150)
      await kill(paper, { data, kind: Math.floor(random() * 3) })
      paper = run(['start', '--empty'], { data })
      open = await paper.open()
    }
    await within(data, async (db) => {
      for (let n = sent.size; n < articles; n++) sent.set((await makeArticle(db)).id, { acknowledged: 0, unanswered: 0 })
      await checkCounted(db, { data, sent })
    })
    if (round === kills) {
      await stopped(paper)
      continue
    }
    let isOver = false
    const working = Array.from({ length: hands }, (_, hand) => read(open, { sent, from: hand, isOver: () => isOver }))
    // So many hits at once are taken in once a minute, and as soon as they cease: with the next start.
    await sleep(300 + random() * 6_500)
    await kill(paper, { data, kind: Math.floor(random() * 3) })
    isOver = true
    await Promise.all(working)
  }
  removeFolder(data)
  return [...sent.values()].reduce((sum, { acknowledged }) => sum + acknowledged, 0)
}

async function read(open: string, { sent, from, isOver }: { sent: Map<number, Sent>; from: number; isOver: () => boolean }) {
  const articles = [...sent]
  for (let n = from; !isOver(); n++) {
    const [id, counts] = articles[n % articles.length]!
    const status = await fetched(`${open}/seen.gif?a=${id}`, agentOf(n))
    if (status === 200) counts.acknowledged++
    else if (status !== 'unheard') counts.unanswered++
    if (status !== 200) await sleep(20)
  }
}

/** `unheard` where nobody was there to take the hit, `unanswered` where the answer never came. */
function fetched(url: string, agent: string): Promise<number | 'unheard' | 'unanswered'> {
  return new Promise((answer) => {
    const failed = (error: NodeJS.ErrnoException) => answer(error.code === 'ECONNREFUSED' ? 'unheard' : 'unanswered')
    const asked = request(url, { headers: { 'user-agent': agent }, timeout: 10_000 }, (response) => response.resume().on('end', () => answer(response.statusCode ?? 0)).on('error', failed))
    asked.on('error', failed).on('timeout', () => { asked.destroy() }).end()
  })
}

async function checkCounted(db: Db, { data, sent }: { data: string; sent: Map<number, Sent> }) {
  const acknowledged = [...sent.values()].reduce((sum, counts) => sum + counts.acknowledged, 0)
  if (acknowledged === 0) return
  await until('all that lies in segments is taken in', async () => (await waiting(db, data)) === 0, 60_000)
  const rows = await db.selectFrom('page_days as d').innerJoin('counted_pages as p', 'p.id', 'd.page_id').where('article_id', 'is not', null)
    .select(({ fn }) => ['article_id', fn.sum<number>('views').as('views')]).groupBy('article_id').execute()
  const counted = new Map(rows.map(({ article_id, views }) => [article_id, Number(views)]))
  const wrong = [...sent].flatMap(([id, { acknowledged: told, unanswered }]) => {
    const views = counted.get(id) ?? 0
    return views < told || views > told + unanswered ? [`article ${id}: ${views} counted, ${told} acknowledged, ${unanswered} without an answer`] : []
  })
  assert.deepEqual(wrong, [])
  const whole = await db.selectFrom('page_days').select(({ fn }) => fn.sum<number>('views').as('views')).where('page_id', '=', 0).executeTakeFirstOrThrow()
  assert.equal(Number(whole.views), [...counted.values()].reduce((sum, views) => sum + views, 0))
}

/** Bytes of whole blocks that were not taken in yet. */
async function waiting(db: Db, data: string): Promise<number> {
  const folder = join(data, 'hits')
  const rolled = new Map((await db.selectFrom('hit_segments').select(['id', 'rolled_to']).execute()).map(({ id, rolled_to }) => [id, rolled_to]))
  let bytes = 0
  for (const { id, name } of await segmentsIn(folder)) {
    const from = rolled.get(id) ?? 0
    bytes += (await recordsFrom(join(folder, name), from).then(({ end }) => end, () => from)) - from
  }
  return bytes
}
