// An hour without the database, on a clock of its own: hits are taken as before, on a disk that they may fill to a limit, and are
// counted when it is back, each once.
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { readdirSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { pino } from 'pino'
import { openCounting } from '../src/audience/counting.ts'
import { hitsWaiting, hitsWaitingNow } from '../src/audience/waiting.ts'
import { anyone } from '../src/people/guards.ts'
import { routes } from '../src/routes.ts'
import { freshDatabase, type FreshDatabase } from './database.ts'
import { makeArticle } from './makers.ts'
import { removeFolder, temporaryFolder, until } from './program.ts'
import { ask } from './served.ts'

const agent = { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0' }
const begin = new Date('2026-03-01T12:00:00Z')
const perMinute = 20
let house: FreshDatabase

before(async () => { house = await freshDatabase() })
after(() => house.drop())

interface Away { article: number; hit: () => Promise<number>; wait: (minutes: number) => void; now: () => Date; bytes: () => number; counted: () => Promise<number> }

async function counting(hitsBytes: number, work: (away: Away) => Promise<void>) {
  const { db } = house
  const data = temporaryFolder()
  const article = (await makeArticle(db)).id
  let now = begin
  const counter = await openCounting({ data, hitsBytes, url: 'http://paper.test', proxies: [], countedHosts: [] }, { db, routes, isPublic: ({ guard }) => guard === anyone, clock: () => now, restMs: 50 }, pino({ level: 'silent' }))
  const server = createServer((request, response) => counter.answer(request, response)).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const at = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const folder = join(data, 'hits')
  try {
    await work({
      article,
      hit: async () => (await ask(at, `/seen.gif?a=${article}`, { headers: agent })).status,
      wait: (minutes) => { now = new Date(now.getTime() + minutes * 60_000) },
      now: () => now,
      bytes: () => readdirSync(folder).reduce((sum, name) => sum + (statSync(join(folder, name), { throwIfNoEntry: false })?.size ?? 0), 0),
      counted: async () => (await db.selectFrom('page_days as d').innerJoin('counted_pages as p', 'p.id', 'd.page_id').where('article_id', '=', article).select(({ fn }) => fn.sum<number>('views').as('views')).executeTakeFirst())?.views ?? 0,
    })
  } finally {
    await house.refuse(false)
    server.close()
    server.closeAllConnections()
    await counter.close()
    removeFolder(data)
  }
}

test('an hour without the database loses no hit that was answered, and the desk is told how many wait', () => counting(2 ** 20, async ({ hit, wait, now, bytes, counted }) => {
  await house.refuse(true)
  for (let minute = 0; minute < 60; minute++, wait(1)) {
    assert.deepEqual(await Promise.all(Array.from({ length: perMinute }, hit)), Array(perMinute).fill(200))
  }
  const all = 60 * perMinute
  assert.ok(bytes() < all * 250, `${bytes()} bytes for ${all} hits`)
  await until('it is known how many wait', () => hitsWaitingNow() > all / 2)
  const waiting = hitsWaiting(now())
  assert.ok(waiting && waiting.hits < all * 2 && waiting.bytes <= bytes() && waiting.mostBytes === 2 ** 20 && waiting.since < now(), JSON.stringify(waiting))

  await house.refuse(false)
  await until('each of them is counted', async () => Number(await counted()) >= all)
  assert.equal(Number(await counted()), all)
  await until('nothing waits', () => hitsWaitingNow() === 0)
  assert.equal(hitsWaiting(now()), undefined)
}))

test('hits that wait take no more of the disk than they may; beyond it they are refused, and only those that were not are counted', () => counting(30_000, async ({ hit, wait, bytes, counted }) => {
  await house.refuse(true)
  const answers: number[] = []
  // Within one minute so many hits of one reader are held for forged.
  for (; !answers.includes(503) && answers.length < 1_000; wait(1)) answers.push(...await Promise.all(Array.from({ length: perMinute }, hit)))
  const taken = answers.filter((status) => status === 200).length
  assert.ok(answers.includes(503) && taken > 100 && answers.every((status) => status === 200 || status === 503), `${taken} of ${answers.length}`)
  // What one write takes comes on top: lines are told from lengths before they are written.
  assert.ok(bytes() <= 31_000, `${bytes()} bytes`)

  await house.refuse(false)
  await until('each that was taken is counted', async () => Number(await counted()) >= taken)
  assert.equal(Number(await counted()), taken)
}))
