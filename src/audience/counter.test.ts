import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { pino } from 'pino'
import { createAddresses } from '../base/web/address.ts'
import { anyone } from '../people/guards.ts'
import { routes } from '../routes.ts'
import { paths } from '../urls.ts'
import { countingAlone } from '../../test/counting-alone.ts'
import { ask } from '../../test/served.ts'
import { createCounter } from './counter.ts'
import type { Hit, Mode } from './hit.ts'
import { createSalts } from './salt.ts'

const noon = new Date('2026-03-01T12:00:00Z')
const firefox = { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'accept-language': 'de-AT,de;q=0.8,en;q=0.5' }
const phone = { 'user-agent': 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1' }
const origin = 'http://paper.test'

interface Counted { hits: () => Promise<Hit[]>; get: (headers?: Record<string, string>, url?: string) => ReturnType<typeof ask>; tell: (said: unknown, headers?: Record<string, string>) => ReturnType<typeof ask>; folder: string }

function counted(work: (counted: Counted) => Promise<void>, { mode = 'visit', mostBytes = 1e9 }: { mode?: Mode; mostBytes?: number } = {}) {
  return () => countingAlone((log) => createCounter({
    hits: log, salts: createSalts(), knows: () => ({ mode, zone: 'Europe/Berlin' }), addresses: createAddresses(routes), isPublic: ({ guard }) => guard === anyone,
    origin, proxies: [], countryOf: () => 'AT', clock: () => noon, log: pino({ level: 'silent' }),
  }), { mostBytes, clock: () => noon }, ({ address, folder, hits }) => work({
    folder, hits,
    get: (headers = {}, url = '/seen.gif?a=0') => ask(address, url, { headers: { ...firefox, referer: `${origin}/`, ...headers } }),
    tell: (said, headers = {}) => ask(address, paths.measured, { method: 'POST', headers: { ...firefox, ...headers }, body: typeof said === 'string' ? said : JSON.stringify(said) }),
  }))
}

const minute = noon.getTime() / 60_000
const bare = { kind: 'view', minute, reader: null, device: null, language: null, country: null, campaign: null }

test('the image counts a view of its article, or of the page that shows it', counted(async ({ get, hits }) => {
  const { status, headers, body } = await get({}, '/seen.gif?a=42')
  assert.deepEqual([status, headers['content-type'], headers['cache-control'], body.length], [200, 'image/gif', 'no-store', 43])
  assert.match(String(headers['content-security-policy']), /default-src 'none'/)
  await get({ referer: `${origin}/support?amount=5` })
  await get({ referer: `${origin}/my-support/by/secret-of-somebody` })
  await get({ referer: 'https://elsewhere.example/support' })
  const views = await hits()
  assert.deepEqual(views.map((hit) => hit.kind === 'view' && hit.page).slice(0, 2), [{ article_id: 42 }, { path: '/support' }])
  assert.doesNotMatch(JSON.stringify(views), /secret-of|amount|elsewhere/)
  const [first] = views
  assert.deepEqual({ ...first, reader: null }, { ...bare, page: { article_id: 42 }, device: 'desktop', language: 'de', country: 'AT' })
}))

test('the same reader is one, another browser another, and neither can be told from what is kept', counted(async ({ get, hits, folder }) => {
  for (const headers of [{}, {}, phone]) await get(headers)
  const readers = (await hits()).map((hit) => (hit.kind === 'view' ? hit.reader : undefined))
  assert.match(readers[0] ?? '', /^[0-9a-f]{16}$/)
  assert.equal(readers[0], readers[1])
  assert.notEqual(readers[0], readers[2])
  const kept = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'latin1')).join('')
  assert.doesNotMatch(kept, /127\.0\.0\.1|Firefox|Gecko|iPhone/)
}))

test('who asks not to be followed is counted as one view, and nothing else', counted(async ({ get, tell, hits }) => {
  await get({ 'sec-gpc': '1' })
  await get({ dnt: '1', ...phone })
  assert.equal((await tell(telling(), { 'sec-gpc': '1' })).status, 204)
  assert.deepEqual(await hits(), [{ ...bare, page: { path: '/' } }, { ...bare, page: { path: '/' } }])
}, { mode: 'full' }))

test('a paper that only counts knows nothing of whom it counts', counted(async ({ get, hits }) => {
  await get({ referer: `${origin}/?utm_source=letter` })
  assert.deepEqual(await hits(), [{ ...bare, page: { path: '/' } }])
}, { mode: 'count' }))

test('what a link says of itself is kept in the full mode alone', async () => {
  for (const mode of ['visit', 'full'] as const) {
    await counted(async ({ get, hits }) => {
      await get({ referer: `${origin}/?utm_source=letter&utm_medium=mail&utm_campaign=<b>Mai&fbclid=abc` })
      const [hit] = await hits()
      assert.deepEqual(hit?.kind === 'view' && hit.campaign, mode === 'full' ? { source: 'letter', medium: 'mail', name: 'bMai' } : null)
    }, { mode })()
  }
})

test('machines are counted by class, and what is fetched ahead is left out', counted(async ({ get, hits }) => {
  for (const agent of ['GPTBot/1.2 (+https://openai.com/gptbot)', 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)', 'curl/8.5', '']) await get({ 'user-agent': agent })
  await get({ 'sec-purpose': 'prefetch;prerender' })
  assert.deepEqual((await hits()).map((hit) => (hit.kind === 'machine' ? hit.machine : hit.kind === 'left_out' ? hit.why : hit.kind)), ['ai_training', 'search', 'other', 'other', 'prefetch'])
}))

const telling = (given = {}) => ({ id: 'abc123', step: 0, article: 42, path: '/stadt/x', seconds: 30, from_depth: 0, depth: 6, leaving: ['elsewhere.example'], referrer: 'https://www.google.de/search?q=secret', ...given })

test('the image says whether an appeal stands on its page, and the page for giving whose appeal led there', counted(async ({ get, tell, hits }) => {
  await get({}, '/seen.gif?asks=1&a=42')
  const giving = (query: string) => get({ referer: `${origin}/support?${query}` })
  await giving('campaign=spring&version=a&article=42&currency=EUR')
  await get({ referer: `${origin}/support?campaign=spring&version=b&article=&currency=EUR`, 'sec-gpc': '1' })
  await giving('campaign=<b>&version=a&article=42')
  await giving('amount=500')
  await get({ referer: `${origin}/?campaign=spring&version=a&article=42` })
  assert.deepEqual((await hits()).map((hit) => hit.kind === 'view' && [hit.asks, hit.followed]), [[true, undefined], [undefined, 42], [undefined, 0], [undefined, undefined], [undefined, undefined], [undefined, undefined]])
  await tell(telling({ asks: true, in_sight: true }))
  await tell(telling({ step: 1, from_depth: 6, in_sight: false }))
  assert.deepEqual((await hits()).slice(6).map((hit) => hit.kind === 'measured' && [hit.asks, hit.in_sight]), [[true, true], [undefined, undefined]])
}))

test('the script adds time, depth and where from, once, and never a whole address', counted(async ({ tell, hits }) => {
  assert.equal((await tell(telling())).status, 204)
  assert.equal((await tell(telling())).status, 204)
  assert.equal((await tell(telling({ step: 1, seconds: 4_000, from_depth: 6, depth: 10, leaving: [], referrer: undefined }))).status, 204)
  const [first, again, later] = await hits()
  assert.deepEqual(first, { kind: 'measured', minute, page: { article_id: 42 }, isFirst: true, seconds: 30, from_depth: 0, depth: 6, source: { kind: 'search', name: 'google' }, leaving: ['elsewhere.example'] })
  assert.deepEqual(again, { kind: 'left_out', minute, why: 'repeated' })
  assert.deepEqual(later, { kind: 'measured', minute, page: { article_id: 42 }, isFirst: false, seconds: 3_600, from_depth: 6, depth: 10, source: null, leaving: [] })
}))

test('the script of the front page tells what is tested there, and from which slots its reader went on', counted(async ({ tell, hits }) => {
  const front = { article: 0, path: '/', leaving: [], referrer: '', from_depth: 0, depth: 0 }
  assert.equal((await tell(telling({ ...front, shown: ['lead.42.7.5900000'], clicks: ['s3-2.43'] }))).status, 204)
  assert.equal((await tell(telling({ ...front, step: 1, clicks: ['lead.42.7.5900000'] }))).status, 204)
  const [first, later] = await hits()
  const tested = { slot: 'lead', article_id: 42, tested: { test_id: 7, slice: 5_900_000 } }
  assert.deepEqual(first?.kind === 'measured' && [first.shown, first.clicks], [[tested], [{ slot: 's3-2', article_id: 43 }]])
  assert.deepEqual(later?.kind === 'measured' && [later.shown, later.clicks], [undefined, [tested]])
}))

test('what makes no sense, is too long or comes from another site is refused', counted(async ({ tell, hits }) => {
  for (const wrong of ['', '{', '[]', telling({ depth: 11 }), telling({ from_depth: 7 }), telling({ seconds: -1 }), telling({ more: 1 }), telling({ leaving: ['<b>'] }), telling({ clicks: ['lead'] }), telling({ clicks: ['lead.42.7'] }), telling({ shown: Array(11).fill('lead.42') })]) assert.equal((await tell(wrong)).status, 400)
  assert.equal((await tell(telling(), { 'sec-fetch-site': 'cross-site' })).status, 400)
  assert.equal((await tell('x'.repeat(3_000))).status, 413)
  assert.ok((await hits()).every((hit) => hit.kind === 'left_out' && hit.why === 'malformed'))
}))

test('a hit that cannot be kept is not answered as if it were', counted(async ({ get, hits }) => {
  assert.equal((await get()).status, 503)
  assert.deepEqual(await hits(), [])
}, { mostBytes: 0 }))
