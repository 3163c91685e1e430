import assert from 'node:assert/strict'
import { connect } from 'node:net'
import { after, before, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from 'node:zlib'
import ipaddr from 'ipaddr.js'
import { served, text } from '../../../test/served.ts'
import { staleAtOnce } from '../press/stale.ts'

type Served = Awaited<ReturnType<typeof served>>
let paper: Served
before(async () => { paper = await served({ proxies: [ipaddr.parseCIDR('127.0.0.0/8')] }) })
after(() => paper.close())
const gzip = { headers: { 'accept-encoding': 'gzip' } }

test('a page is printed once, and comes from the press from then on', async () => {
  const answers = await Promise.all(Array.from({ length: 30 }, () => paper.ask('/once', gzip)))
  assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([200]))
  assert.equal(paper.counts.get('once'), 1)
  await paper.ask('/once', gzip)
  assert.equal(paper.counts.get('once'), 1)
})

test('query parameters that no page knows, or that come twice, never make a second printed page', async () => {
  const first = await paper.ask('/query?after=5&order=old')
  for (const query of ['order=old&after=5', 'utm_source=x&after=5&order=old', 'after=5&after=6&order=old&order=new', 'after=5&order=old&&=&a[]=1']) {
    assert.deepEqual((await paper.ask(`/query?${query}`)).body, first.body)
  }
  assert.equal(paper.counts.get('query'), 1)
  assert.match(String((await paper.ask('/query?after=6')).body), /"after":"6"/)
  await paper.ask('/query?fbclid=1')
  await paper.ask('/query')
  assert.equal(paper.counts.get('query'), 3)
})

test('an address that can be written in several ways is answered, but kept only in its plain one', async () => {
  assert.equal((await paper.ask('/%71uoted')).status, 200)
  await paper.ask('/%71uoted')
  assert.equal(paper.counts.get('quoted'), 2)
})

test('each reader gets the page in the best encoding it takes, with an ETag of its own', async () => {
  const plain = await paper.ask('/packed')
  assert.equal(plain.headers['content-encoding'], undefined)
  assert.ok(String(plain.body).startsWith(`<!doctype html>${text}`))
  const gzipped = await paper.ask('/packed', gzip)
  assert.deepEqual(gunzipSync(gzipped.body), plain.body)
  await wait(1_010)
  const all = { headers: { 'accept-encoding': 'gzip, br, zstd' } }
  await paper.ask('/packed', all)
  const zstdAlone = { headers: { 'accept-encoding': 'zstd' } }
  // Packed in the background, when the machine comes to it.
  for (let i = 0; i < 200 && (await paper.ask('/packed', zstdAlone)).headers['content-encoding'] !== 'zstd'; i++) await wait(50)
  const best = await paper.ask('/packed', all)
  const zstd = await paper.ask('/packed', { headers: { 'accept-encoding': 'zstd, br;q=0' } })
  assert.equal(best.headers['content-encoding'], 'br')
  assert.deepEqual(brotliDecompressSync(best.body), plain.body)
  assert.deepEqual(zstdDecompressSync(zstd.body), plain.body)
  const answers = [plain, gzipped, best, zstd]
  assert.equal(new Set(answers.map(({ headers }) => headers.etag)).size, 4)
  for (const { headers, body } of answers) {
    assert.equal(headers['content-length'], String(body.length))
    assert.equal(headers.vary, 'accept-encoding')
  }
})

test('who has the page already is told so, whichever copy it is', async () => {
  const { headers: { etag = '' } } = await paper.ask('/known', gzip)
  for (const known of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
    const answer = await paper.ask('/known', { headers: { 'accept-encoding': 'gzip', 'if-none-match': known } })
    assert.equal(answer.status, 304, known)
    assert.equal(answer.body.length, 0)
    assert.equal(answer.headers.etag, etag)
    assert.equal(answer.headers.vary, 'accept-encoding')
    assert.equal(answer.headers['cache-control'], 'public, no-cache')
  }
  const plain = await paper.ask('/known', { headers: { 'if-none-match': etag } })
  assert.equal(plain.status, 304)
  assert.equal(plain.headers.etag, etag)
  for (const unknown of ['"other"', etag.replaceAll('"', ''), `${etag.slice(0, 5)}"`]) {
    assert.equal((await paper.ask('/known', { headers: { 'if-none-match': unknown } })).status, 200, unknown)
  }
})

test('HEAD is answered like GET, without the page', async () => {
  for (let i = 0; i < 2; i++) {
    const head = await paper.ask('/head', { method: 'HEAD', ...gzip })
    const got = await paper.ask('/head', gzip)
    assert.equal(head.body.length, 0)
    assert.deepEqual({ ...head.headers, date: '' }, { ...got.headers, date: '' })
  }
  assert.equal((await paper.ask('/head', { method: 'HEAD' })).headers['content-length'], String((await paper.ask('/head')).body.length))
})

test('a withdrawn page is kept as gone, and never answered by 304', async () => {
  assert.equal((await paper.ask('/gone', { headers: { 'if-none-match': '*' } })).status, 410)
  assert.equal(paper.press.get('/gone')?.status, 410)
})

test('a removal is in force with its commit', async () => {
  await paper.ask('/removed')
  await staleAtOnce(paper.db, 'article:1')
  await wait(50)
  await paper.ask('/removed')
  assert.equal(paper.counts.get('removed'), 2)
})

test('what is one reader’s own is asked for by each, and kept nowhere', async () => {
  const [ada, bob] = await Promise.all(['ada', 'bob'].map((cookie) => paper.ask('/mine', { headers: { cookie } })))
  assert.equal(String(ada?.body), '<!doctype html>ada')
  assert.equal(String(bob?.body), '<!doctype html>bob')
  assert.equal(ada?.headers['cache-control'], 'no-store')
})

test('behind a proxy that may be believed, the reader is who it says', async () => {
  const { body } = await paper.ask('/mine', { headers: { 'x-forwarded-for': '10.9.9.9, 203.0.113.7, 127.0.0.3' } })
  assert.equal(String(body), '<!doctype html>203.0.113.7')
})

test('every answer forbids what a page does not need', async () => {
  for (const path of ['/secure', '/broken', '/none/at/all', '/mine', '/health']) {
    const { headers } = await paper.ask(path)
    assert.match(String(headers['content-security-policy']), /^default-src 'none'; .*base-uri 'none'; frame-ancestors 'self'$/, path)
    assert.equal(headers['x-content-type-options'], 'nosniff')
    assert.equal(headers['referrer-policy'], 'strict-origin-when-cross-origin')
    assert.equal(headers['cross-origin-opener-policy'], 'same-origin')
    assert.ok(headers['permissions-policy'])
  }
})

test('a page may add whose frames it shows, and loosens nothing by it', async () => {
  const policy = String((await paper.ask('/embedding')).headers['content-security-policy'])
  assert.match(policy, /frame-src https:\/\/video\.example/)
  assert.ok(policy.indexOf("script-src 'self'") < policy.indexOf('script-src *'), 'the first of two directives counts')
})

test('a write from another site is refused, one from here or from no browser is not', async () => {
  const host = new URL(paper.address).host
  const send = (headers: Record<string, string>) => paper.ask('/form', { method: 'POST', body: 'a=1', headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers } })
  assert.equal((await send({ 'sec-fetch-site': 'same-origin', origin: `http://${host}` })).status, 303)
  assert.equal((await send({ origin: `http://${host}` })).status, 303)
  assert.equal((await send({})).status, 303)
  for (const headers of [{ 'sec-fetch-site': 'cross-site' }, { 'sec-fetch-site': 'same-site' }, { origin: 'http://evil.example' }, { origin: 'null' }, { origin: `http://${host}.evil.example` }]) {
    assert.equal((await send(headers)).status, 403, JSON.stringify(headers))
  }
})

test('methods that no page has are refused, naming those it has', async () => {
  const put = await paper.ask('/form', { method: 'PUT', body: '' })
  assert.equal(put.status, 405)
  assert.equal(put.headers.allow, 'GET, HEAD, POST')
  assert.equal((await paper.ask('/mine', { method: 'POST', body: '' })).headers.allow, 'GET, HEAD')
  assert.equal((await paper.ask('/none/at/all', { method: 'POST', body: '' })).status, 404)
})

test('a zero byte in an address is in none of ours', async () => {
  for (const path of ['/a%00b', '/plain?after=%00']) assert.equal((await paper.ask(path)).status, 404, path)
})

test('too long an address, too large a form and one of unknown length are refused', async () => {
  assert.equal((await paper.ask(`/${'a'.repeat(2_048)}`)).status, 414)
  assert.equal((await paper.ask('/form', { method: 'POST', headers: { 'content-length': String(256 * 1_024 + 1) } })).status, 413)
  assert.equal((await paper.ask('/form', { method: 'POST', headers: { 'transfer-encoding': 'chunked' } })).status, 411)
  // A route may take more.
  const long = `a=${'b'.repeat(1_024 * 1_024 - 2)}`
  assert.equal((await paper.ask('/long-form', { method: 'POST', body: long })).status, 303)
  assert.equal((await paper.ask('/long-form', { method: 'POST', headers: { 'content-length': String(long.length + 1) } })).status, 413)
})

test('what is no HTTP is answered by 400, too long a head by 431', async () => {
  assert.match(await raw('GET / HTTP/1.1\r\nhost: x\r\nbad header\r\n\r\n'), /^HTTP\/1\.1 400 /)
  assert.match(await raw('GET / HTTP/1.1\r\n\r\n'), /^HTTP\/1\.1 400 /)
  assert.match(await raw(`GET / HTTP/1.1\r\nhost: x\r\na: ${'b'.repeat(20_000)}\r\n\r\n`), /^HTTP\/1\.1 431 /)
  for (const target of ['/\\evil.example', '*', 'evil.example:443']) {
    const refused = await raw(`GET ${target} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`)
    assert.match(refused, /^HTTP\/1\.1 400 [^]*content-security-policy: default-src 'none'/, target)
  }
  assert.match(await raw('GET http://evil.example/ HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n'), /^HTTP\/1\.1 4/)
})

test('behind a CDN pages say how long it may keep them, and by which keys to purge them', async () => {
  const other = await served({ cdnSeconds: 600 })
  const { headers } = await other.ask('/page')
  assert.equal(headers['cache-control'], 'public, max-age=0, s-maxage=600')
  assert.equal(headers['surrogate-key'], 'article:1')
  await other.close()
})

test('without its database the paper serves what is printed, and says so for the rest', async () => {
  const lonely = await served()
  await until('printed ahead', () => lonely.counts.get('ahead') === 1)
  await lonely.ask('/before')
  await lonely.loseDatabase()
  for (const path of ['/before', '/ahead', '/before?utm=1']) assert.equal((await lonely.ask(path)).status, 200, path)
  const missing = await lonely.ask('/other')
  assert.equal(missing.status, 503)
  assert.ok(missing.headers['retry-after'])
  assert.equal(missing.headers['cache-control'], 'no-store')
  assert.match(String(missing.body), /the paper is away/)
  assert.equal((await lonely.ask('/health')).status, 200)
  assert.equal(String((await lonely.ask('/health')).body), '{"there":false}')
  await until('the press noticed', () => lonely.press.isLost)
  assert.equal((await lonely.ask('/before')).status, 200)
  assert.equal((await lonely.ask('/broken')).status, 503, 'nobody can tell whether this was the database')
  await lonely.close()
})

test('a page that breaks is a broken page, not an absent database', async () => {
  assert.equal((await paper.ask('/broken')).status, 500)
})

async function until(what: string, done: () => boolean) {
  for (let i = 0; i < 300 && !done(); i++) await wait(10)
  assert.ok(done(), what)
}

function raw(bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(paper.address).port), '127.0.0.1', () => socket.write(bytes))
    let answer = ''
    socket.on('data', (chunk) => { answer += String(chunk) }).on('close', () => resolve(answer)).on('error', reject)
  })
}
