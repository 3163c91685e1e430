import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { pino } from 'pino'
import { freshDatabase, type FreshDatabase } from '../../../test/database.ts'
import { folderFiles } from '../files/files.ts'
import { safeOf } from '../safe/safe.ts'
import { enqueue } from './enqueue.ts'
import type { Patience } from './presence.ts'
import { startWorker, type Worker } from './worker.ts'

let house: FreshDatabase
const done: number[] = []
before(async () => { house = await freshDatabase() })
after(() => house.drop())

function work({ fresh = false, patience, handle = async (id: number) => { done.push(id) } }: { fresh?: boolean; patience?: Patience; handle?: (id: number) => Promise<unknown> } = {}): Worker {
  const database = { url: house.url, ownerUrl: house.ownerUrl, db: house.db, pool: house.pool, fresh, close: async () => {} }
  return startWorker({ 'picture-renditions': async ({ picture_id }) => { await handle(picture_id) } }, database, { ...(patience ? { patience } : {}), files: folderFiles('/nonexistent'), safe: safeOf([Buffer.alloc(32, 7)]), mailer: { hand: async () => ({}) }, site: { url: 'http://paper.test' }, payments: {}, log: pino({ level: 'silent' }) })
}
async function until(id: number) {
  for (let i = 0; i < 1_000 && !done.includes(id); i++) await sleep(20)
  assert.ok(done.includes(id), `job ${id} was not done`)
}
const add = (id: number) => enqueue(house.db, 'picture-renditions', { picture_id: id })

test('a job is done once its transaction has committed, and never when that was rolled back', async () => {
  const worker = work()
  const rolled = await house.db.startTransaction().execute()
  await enqueue(rolled, 'picture-renditions', { picture_id: 1 })
  await rolled.rollback().execute()
  await add(2)
  await until(2)
  assert.deepEqual(done, [2])
  await worker.stop()
})

test('when all connections break, work goes on by itself', async () => {
  const worker = work()
  await add(3)
  await until(3)
  // The connection that asks dies as well.
  await house.pool.query(`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and usename = current_user`).catch(() => {})
  // And so do others that wait in the pool: each tells of it when it is used next.
  await add(4).catch(() => add(4)).catch(() => add(4)).catch(() => add(4))
  await until(4)
  await worker.stop()
})

test('a job that ends, well or badly, while the database is away is done again once that is back', async () => {
  const ends = [async () => {}, async () => { throw new Error('the database is away') }]
  for (const [turn, end] of ends.entries()) {
    let first = true
    const worker = work({
      async handle(id) {
        if (!first) return void done.push(id)
        first = false
        await house.refuse(true)
        setTimeout(() => void house.refuse(false), 1_500)
        return end()
      },
    })
    await add(50 + turn)
    await until(50 + turn)
    await worker.stop()
  }
})

test('a job whose worker was killed is done by the next one, when that is certainly alone', async () => {
  await add(5)
  await house.pool.query(`update graphile_worker._private_jobs set locked_at = now(), locked_by = 'a dead worker'`)
  const worker = work({ fresh: true })
  await until(5)
  await worker.stop()
})

test('a job whose process was killed is given back by another one that lives, and by none while it only stands still or its connection broke', async () => {
  const quick = { lookEveryMs: 100, goneForMs: 1_500 }
  await add(70)
  const child = spawn(process.execPath, [...process.execArgv.filter((arg) => !arg.startsWith('--test')), fileURLToPath(new URL('../../../test/working.ts', import.meta.url)), house.url], { stdio: ['ignore', 'pipe', 'inherit'] })
  after(() => child.kill('SIGKILL'))
  await once(child.stdout, 'data')
  const worker = work({ patience: quick })
  child.kill('SIGSTOP')
  await sleep(2_500)
  assert.ok(!done.includes(70), 'taken from one that stands still')
  child.kill('SIGCONT')
  await house.pool.query(`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name = 'litfass presence'`)
  await sleep(2_500)
  assert.ok(!done.includes(70), 'taken from one whose connection broke')
  child.kill('SIGKILL')
  await until(70)
  await worker.stop()
})

test('a stop waits for the job that runs', async () => {
  const begun = Promise.withResolvers<void>()
  const worker = work({ handle: async (id) => { begun.resolve(); await sleep(300); done.push(id) } })
  await add(6)
  await begun.promise
  await worker.stop()
  assert.ok(done.includes(6))
})
