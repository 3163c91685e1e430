import assert from 'node:assert/strict'
import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import { after, before, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { freshDatabase, type FreshDatabase } from '../../../test/database.ts'
import { listenForStale } from './listen-for-stale.ts'
import { createPress } from './press.ts'
import { stale, staleAll, staleAtOnce } from './stale.ts'

let fresh: FreshDatabase
before(async () => { fresh = await freshDatabase() })
after(() => fresh.drop())

const log = { info() {}, warn() {} }
const page = async () => new Response('text', { headers: { 'content-type': 'text/html', 'surrogate-key': 'article:1' } })

async function pressOn(url: string, settings: { proveEveryMs?: number; patienceMs?: number } = {}) {
  const press = createPress({ maxBytes: 1e6, cdnSeconds: 0, now: () => performance.now() })
  const wire = listenForStale({ connection: { connectionString: url }, press, log, ...settings })
  await wire.ready
  await press.print('/a', page)
  assert.ok(press.get('/a'))
  return { press, wire }
}
async function until(what: string, done: () => boolean) {
  for (let i = 0; i < 200 && !done(); i++) await wait(10)
  assert.ok(done(), what)
}

test('a removal reaches the press with its commit, and a rolled back one never', async () => {
  const { press, wire } = await pressOn(fresh.url)
  const tx = await fresh.db.startTransaction().execute()
  await staleAtOnce(tx, 'article:1')
  await tx.rollback().execute()
  await wire.check()
  assert.ok(press.get('/a'))
  await staleAtOnce(fresh.db, 'article:1')
  await until('the page is gone', () => !press.get('/a'))
  await wire.close()
})

test('more tags than one notification holds all arrive', async () => {
  const { press, wire } = await pressOn(fresh.url)
  await staleAtOnce(fresh.db, ...Array.from({ length: 3_000 }, (_, i) => `topic:${i}` as const), 'article:1')
  await until('the page is gone', () => !press.get('/a'))
  await press.print('/a', page)
  await stale(fresh.db, 'front')
  await staleAll(fresh.db)
  await until('all pages are gone', () => press.size === 0)
  await wire.close()
})

test('when its connection is cut the press goes on with what it has, and starts anew when it is back', async () => {
  const { press, wire } = await pressOn(fresh.url)
  const lost: boolean[] = []
  press.onEmptied(() => lost.push(press.isLost))
  await fresh.pool.query(`select pg_terminate_backend(pid) from pg_stat_activity where query like '%pg_notify%' and pid <> pg_backend_pid() and datname = current_database() and application_name = ''`)
  await until('the press noticed', () => press.isLost || lost.length > 0)
  await until('the press is back, and empty', () => !press.isLost && press.size === 0)
  assert.deepEqual(lost, [false])
  await press.print('/a', page)
  await staleAtOnce(fresh.db, 'article:1')
  await until('it hears again', () => !press.get('/a'))
  await wire.close()
})

test('a database that falls silent counts as away after one proof, though its connection stands', async () => {
  const line = await silenceable(fresh.url)
  const { press, wire } = await pressOn(line.url, { proveEveryMs: 50, patienceMs: 200 })
  await wait(300)
  assert.equal(press.isLost, false)
  line.silence(true)
  await until('the press noticed', () => press.isLost)
  assert.ok(press.get('/a'), 'what is printed is still served')
  assert.equal(await wire.check(), false)
  line.silence(false)
  await until('the press is back', () => !press.isLost)
  assert.equal(press.get('/a'), undefined)
  assert.equal(await wire.check(), true)
  await wire.close()
  line.close()
})

test('whoever asks is told within the patience that the database is away', async () => {
  const line = await silenceable(fresh.url)
  const { press, wire } = await pressOn(line.url, { proveEveryMs: 60_000, patienceMs: 200 })
  assert.equal(await wire.check(), true)
  line.silence(true)
  const began = performance.now()
  assert.deepEqual(await Promise.all([wire.check(), wire.check()]), [false, false])
  assert.ok(performance.now() - began < 1_000)
  assert.equal(press.isLost, true)
  await wire.close()
  line.close()
})

/** A way to the database on which nothing passes while it is silent, as when a cable is cut. */
async function silenceable(url: string) {
  const { hostname, port, searchParams } = new URL(url)
  const database = { host: searchParams.get('host') ?? hostname, port: Number(searchParams.get('port') ?? (port || 5432)) }
  const sockets: Socket[] = []
  let isSilent = false
  const server = createServer((near) => {
    const far = database.host.startsWith('/') ? connect(`${database.host}/.s.PGSQL.${database.port}`) : connect(database.port, database.host)
    sockets.push(near, far)
    near.on('data', (chunk) => { if (!isSilent) far.write(chunk) }).on('error', () => {}).on('close', () => far.destroy())
    far.on('data', (chunk) => { if (!isSilent) near.write(chunk) }).on('error', () => {}).on('close', () => near.destroy())
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const near = new URL(url)
  near.search = ''
  near.host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    url: near.href,
    silence: (silent: boolean) => { isSilent = silent },
    close: () => { for (const socket of sockets) socket.destroy(); server.close() },
  }
}
