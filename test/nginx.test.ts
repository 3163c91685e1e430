// deploy/nginx.conf as it stands, but for ports and folders, before a running paper.
import assert from 'node:assert/strict'
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer as createHttpServer, type ClientRequestArgs } from 'node:http'
import { connect as connectHttp2 } from 'node:http2'
import { get, request, type RequestOptions } from 'node:https'
import { createServer, type AddressInfo } from 'node:net'
import { userInfo } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { WebSocket, type ClientOptions } from 'ws'
import { contentHash, folderFiles } from '../src/base/files/files.ts'
import { prepared } from './prepared.ts'
import { project, removeFolder, run, stopped, temporaryFolder, until, type Program } from './program.ts'
import { parseMetrics } from './scrape.ts'
import { ask, type Answer } from './served.ts'

const isThere = ['nginx', 'openssl'].every((program) => spawnSync('sh', ['-c', `command -v ${program}`]).status === 0)
const skip = isThere ? false : 'nginx or openssl is not installed'
const folder = temporaryFolder()
const name = 'anzeiger.example'
let ports: { http: number; https: number; paper: number; metrics: number }
let nginx: ChildProcess | undefined
let paper: Program
const picture = Buffer.from('RIFF....WEBP, or near enough')
const hash = contentHash(picture)

before(async () => {
  if (skip) return
  const [http = 0, https = 0, own = 0, metrics = 0] = await Promise.all(Array.from({ length: 4 }, freePort))
  ports = { http, https, paper: own, metrics }
  await prepared(join(folder, 'data'))
  await folderFiles(join(folder, 'data/files')).put(`renditions/${hash}.webp`, picture)
  paper = await openPaper()
  nginx = await startNginx()
})
after(() => {
  nginx?.kill('SIGTERM')
  removeFolder(folder)
})

async function openPaper(env: NodeJS.ProcessEnv = {}): Promise<Program> {
  const program = run(['start', '--empty'], { data: join(folder, 'data'), env: { PORT: String(ports.paper), LITFASS_URL: `https://${name}`, LITFASS_PROXIES: '127.0.0.1', LITFASS_METRICS_PORT: String(ports.metrics), LITFASS_LOG: 'debug', ...env } })
  await program.open()
  return program
}

async function startNginx(): Promise<ChildProcess> {
  for (const part of ['cache', 'log', 'acme', 'conf']) mkdirSync(join(folder, part), { recursive: true })
  const made = spawnSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2', '-subj', `/CN=${name}`, '-keyout', join(folder, 'privkey.pem'), '-out', join(folder, 'fullchain.pem')])
  assert.equal(made.status, 0, made.stderr.toString())
  const config = readFileSync(join(project, 'deploy/nginx.conf'), 'utf8')
    .replace(/^\s*listen \[::\].*$/gm, '').replace('listen 80;', `listen 127.0.0.1:${ports.http};`).replace('listen 443 ', `listen 127.0.0.1:${ports.https} `)
    .replace('127.0.0.1:3000', `127.0.0.1:${ports.paper}`).replaceAll('/etc/letsencrypt/live/anzeiger.example', folder)
    .replaceAll('/var/log/nginx', join(folder, 'log')).replaceAll('/var/cache/nginx/litfass', join(folder, 'cache')).replaceAll('/var/www/acme', join(folder, 'acme'))
  assert.doesNotMatch(config.replace(/#.*$/gm, ''), /\/(var|etc)\//)
  writeFileSync(join(folder, 'conf/litfass.conf'), config)
  const scratch = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((kind) => `${kind}_temp_path ${join(folder, kind)};`).join(' ')
  writeFileSync(join(folder, 'nginx.conf'), `${process.getuid?.() === 0 ? `user ${userInfo().username};` : ''} worker_processes 1; daemon off; pid ${join(folder, 'pid')}; error_log ${join(folder, 'log/main.log')};
    events { worker_connections 1024; } http { ${scratch} include ${join(folder, 'conf/litfass.conf')}; }`)
  const child = spawn('nginx', ['-c', join(folder, 'nginx.conf'), '-e', join(folder, 'log/main.log')], { stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (text) => { said += text })
  await until('nginx answers', () => { assert.equal(child.exitCode, null, said); return over('/').then(() => true, () => false) })
  assert.equal(said, '')
  return child
}

async function over(path: string, { method = 'GET', headers = {}, body }: { method?: string; headers?: Record<string, string>; body?: Buffer } = {}): Promise<Answer> {
  const options: RequestOptions = { host: '127.0.0.1', port: ports.https, path, method, rejectUnauthorized: false, servername: name, headers: { host: name, ...(body ? { 'content-length': body.length } : {}), ...headers } }
  const asking = body ? request(options) : get(options)
  asking.end(body)
  const [response] = await once(asking, 'response')
  const chunks: Buffer[] = []
  for await (const chunk of response) chunks.push(chunk)
  return { status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks) }
}

test('who comes by plain HTTP is sent to the same address by HTTPS', { skip }, async () => {
  const { status, headers } = await ask(`http://127.0.0.1:${ports.http}`, '/stadt/depot-42?p=1', { headers: { host: name } })
  assert.deepEqual([status, headers.location], [301, `https://${name}/stadt/depot-42?p=1`])
})

test('pages come by HTTP/2 and HTTPS, packed as the paper packs them, with its headers', { skip }, async () => {
  const session = connectHttp2(`https://127.0.0.1:${ports.https}`, { rejectUnauthorized: false, servername: name })
  const stream = session.request({ ':path': '/', ':authority': name, 'accept-encoding': 'gzip, deflate, br, zstd' })
  const [headers] = await once(stream, 'response')
  stream.resume()
  await once(stream, 'end')
  session.close()
  assert.equal(headers[':status'], 200)
  assert.match(headers['content-encoding'], /^(gzip|br)$/)
  assert.match(headers['strict-transport-security'], /^max-age=\d+/)
  assert.match(headers['content-security-policy'], /default-src 'none'/)

  const gzip = await over('/', { headers: { 'accept-encoding': 'gzip' } })
  assert.deepEqual([gzip.headers['content-encoding'], gzip.headers.vary], ['gzip', 'accept-encoding'])
  const again = await over('/', { headers: { 'accept-encoding': 'gzip', 'if-none-match': String(gzip.headers.etag) } })
  assert.equal(again.status, 304)
  assert.equal((await over('/')).headers['content-encoding'], undefined)
})

test('pages are asked for each time, pictures once; while the paper is away pictures are there still, and pages say so', { skip }, async () => {
  const address = `/pictures/${hash}.webp`
  const asked = async () => (await requestsFor('/pictures/:file')) + (await requestsFor('/'))
  const before = await asked()
  for (let n = 0; n < 3; n++) {
    const { status, body, headers } = await over(address)
    assert.deepEqual([status, body.toString(), headers['cache-control']], [200, picture.toString(), 'public, max-age=31536000, immutable'])
  }
  for (let n = 0; n < 3; n++) await over(`/?utm=${n}`)
  assert.equal(await asked() - before, 1 + 3)
  assert.equal((await over(address, { headers: { 'if-none-match': `"${hash}"` } })).status, 304)
  await stopped(paper)
  assert.equal((await over(address)).status, 200)
  const page = await over('/')
  assert.deepEqual([page.status, page.headers['retry-after'], page.headers['cache-control']], [503, '10', 'no-store'])

  // Even where a CDN behind nginx may keep pages, nginx itself does not.
  paper = await openPaper({ LITFASS_CDN_SECONDS: '3600' })
  await until('nginx reaches the paper again', async () => (await over('/')).status === 200)
  const since = await asked()
  for (let n = 0; n < 3; n++) assert.match(String((await over('/')).headers['cache-control']), /s-maxage=3600/)
  assert.equal(await asked() - since, 3)
})

async function requestsFor(route: string): Promise<number> {
  const text = await (await fetch(`http://127.0.0.1:${ports.metrics}/metrics`)).text()
  return parseMetrics(text).value('litfass_requests_total', { route }) || 0
}

test('connections on which several write together are passed on: who is not signed in is told so', { skip }, async () => {
  const how: ClientOptions & ClientRequestArgs & { servername: string } = { rejectUnauthorized: false, servername: name, headers: { host: name, origin: `https://${name}` } }
  const socket = new WebSocket(`wss://127.0.0.1:${ports.https}/desk/articles/1/writing`, how)
  assert.equal((await once(socket, 'close'))[0], 4401)
})

test('a picture lies in the cache once, by whatever name of a host or words behind the ? it is asked for', { skip }, async () => {
  const kept = () => readdirSync(join(folder, 'cache'), { recursive: true, withFileTypes: true }).filter((one) => one.isFile()).length
  await over(`/pictures/${hash}.webp`)
  const before = kept()
  for (const host of ['elsewhere.test', 'other.test']) assert.equal((await over(`/pictures/${hash}.webp?${host}`, { headers: { host } })).status, 200)
  assert.equal(kept(), before)
})

test('the paper is told who is asking by nginx alone, whatever the reader says of himself', { skip }, async () => {
  await stopped(paper)
  const echo = createHttpServer((asked, response) => response.end(JSON.stringify(asked.headers))).listen(ports.paper, '127.0.0.1')
  await once(echo, 'listening')
  const forged = { 'x-forwarded-for': '203.0.113.66', 'x-forwarded-proto': 'http', forwarded: 'for=203.0.113.66', 'x-forwarded-host': 'evil.example', 'accept-encoding': 'gzip, deflate, br, zstd' }
  const told = JSON.parse((await over('/', { headers: forged })).body.toString()) as Record<string, string>
  assert.deepEqual(told, { host: name, 'accept-encoding': 'br, gzip', 'x-forwarded-for': '127.0.0.1', 'x-forwarded-proto': 'https' })
  echo.close()
  echo.closeAllConnections()
  paper = await openPaper()
})

test('pictures of 60 MB come in at the desk, and nothing large elsewhere', { skip }, async () => {
  const body = Buffer.alloc(60_000_000)
  assert.notEqual((await over('/desk/pictures', { method: 'POST', body, headers: { origin: `https://${name}` } }).catch((error: NodeJS.ErrnoException) => ({ status: error.code })))?.status, 413)
  const refused = await over('/anything', { method: 'POST', body: Buffer.alloc(2_000_000) }).catch((error: NodeJS.ErrnoException) => ({ status: error.code }))
  assert.ok([413, 'EPIPE', 'ECONNRESET'].includes(refused.status as number | string), String(refused.status))
})

test('metrics are not to be had from outside, health from this machine alone', { skip }, async () => {
  assert.equal((await fetch(`http://127.0.0.1:${ports.metrics}/metrics`)).status, 200)
  for (const path of ['/metrics', '/metrics/', '//metrics', '/%6detrics', '/x/../metrics']) {
    const { status, body } = await over(path)
    assert.ok(status >= 300 && status < 500, `${path}: ${status}`)
    assert.doesNotMatch(body.toString(), /litfass_requests_total/)
  }
  assert.equal((await over('/health')).status, 200)
})

test('who sends too many forms, or asks for too much at once, is told to wait; nothing of readers is written down', { skip }, async () => {
  const agent = { 'user-agent': 'secret-agent', referer: 'https://secret-origin.example/' }
  const forms = await Promise.all(Array.from({ length: 40 }, () => over('/?q=secret-words', { method: 'POST', headers: agent, body: Buffer.from('a=b') })))
  const key = `secret-K${'x'.repeat(35)}`
  await over(`/report/${key}`)
  await over(`/support/thanks/${key}${'x'.repeat(20)}`)
  const answers = forms.map(({ status }) => status)
  assert.ok(answers.includes(429) && answers.some((status) => status !== 429), answers.join())
  assert.ok(existsSync(join(folder, 'log/litfass.log')))
  const written = () => ['litfass.log', 'litfass-error.log', 'main.log'].map((file) => readFileSync(join(folder, 'log', file), 'utf8')).join('')
  // A line is written once its answer has gone.
  await until('what was asked is written down', () => [/POST \/ 429/, /GET \/report\/:token /, /GET \/support\/thanks\/:token /].every((line) => line.test(written())))
  const logs = written()
  await stopped(paper)
  assert.doesNotMatch(logs + paper.output(), /secret|127\.0\.0\.1 -|client: /)
})

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as AddressInfo
  probe.close()
  return port
}
