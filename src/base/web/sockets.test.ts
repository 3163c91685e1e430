// What connections that stay open may do, and when they end; with rooms that only say what they hear.
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { test, type TestContext } from 'node:test'
import { pino } from 'pino'
import { WebSocket } from 'ws'
import type { Db } from '../db/db.ts'
import type { Pace } from './connection.ts'
import { openDoor } from './door.ts'
import { socket, type Connection } from './socket-route.ts'
import { createSockets } from './sockets.ts'

const usual: Pace = { bytesPerSecond: 1e6, messagesPerSecond: 1e3, pingMs: 20_000, mostWaiting: 1e6 }

async function opened(t: TestContext, { pace = {}, busyMs = 0, ...how }: { pace?: Partial<Pace>; most?: number; askMs?: number; work?: { share: number; atOnceMs: number }; busyMs?: number } = {}) {
  const heard: string[] = []
  const inside: Connection[] = []
  const may = { who: { id: 7 } as { id: number } | null }
  const door = await openDoor({ host: '127.0.0.1', port: 0 })
  const sockets = createSockets([socket('/rooms/:name', async () => may.who, {
    isKnown: async () => 'known', mostBytes: 1_000_000,
    open: () => ({
      enter: async (connection) => { inside.push(connection); return { hear: (bytes) => { heard.push(Buffer.from(bytes).toString()); busyFor(busyMs) }, known() {}, left() {} } },
      hears: {}, back() {}, close: async () => {},
    }),
  })], { db: {} as Db, site: { url: 'http://paper.test' }, clock: () => new Date(), log: pino({ level: 'silent' }), proxies: [], pace: { ...usual, ...pace }, ...how })
  door.opens({ answer: (_, response) => { response.end('page') }, quick: () => undefined, upgrade: sockets.upgrade })
  t.after(async () => { await sockets.stop(); await door.close() })
  const come = (path = '/rooms/a') => new WebSocket(door.address.replace('http', 'ws') + path, { headers: { origin: door.address } })
  return { heard, inside, may, sockets, door, come }
}
/** On the processor, however many others want it. */
function busyFor(ms: number) {
  const before = process.threadCpuUsage()
  for (;;) {
    const { user, system } = process.threadCpuUsage(before)
    if (user + system >= ms * 1_000) return
  }
}
async function until(what: string, holds: () => boolean) {
  for (let n = 0; !holds(); n++) {
    if (n > 500) assert.fail(`waited in vain until ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

test('who is let in is heard, under the parameters of the address; another address is none', async (t) => {
  const { heard, inside, come } = await opened(t)
  const one = come('/rooms/hall')
  await once(one, 'open')
  one.send(Buffer.from('hello'))
  await until('it is heard', () => heard.length > 0)
  assert.deepEqual([heard, inside[0]!.params, inside[0]!.who], [['hello'], { name: 'hall' }, { id: 7 }])
  const other = come('/elsewhere')
  other.on('error', () => {})
  const [, { statusCode }] = await once(other, 'unexpected-response')
  assert.equal(statusCode, 404)
})

test('what is sent faster than it may be is read later, and all of it', async (t) => {
  const { heard, come } = await opened(t, { pace: { bytesPerSecond: 1_000_000 } })
  const one = come()
  await once(one, 'open')
  const begun = performance.now()
  for (let n = 0; n < 130; n++) one.send(Buffer.alloc(50_000, String(n % 10)))
  await until('all is heard', () => heard.length === 130)
  // Of six and a half megabytes five come at once.
  assert.ok(performance.now() - begun > 1_000)
  assert.deepEqual(heard.map((text) => text.at(-1)), Array.from({ length: 130 }, (_, n) => String(n % 10)))
})

test('who keeps the process busy is read slower, on all connections of theirs together', async (t) => {
  const { heard, come } = await opened(t, { busyMs: 20, work: { share: 0.5, atOnceMs: 100 } })
  const both = [come(), come()]
  await Promise.all(both.map((one) => once(one, 'open')))
  const begun = performance.now()
  for (let n = 0; n < 24; n++) {
    both[n % 2]!.send(Buffer.from(String(n)))
    await until('it is heard', () => heard.length === n + 1)
  }
  // Of 480 ms of work 100 come at once, and 380 take twice their time.
  assert.ok(performance.now() - begun > 700, `${performance.now() - begun}`)
})

test('who takes nothing of what is sent to them is given up', async (t) => {
  const { inside, come } = await opened(t, { pace: { mostWaiting: 100_000 } })
  const full = come()
  await once(full, 'open')
  await until('it is inside', () => inside.length > 0)
  full.pause()
  for (let n = 0; n < 400; n++) inside[0]!.send(Buffer.alloc(50_000))
  full.resume()
  assert.equal((await once(full, 'close'))[0], 1006)
})

test('a peer that is gone without a word is noticed', async (t) => {
  const { inside, door, sockets } = await opened(t, { pace: { pingMs: 30 } })
  const bare: Socket = connect(Number(new URL(door.address).port), '127.0.0.1')
  bare.write(`GET /rooms/a HTTP/1.1\r\nHost: ${new URL(door.address).host}\r\nOrigin: ${door.address}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n`)
  bare.on('data', () => {})
  await until('it is inside', () => inside.length > 0)
  await once(bare, 'close')
  assert.equal(inside.length, 1)
  await sockets.stop()
})

test('whoever the guard no longer lets in is out, and there is no more room than there is', async (t) => {
  const { may, sockets, come } = await opened(t, { most: 2 })
  const [one, two] = [come(), come()]
  await Promise.all([once(one, 'open'), once(two, 'open')])
  const third = come()
  third.on('error', () => {})
  assert.equal((await once(third, 'unexpected-response'))[1].statusCode, 429)
  may.who = null
  sockets.hears.get('staff')!('8')
  sockets.hears.get('staff')!('7')
  const codes = (await Promise.all([once(one, 'close'), once(two, 'close')])).map(([code]) => code)
  assert.deepEqual(codes, [4403, 4403])
})

test('who offers another protocol than WebSocket gets a page', async (t) => {
  const { door } = await opened(t)
  const bare = connect(Number(new URL(door.address).port), '127.0.0.1')
  bare.write(`GET / HTTP/1.1\r\nHost: a\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABk\r\n\r\n`)
  const [answer] = await once(bare, 'data')
  assert.match(String(answer), /^HTTP\/1\.1 200/)
  bare.destroy()
})
