import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { test } from 'node:test'
import { asked, firefox, minute, noon, origin, token } from '../../test/matomo-asked.ts'

const bare = { kind: 'view', minute, reader: null, device: null, language: null, country: null, campaign: null }

const encoded = (params: Record<string, string | number>) => `?${new URLSearchParams(Object.entries(params).map(([name, value]) => [name, String(value)]))}`
const viewed = (given: Record<string, string | number> = {}) => encoded({ idsite: 1, rec: 1, url: `${origin}/stadt/depot-42`, ...given })

// As matomo.js 5 sends it: all in the query, an empty body, and 204 is waited for.
const browser = (given: Record<string, string | number> = {}) => viewed({
  action_name: 'Depot', r: '834512', h: 13, m: 0, s: 12, urlref: 'https://www.google.de/search?q=secret', _id: '5f2ac8d1b90ee3a7', _idn: 1, send_image: 0, _refts: 0, pv_id: 'Xk3f9A', pf_net: 12, pf_srv: 80, pf_tfr: 3,
  pf_dm1: 140, uadata: '{"fullVersionList":[],"mobile":false,"model":"","platform":"Linux","platformVersion":""}', fla: 0, java: 0, pdf: 1, qt: 0, realp: 0, wma: 0, ag: 0, cookie: 1, res: '1440x900', ...given,
})

test('a browser with matomo.js is one view with its source, and nothing of its reader is kept', asked(async ({ ask, hits, folder }) => {
  const { status, headers, body } = await ask(browser(), { method: 'POST', body: '', headers: { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8', origin: 'https://app.paper.test' } })
  assert.deepEqual([status, body.length, headers['access-control-allow-origin'], headers['access-control-allow-credentials']], [204, 0, 'https://app.paper.test', 'true'])
  const [view, source, ...more] = await hits()
  assert.deepEqual({ ...view, reader: null }, { ...bare, page: { article_id: 42 }, device: 'desktop', country: 'AT' })
  assert.match(view?.kind === 'view' ? view.reader ?? '' : '', /^[0-9a-f]{16}$/)
  assert.deepEqual(source, { kind: 'measured', minute, page: { article_id: 42 }, isFirst: false, seconds: 0, from_depth: 0, depth: 0, source: { kind: 'search', name: 'google' }, leaving: [] })
  assert.deepEqual(more, [])
  assert.doesNotMatch(readdirSync(folder).map((name) => readFileSync(join(folder, name), 'latin1')).join(), /5f2ac8d1|Xk3f9A|Firefox|127\.0\.0\.1|secret|Depot|1440/)
}))

test('the old script’s image is answered by 43 bytes, the tag without scripts means the page it stands on', asked(async ({ ask, hits }) => {
  const { status, headers, body } = await ask(`/piwik.php${viewed({ action_name: 'Depot', rand: '0.31', _cvar: '{"1":["a","b"]}', gt_ms: 120, dimension1: 'x', cookie: 1, fla: 1 })}`)
  assert.deepEqual([status, headers['content-type'], headers['cache-control'], body.length, headers['access-control-allow-origin']], [200, 'image/gif', 'no-store', 43, undefined])
  assert.equal((await ask('?idsite=1&rec=1', { headers: { referer: `${origin}/stadt` } })).status, 200)
  assert.deepEqual((await hits()).map((hit) => hit.kind === 'view' && hit.page), [{ article_id: 42 }, { path: '/stadt', address: '/stadt' }])
}))

test('what is not to be recorded is answered as if it were', asked(async ({ ask, hits }) => {
  for (const query of ['?idsite=1', '?idsite=1&rec=0', viewed({ ec_id: 'A1', idgoal: 0, revenue: '12.50', ec_items: '[]' }), viewed({ idgoal: 3, revenue: 5 }), viewed({ c_n: 'Ad', c_p: 'x' }), viewed({ ma_id: 'm', ca: 1 }), viewed({ ping: 1, pv_id: 'never1' })]) {
    assert.equal((await ask(query)).status, 200, query)
  }
  assert.equal((await ask('?idsite=1&send_image=0')).status, 204)
  assert.equal((await ask('?idsite=1&send_image=00')).status, 200)
  assert.deepEqual(await hits(), [])
  assert.match((await ask('')).body.toString(), /Matomo Tracking HTTP API/)
}))

test('what its sender has to mend is refused with the same image, and counted as malformed', asked(async ({ ask, hits }) => {
  for (const wrong of [{ idsite: 2 }, { idsite: '' }, { cid: 'abc' }, { cip: '203.0.113.9' }, { cdt: noon / 1_000 - 90_000 }, { cdt: 'yesterday' }, { ca: 1 }, { e_c: 'Video' }, { cip: '203.0.113.9', token_auth: 'f'.repeat(32) }]) {
    const { status, body } = await ask(viewed(wrong as Record<string, string>))
    assert.deepEqual([status, body.length], [400, 43], JSON.stringify(wrong))
  }
  assert.equal((await ask('?rec=1')).status, 400)
  assert.deepEqual(await hits(), Array(10).fill({ kind: 'left_out', minute, why: 'malformed' }))
}))

test('pages of others are forged, pages of hosts that the paper has named are its own', asked(async ({ ask, hits }) => {
  for (const url of ['https://elsewhere.example/stadt/depot-42', 'https://paper.test.evil.example/', 'javascript:1', 'https://app.paper.test/stadt/depot-42', 'https://paper.test/2015/03/alter-titel/', 'https://paper.test/my-support/by/secret']) await ask(viewed({ url }))
  assert.deepEqual((await hits()).map((hit) => (hit.kind === 'view' ? hit.page : hit.kind === 'left_out' && hit.why)), [
    'forged', 'forged', 'forged', { article_id: 42 }, { path: 'unknown', address: '/2015/03/alter-titel/' }, { path: 'unknown' },
  ])
}))

test('a beat prolongs the page it is of, and never makes one', asked(async ({ ask, hits, later }) => {
  const beat = browser({ ping: 1 })
  await ask(beat)
  await ask(browser({ urlref: '' }))
  later(15)
  await ask(beat)
  later(600)
  await ask(beat)
  later(3_000)
  await ask(beat)
  await ask(browser({ urlref: '' }), { headers: { 'sec-gpc': '1' } })
  const measured = (await hits()).flatMap((hit) => (hit.kind === 'measured' ? [[hit.seconds, hit.isFirst]] : []))
  assert.deepEqual(measured, [[15, true], [60, false]])
}, { mode: 'count' }))

test('the same view sent twice is counted once', asked(async ({ ask, hits }) => {
  for (let n = 0; n < 2; n++) await ask(browser({ urlref: '' }))
  await ask(browser({ urlref: '', pv_id: 'Another' }))
  assert.deepEqual((await hits()).map((hit) => (hit.kind === 'left_out' ? hit.why : hit.kind)), ['view', 'repeated', 'view'])
}))

test('ways out, downloads, searches and events are counted, without words that may be somebody’s', asked(async ({ ask, hits }) => {
  await ask(viewed({ link: 'https://elsewhere.example/a?b' }))
  await ask(viewed({ download: `${origin}/files/ada-lovelace.PDF` }))
  await ask(viewed({ search: 'ada lovelace', search_count: 0 }))
  await ask(viewed({ search: 'ada', search_cat: 'x' }))
  await ask(viewed({ e_c: 'Video', e_a: 'Play', e_n: 'ada', e_v: 3 }))
  await ask(viewed({ e_c: 'Mail', e_a: 'ada@mail.example' }))
  const event = (category: string, action: string) => ({ kind: 'event', minute, category, action })
  assert.deepEqual(await hits(), [
    { kind: 'measured', minute, page: { article_id: 42 }, isFirst: false, seconds: 0, from_depth: 0, depth: 0, source: null, leaving: ['elsewhere.example'] },
    event('download', 'pdf'), event('search', 'nothing found'), event('search', 'asked'), event('Video', 'Play'), event('Mail', 'other'),
  ])
}))

test('machines and who asks not to be followed are what they are to the image', asked(async ({ ask, hits }) => {
  await ask(viewed({ urlref: 'https://elsewhere.example/' }), { headers: { dnt: '1' } })
  await ask(viewed({ bots: 1, ua: 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)' }))
  await ask(viewed({ mtm_campaign: 'no', url: `${origin}/?mtm_campaign=Mai&pk_source=letter` }))
  const [followed, machine, campaign] = await hits()
  assert.deepEqual(followed, { ...bare, page: { article_id: 42 } })
  assert.deepEqual(machine, { kind: 'machine', minute, page: { article_id: 42 }, machine: 'search', name: 'Googlebot' })
  assert.deepEqual(campaign?.kind === 'view' && campaign.campaign, { source: 'letter', medium: '', name: 'Mai' })
}, { mode: 'full' }))

test('an importer of logs asks which site this is, and sends whole blocks for others with its token', asked(async ({ ask, hits, address }) => {
  const question = new URLSearchParams({ module: 'API', format: 'json', method: 'SitesManager.getSiteFromId', idSite: '1', token_auth: token })
  assert.deepEqual(JSON.parse((await ask('/', { method: 'POST', body: String(question) })).body.toString()), { idsite: 1, name: 'paper.test', main_url: origin })
  const line = (given: object = {}) => ({ rec: '1', apiv: '1', url: `${origin}/stadt/depot-42`, urlref: '', cip: '198.51.100.7', cdt: '2026-02-20 11:59:30', idsite: '1', dp: '1', ua: firefox, bw_bytes: 4711, pf_srv: 3, source: 'logs', http_status: '200', ...given })
  const body = JSON.stringify({ token_auth: token, requests: [line(), line(), line({ cip: '198.51.100.8' }), line({ http_status: '404' }), line({ cip: 'nowhere' }), '?idsite=1&rec=1&url=https%3A%2F%2Fpaper.test%2Fstadt%2Fdepot-42', null, 7, 'x'.repeat(20_000)] })
  const answer = await ask('', { method: 'POST', body, headers: { 'content-type': 'application/json', 'user-agent': 'Matomo/LogImport' } })
  assert.deepEqual(JSON.parse(answer.body.toString()), { status: 'success', tracked: 5, invalid: 4, invalid_indices: [4, 6, 7, 8] })
  const all = await hits()
  assert.deepEqual(all.filter(({ kind }) => kind === 'left_out'), Array(4).fill({ kind: 'left_out', minute, why: 'malformed' }))
  const [first, second, third, plain] = all.filter(({ kind }) => kind !== 'left_out').map((hit) => (hit.kind === 'view' ? [hit.minute, hit.reader] : hit.kind))
  assert.deepEqual(first, second)
  assert.equal(first?.[0], Date.parse('2026-02-20T11:59:00Z') / 60_000)
  assert.notEqual(first?.[1], third?.[1])
  assert.equal(plain, 'machine')
  assert.equal((await ask('', { method: 'POST', body: JSON.stringify({ requests: [], send_image: 0 }) })).status, 204)
  assert.equal((await ask('', { method: 'POST', body: JSON.stringify({ requests: Array(1_001).fill('?') }) })).status, 400)
  assert.equal((await ask('', { method: 'POST', body: 'x'.repeat(1_100_000) }).catch(() => ({ status: 413 }))).status, 413)
  assert.ok(address)
}))

test('apps send blocks of strings, or one view in a form', asked(async ({ ask, hits }) => {
  const android = { requests: [viewed({ url: 'https://app.paper.test/stadt/depot-42', apiv: 1, _id: '0a1b2c3d4e5f6071', res: '1080x1920', lang: 'de', ua: 'Dalvik/2.1.0 (Linux; U; Android 14; Pixel 8)', new_visit: 1, send_image: 0, rand: 4711, cdt: '2026-03-01 11:00:00' })] }
  assert.deepEqual(JSON.parse((await ask('', { method: 'POST', body: JSON.stringify(android), headers: { 'user-agent': 'Dalvik/2.1.0 (Linux; U; Android 14; Pixel 8)' } })).body.toString()).tracked, 1)
  assert.equal((await ask('?send_image=0', { method: 'POST', body: viewed({ lang: 'en-GB', uid: 'ada' }).slice(1), headers: { 'content-type': 'application/x-www-form-urlencoded' } })).status, 204)
  assert.deepEqual((await hits()).map((hit) => hit.kind === 'view' && [hit.minute, hit.page, hit.device, hit.language]), [[minute - 60, { article_id: 42 }, 'phone', 'de'], [minute, { article_id: 42 }, 'desktop', 'en']])
}))

test('the client matomo-tracker counts pages by itself', asked(async ({ address, hits }) => {
  const MatomoTracker = createRequire(import.meta.url)('matomo-tracker')
  const client = new MatomoTracker(1, `${address}/matomo.php`)
  const errors: unknown[] = []
  client.on('error', (error: unknown) => errors.push(error))
  const told = await new Promise<string>((done) => client.trackBulk([{ url: `${origin}/stadt/depot-42`, ua: firefox, action_name: 'Depot' }, { url: `${origin}/`, ua: firefox }, { e_c: 'Video', e_a: 'Play', ua: firefox, url: `${origin}/` }], done))
  assert.deepEqual(JSON.parse(told), { status: 'success', tracked: 3, invalid: 0, invalid_indices: [] })
  client.track({ url: `${origin}/stadt`, ua: firefox, token_auth: token, cip: '198.51.100.7', cdt: noon / 1_000 - 400_000 })
  while ((await hits()).length < 4) await new Promise((done) => setTimeout(done, 20))
  assert.deepEqual(errors, [])
  assert.deepEqual((await hits()).map((hit) => (hit.kind === 'view' ? hit.page : hit.kind)), [{ article_id: 42 }, { path: '/' }, 'event', { path: '/stadt', address: '/stadt' }])
}))

test('a page of another host may ask beforehand, and a hit that cannot be kept is not answered as if it were', asked(async ({ ask }) => {
  const { status, headers } = await ask('', { method: 'OPTIONS', headers: { origin: 'https://app.paper.test', 'access-control-request-method': 'POST' } })
  assert.deepEqual([status, headers['access-control-allow-origin'], headers['access-control-allow-methods']], [204, 'https://app.paper.test', 'GET, POST, OPTIONS'])
  assert.equal((await ask(viewed())).status, 503)
  assert.equal((await ask('', { method: 'PUT' })).status, 405)
}, { mostBytes: 0 }))

test('who asks without end is refused, and that is counted', asked(async ({ ask, hits }) => {
  const body = JSON.stringify({ requests: Array(1_000).fill(viewed()) })
  const answers = [(await ask('', { method: 'POST', body })).status, (await ask('', { method: 'POST', body })).status]
  assert.deepEqual(answers, [200, 429])
  assert.equal((await hits()).filter((hit) => hit.kind === 'left_out' && hit.why === 'too_many').length, 1_000)
}))
