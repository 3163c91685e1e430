// Schedules on the program as it runs: two processes on one database look at once, one of them is killed, and one was down when
// something was due. Whatever is due happens once, within two seconds, or at once when somebody is there again.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { pino } from 'pino'
import { startTicking, type Tick } from '../src/base/jobs/ticking.ts'
import { connect } from '../src/base/db/db.ts'
import { articleById } from '../src/articles/reads/articles.ts'
import { fireDue } from '../src/newsroom/due.ts'
// Loaded by the first tick that finds something: that takes a moment, too, and on a busy machine seconds.
import '../src/newsroom/firing.ts'
import { scheduleArticle } from '../src/newsroom/schedule.ts'
import { ticks } from '../src/jobs.ts'
import { freshDatabase, type FreshDatabase } from './database.ts'
import { fireThroughKills } from './schedule-kills.ts'
import { makeArticle } from './makers.ts'
import { makeAccount } from './people-makers.ts'

let house: FreshDatabase
before(async () => { house = await freshDatabase() })
after(() => house.drop())

const log = pino({ level: 'silent' })
const draft = { state: 'draft', published_at: null, first_published_at: null } as const
const clock = async () => (await house.pool.query<{ now: Date }>('select clock_timestamp() as now')).rows[0]!.now
const inSeconds = (time: Date, seconds: number) => new Date(time.getTime() + seconds * 1_000)

async function scheduled(seconds: number) {
  const who = await makeAccount(house.db, { roles: ['editor'] })
  const article = await makeArticle(house.db, draft)
  const now = await clock()
  const at = inSeconds(now, seconds)
  // What is to happen in the past was set before that.
  const refused = await scheduleArticle(house.db, { article_id: article.id, kind: 'publish', at }, { who: { id: who.id, roles: ['editor'] }, now: inSeconds(now, Math.min(0, seconds) - 1) })
  assert.equal(refused, null)
  return { id: article.id, at }
}

/** When it was published, and how long a look takes at most that takes a moment where nothing else is to be done. */
async function published(id: number, withinMs: number) {
  let longestMs = 0
  for (const begun = performance.now(); performance.now() - begun < withinMs;) {
    const looked = performance.now()
    const article = await articleById(house.db, id)
    if (article?.state === 'published') return { published_at: article.published_at!, longestMs }
    await sleep(20)
    longestMs = Math.max(longestMs, performance.now() - looked)
  }
  return assert.fail(`article ${id} was not published`)
}
const fired = async (id: number) => (await house.db.selectFrom('stage_moves').select('id').where('article_id', '=', id).where('to_stage', '=', 'published').execute()).length

/** A process that looks, with a connection of its own. */
function process() {
  const { db } = connect({ connectionString: house.url, max: 2 })
  const { stop } = startTicking(ticks, { db, log })
  return { async stop() { await stop(); await db.destroy() } }
}

test('what is scheduled happens within two seconds of its time, once, though three look at once', async (t) => {
  const processes = [process(), process(), process()]
  t.after(() => Promise.all(processes.map(({ stop }) => stop())))
  const all = await Promise.all([1, 1, 1.5, 2].map(scheduled))
  for (const { id, at } of all) {
    const { published_at, longestMs } = await published(id, 30_000)
    const late = published_at.getTime() - at.getTime()
    // By the database's clock. Where this machine has so much else to do that a single look takes long, whoever fires looks as late.
    assert.ok(late >= 0 && late < 2_000 + 10 * longestMs, `${late} ms, with looks of ${Math.round(longestMs)} ms`)
    assert.equal(await fired(id), 1)
  }
})

test('what was due while no process ran happens when one starts, once, and is late', async (t) => {
  const { id, at } = await scheduled(-3_600)
  const processes = [process(), process()]
  t.after(() => Promise.all(processes.map(({ stop }) => stop())))
  const { published_at } = await published(id, 30_000)
  assert.ok(published_at.getTime() - at.getTime() >= 3_600_000)
  await sleep(600)
  assert.equal(await fired(id), 1)
})

test('whoever dies while publishing leaves it to the next one, whole', async () => {
  const { id } = await scheduled(-10)
  // In the middle of it: what the transaction did so far is gone, as when a process is killed.
  const dying = house.db.withPlugin({ transformQuery: ({ node }) => { if (node.kind === 'InsertQueryNode' && JSON.stringify(node).includes('move_notices')) throw new Error('killed'); return node }, transformResult: async ({ result }) => result })
  await house.db.insertInto('article_watchers').values({ reader_id: (await makeAccount(house.db, { roles: ['editor'] })).id, article_id: id, since: new Date() }).execute()
  const broken: unknown[] = []
  await fireDue(dying, { broke: (error) => broken.push(error) })
  assert.deepEqual([broken.length, (await articleById(house.db, id))!.state], [1, 'draft'])
  await house.db.updateTable('article_schedules').set({ next_at: await clock() }).where('article_id', '=', id).execute()
  await fireDue(house.db)
  assert.deepEqual([(await articleById(house.db, id))!.state, await fired(id)], ['published', 1])
})

test('what breaks each time is tried later and later, and given up with a word to those who wait', async () => {
  const { id } = await scheduled(-10)
  const breaking = house.db.withPlugin({ transformQuery: ({ node }) => { if (node.kind === 'UpdateQueryNode' && JSON.stringify(node).includes('first_published_at')) throw new Error('broken'); return node }, transformResult: async ({ result }) => result })
  const waits: number[] = []
  for (let n = 0; n < 6; n++) {
    await fireDue(breaking, { broke: () => {} })
    const row = await house.db.selectFrom('article_schedules').select(['next_at', 'outcome']).where('article_id', '=', id).executeTakeFirstOrThrow()
    if (row.outcome !== null) break
    waits.push(Math.round((row.next_at.getTime() - (await clock()).getTime()) / 1_000))
    await house.db.updateTable('article_schedules').set({ next_at: await clock() }).where('article_id', '=', id).execute()
  }
  assert.ok(waits.length === 5 && waits.every((wait, n) => n === 0 || wait > waits[n - 1]!), waits.join())
  const { outcome, why } = await house.db.selectFrom('article_schedules').select(['outcome', 'why']).where('article_id', '=', id).executeTakeFirstOrThrow()
  assert.deepEqual([outcome, why, (await articleById(house.db, id))!.stage], ['failed', 'error', 'ready'])
})

test('a tick that breaks is tried again, and a stop waits for what is under way', async () => {
  let looked = 0
  let done = false
  const tick: Tick = { name: 'test', run: async () => { if (++looked === 1) throw new Error('away'); await sleep(100); done = true; return 1 } }
  const ticking = startTicking([tick], { db: house.db, log })
  for (const begun = performance.now(); looked < 2 && performance.now() - begun < 10_000;) await sleep(10)
  await ticking.stop()
  assert.ok(looked >= 2 && done)
})

test('two processes on one database are killed while schedules, embargoes and a front fall due: each fires once, and none is missed', async (t) => {
  const { fired, halves } = await fireThroughKills({ rounds: 1, seed: 3, many: 6, url: house.url })
  t.diagnostic(`${fired} things fired, ${halves === 1 ? 'some before the kill and some after it' : 'all schedules before it'}`)
  assert.equal(fired, 14)
})
