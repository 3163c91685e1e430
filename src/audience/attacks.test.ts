// Hits that nobody's browser would send: malformed, huge, replayed, forged and out of date. What is refused or left out is
// counted as that, and what comes in grows no table further than its bounds.
import assert from 'node:assert/strict'
import { hash } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test } from 'node:test'
import { sql } from 'kysely'
import { pino } from 'pino'
import { makeArticle, makeSection, makeTopic } from '../../test/makers.ts'
import { removeFolder, temporaryFolder } from '../../test/program.ts'
import { rolledBack } from '../../test/rolled-back.ts'
import { ask, type Asking } from '../../test/served.ts'
import type { Db } from '../base/db/db.ts'
import { openSegmentLog } from '../base/segments/segment-log.ts'
import { createAddresses } from '../base/web/address.ts'
import { anyone } from '../people/guards.ts'
import { routes } from '../routes.ts'
import { paths } from '../urls.ts'
import { createCounter } from './counter.ts'
import { importLog } from './log-import.ts'
import { createMatomo } from './matomo-endpoint.ts'
import { createOpenPages } from './open-pages.ts'
import { rollHits } from './rolling.ts'
import { createSalts } from './salt.ts'

const now = new Date('2026-03-01T12:00:00Z')
const day = '2026-03-01'
const zone = 'Europe/Berlin'
const origin = 'https://paper.test'
const token = '0123456789abcdef0123456789abcdef'
const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'
const parts = { addresses: createAddresses(routes), isPublic: ({ guard }: (typeof routes)[number]) => guard === anyone, origin, countryOf: () => 'AT' }

interface Attacked {
  db: Db
  article: number
  image: (query: string, headers?: Record<string, string>) => Promise<number>
  tell: (said: unknown, headers?: Record<string, string>) => Promise<number>
  matomo: (query: string, asking?: Asking) => Promise<number>
  /** Takes in what came, and says what was counted and left out. */
  taken: () => Promise<{ views: number; leftOut: Record<string, number>; pages: number; days: string[] }>
}

/** A counter with all its ways in, before a paper with a section, a topic, an article and a draft. */
function attacked(work: (attacked: Attacked) => Promise<void>) {
  return () => rolledBack(async (db) => {
    const [folder, clock] = [temporaryFolder(), () => now]
    const log = openSegmentLog(folder, { mostBytes: 1e9, clock })
    const around = { ...parts, hits: log, salts: createSalts(), knows: () => ({ mode: 'full' as const, zone }), proxies: [], clock, log: pino({ level: 'silent' }) }
    const counter = createCounter(around)
    const matomo = createMatomo({ ...around, countedHosts: [], pages: createOpenPages(), tokens: () => new Set([hash('sha256', token, 'hex')]) })
    const server = createServer((request, response) => (counter.takes(request.method ?? '', request.url ?? '') ? counter : matomo).answer(request, response)).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const asked = async (url: string, { headers = {}, ...more }: Asking = {}) => (await ask(address, url, { ...more, headers: { 'user-agent': firefox, ...headers } })).status
    try {
      const section = await makeSection(db, { slug: 'stadt' })
      await makeTopic(db, { slug: 'depot' })
      const article = await makeArticle(db, { section_id: section.id })
      await work({
        db, article: article.id,
        image: (query, headers = {}) => asked(`${paths.seen}${query}`, { headers }),
        tell: (said, headers = {}) => asked(paths.measured, { method: 'POST', headers, body: typeof said === 'string' ? said : JSON.stringify(said) }),
        matomo: (query, asking) => asked(`${paths.matomo}${query}`, asking),
        taken: async () => {
          await rollHits(db, { folder, zone, now })
          const whole = await db.selectFrom('page_days').select(['day', 'views']).where('page_id', '=', 0).orderBy('day').execute()
          const left = await db.selectFrom('left_out_days').select(['why', 'hits']).execute()
          return {
            views: whole.reduce((sum, { views }) => sum + views, 0), leftOut: Object.fromEntries(left.map(({ why, hits }) => [why, hits])),
            pages: await rowsIn(db, 'counted_pages'), days: whole.map((one) => one.day),
          }
        },
      })
    } finally {
      server.close()
      server.closeAllConnections()
      await log.close()
      removeFolder(folder)
    }
  })
}

async function rowsIn(db: Db, table: string): Promise<number> {
  const { rows: [row] } = await sql<{ n: number }>`select count(*)::int as n from ${sql.table(table)}`.execute(db)
  return row?.n ?? 0
}

const many = <T>(count: number, work: (n: number) => Promise<T>) => Promise.all(Array.from({ length: count }, (_, n) => work(n)))
const telling = (article: number, given: object = {}) => ({ id: 'abc123', step: 0, article, path: '/', seconds: 30, from_depth: 0, depth: 6, leaving: [], referrer: '', ...given })

test('the image: what makes no sense is a view of no page, and what is there for nobody to read is forged', attacked(async ({ db, article, image, taken }) => {
  const draft = await makeArticle(db, { state: 'draft' })
  for (const query of [`?a=${article}`, '?a=abc', '?a=-1', '?a=1e9', `?${'a'.repeat(9_000)}`, '?a=9'.padEnd(40, '9')]) assert.equal(await image(query), 200, query)
  for (const referer of ['/', '\\', `${origin}//`, `${origin}/%00`, `${origin}/${'x'.repeat(9_000)}`, `${origin}.evil.test/`, `${origin}@evil.test/stadt`]) assert.equal(await image('', { referer }), 200, referer)
  assert.deepEqual(await taken(), { views: 13, leftOut: {}, pages: 4, days: [day] })
  for (const id of [draft.id, article + 1_000, 999_999_999_999_999]) await image(`?a=${id}`)
  await image(`?a=${article}`, { 'sec-fetch-site': 'cross-site', referer: 'https://elsewhere.example/' })
  await image(`?a=${article}`, { 'user-agent': 'x'.repeat(7_000) })
  assert.deepEqual((await taken()).leftOut, { forged: 4 })
  assert.deepEqual(await db.selectFrom('machine_days').select(['machine', 'hits']).execute(), [{ machine: 'other', hits: 1 }])
}))

test('the image: invented addresses take no room, whatever they look like, and real ones are counted', attacked(async ({ image, taken }) => {
  const at = (path: string) => image('', { referer: origin + path })
  for (const path of ['/stadt', '/topic/depot', '/search', '/archive/2026']) await at(path)
  const before = await taken()
  await many(300, (n) => at([`/topic/erfunden-${n}`, `/author/niemand-${n}`, `/ressort-${n}`, `/archive/${3_000 + n}`, `/x${n}.html`, `/stadt/x-${n}/comments`, `/search?q=${n}`, `/pictures/${n}.png`][n % 8] ?? ''))
  const after = await taken()
  assert.deepEqual([before.views, before.leftOut, after.leftOut], [4, {}, { forged: 114 }])
  // Of what has no page of its own only the kind.
  assert.ok(after.pages - before.pages <= 3, `${after.pages} pages`)
}))

test('the image: who sends the same again and again is counted sixty times a minute, and then left out', attacked(async ({ article, image, taken }) => {
  await many(200, () => image(`?a=${article}`))
  await many(10, (n) => image(`?a=${article}`, { 'user-agent': firefox.replaceAll('140', String(100 + n)) }))
  const { views, leftOut } = await taken()
  assert.deepEqual([views, leftOut], [70, { repeated: 140 }])
}))

test('what scripts tell: malformed, huge, replayed, forged and too much', attacked(async ({ db, article, tell, taken }) => {
  for (const wrong of ['', '{', 'null', '[]', telling(article, { id: '../..' }), telling(article, { depth: 11 }), telling(article, { from_depth: 9, depth: 1 }), telling(article, { seconds: -1 }), telling(article, { seconds: 1e9 }),
    telling(article, { step: 5_000 }), telling(article, { leaving: Array(6).fill('x.example') }), telling(article, { leaving: ['<script>'] }), telling(article, { more: 1 }), { __proto__: null, ...telling(article), constructor: 1 }]) assert.equal(await tell(wrong), 400, JSON.stringify(wrong))
  assert.equal(await tell('x'.repeat(60_000)).catch(() => 413), 413)
  assert.equal(await tell(telling(article, { id: 'far' }), { origin: 'https://evil.test', 'sec-fetch-site': 'cross-site' }), 400)
  for (let n = 0; n < 5; n++) assert.equal(await tell(telling(article)), 204)
  assert.equal(await tell(telling(article + 1_000, { id: 'none' })), 204)
  assert.deepEqual((await taken()).leftOut, { malformed: 16, repeated: 4, forged: 1 })
  const { measured, seconds } = await db.selectFrom('page_days').select(['measured', 'seconds']).where('page_id', '=', 0).executeTakeFirstOrThrow()
  assert.deepEqual([measured, seconds], [1, 30])

  // A minute has room for 1,200 from one address, and each second for twenty more: on a slow machine it takes longer to fill.
  const answers: number[] = []
  const flood = (n: number) => tell(telling(article, { id: `n${n}`, referrer: `https://erfunden-${n}.example/`, leaving: [`weg-${n}.example`], seconds: 3_600 }))
  while (!answers.includes(429) && answers.length < 10_000) answers.push(...await many(200, (n) => flood(answers.length + n)))
  const refused = answers.filter((status) => status === 429).length
  assert.ok(refused > 0 && answers.length >= 1_200 && answers.every((status) => status === 204 || status === 429), `${refused} of ${answers.length}`)
  const { leftOut } = await taken()
  assert.equal(leftOut.too_many, refused)
  for (const table of ['source_days', 'leaving_days'] as const) {
    const perPage = await db.selectFrom(table).select(({ fn }) => fn.countAll<number>().as('n')).groupBy('page_id').orderBy('n').execute()
    assert.ok(perPage.length === 2 && perPage.every(({ n }) => n <= 302) && (perPage[0]?.n ?? 0) <= 52, `${table}: ${JSON.stringify(perPage)}`)
  }
  assert.ok(await rowsIn(db, 'live_sources') <= 52)
}))

const viewed = (given: Record<string, string | number> = {}) => `?${new URLSearchParams({ idsite: '1', rec: '1', url: `${origin}/`, ...Object.fromEntries(Object.entries(given).map(([name, value]) => [name, String(value)])) })}`

test('the Matomo API: what is refused is counted as malformed, what is of somebody else as forged, what is old takes a token', attacked(async ({ article, matomo, taken }) => {
  const old = now.getTime() / 1_000 - 90_000
  for (const wrong of [{ idsite: 2 }, { idsite: '1 or 1=1' }, { cid: 'x'.repeat(5_000) }, { cdt: old }, { cdt: 'yesterday' }, { cdo: 'x' }, { cip: '203.0.113.9' }, { ca: 1 }, { token_auth: 'f'.repeat(32), cip: '203.0.113.9' }]) assert.equal(await matomo(viewed(wrong)), 400, JSON.stringify(wrong))
  for (const body of ['{"requests":', '{"requests":{}}', JSON.stringify({ requests: Array(1_001).fill('?') })]) assert.equal(await matomo('', { method: 'POST', body }), 400, body.slice(0, 40))
  assert.equal(await matomo('', { method: 'POST', body: JSON.stringify({ requests: [7] }) }), 200)
  assert.equal(await matomo('', { method: 'POST', body: 'x'.repeat(1_100_000) }).catch(() => 413), 413)
  assert.deepEqual((await taken()).leftOut, { malformed: 14 })

  for (const url of ['https://evil.test/', 'javascript:alert(1)', 'no address', `${origin}.evil.test/`, `https://x@evil.test/${origin}`, `${origin}/stadt/nie-${article + 1_000}`]) assert.equal(await matomo(viewed({ url })), 200, url)
  for (let n = 0; n < 4; n++) await matomo(viewed({ pv_id: 'Xk3f9A' }))
  for (const cdt of [now.getTime() / 1_000 + 1e9, now.getTime() / 1_000 - 80_000]) await matomo(viewed({ cdt }))
  const { views, leftOut, days } = await taken()
  assert.deepEqual([views, leftOut, days], [3, { malformed: 14, forged: 6, repeated: 3 }, ['2026-02-28', day]])
}))

test('the Matomo API: thousands of invented names in one sending are some hundred, and too much from one address is left out', attacked(async ({ db, matomo, taken }) => {
  const words = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j']
  const requests = (path: string) => Array.from({ length: 1_000 }, (_, n) => (n % 2
    ? viewed({ url: `${origin}${path}${n}?utm_source=s${n}&utm_medium=m${n}&utm_campaign=c${n}`, lang: `${words[n % 10]}${words[Math.floor(n / 10) % 10]}${words[Math.floor(n / 100) % 10]}`, urlref: `https://ref-${n}.example/`, ua: `${firefox} ${n}` })
    : viewed({ e_c: `Art ${n}`, e_a: `Tat ${n}` })))
  assert.equal(await matomo('', { method: 'POST', body: JSON.stringify({ requests: requests('/topic/neu-'), token_auth: token }) }), 200)
  assert.equal(await matomo('', { method: 'POST', body: JSON.stringify({ requests: requests('/archive/'), token_auth: token }) }), 200)
  const { leftOut, pages } = await taken()
  // A view and its source each.
  assert.deepEqual([leftOut.forged, pages], [1_000, 3])
  for (const trait of ['language', 'source', 'medium', 'campaign'] as const) {
    const { n } = await db.selectFrom('trait_days').select(({ fn }) => fn.countAll<number>().as('n')).where('trait', '=', trait).executeTakeFirstOrThrow()
    assert.ok(n > 200 && n <= 301, `${trait}: ${n}`)
  }
  const events = await rowsIn(db, 'event_days')
  assert.ok(events > 200 && events <= 301, String(events))
  assert.equal(await matomo('', { method: 'POST', body: JSON.stringify({ requests: Array(800).fill(viewed()) }) }), 200)
  assert.equal(await matomo('', { method: 'POST', body: JSON.stringify({ requests: Array(800).fill(viewed()) }) }), 429)
  assert.deepEqual((await taken()).leftOut, { forged: 1_000, repeated: 740, too_many: 800 })
}))

test('logs: lines that no server writes and times that cannot be are none, and what is counted is counted once', () => rolledBack(async (db) => {
  const line = (time: string, target: string, agent = firefox) => `198.51.100.7 - - [${time}] "GET ${target} HTTP/1.1" 200 4711 "-" "${agent}"`
  const wrong = [line('01/Jan/1970:00:00:00 +0000', '/'), line('01/Jan/9999:00:00:00 +0000', '/'), line('20/Feb/2026:99:00:00 +0100', '/'), '{"ts":1e300,"status":200}', '{"ts":"__proto__","status":200,"request":{"uri":{}}}', 'x'.repeat(200_000), '\u0000'.repeat(99), line('20/Feb/2026:12:00:00 +0100', `/${'x'.repeat(40_000)}`)]
  const invented = Array.from({ length: 500 }, (_, n) => line('20/Feb/2026:12:00:00 +0100', `/topic/${'%2e'.repeat(3)}/${n}`))
  async function* lines() { yield* [...wrong, ...invented, line('20/Feb/2026:12:00:00 +0100', '/'), line('20/Feb/2026:12:00:01 +0100', '/', 'x'.repeat(9_000))] }
  const run = () => importLog(db, lines(), { ...parts, key: Buffer.alloc(32, 7), salts: new Map(), now, progress: () => {} })
  const report = await run()
  assert.deepEqual([report.views, report.machines, report.noPages, report.unreadableCount], [1, 1, 500, wrong.length])
  assert.equal((await run()).repeated, 2)
  assert.deepEqual([await rowsIn(db, 'counted_pages'), await rowsIn(db, 'page_days'), await rowsIn(db, 'log_days')], [3, 2, 1])
}))
