import assert from 'node:assert/strict'
import { mkdirSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { once } from 'node:events'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { collector, type Span } from './collector.ts'
import { prepared } from './prepared.ts'
import { connected, removeFolder, run, stopped, until } from './program.ts'
import { ask } from './served.ts'

const data = await prepared()
after(() => removeFolder(data))
const below = (spans: Span[], { spanId }: Span) => spans.filter(({ parentSpanId }) => parentSpanId === spanId)

test('a page that is printed is a span, with its queries in it, and no word of its reader\'s', async () => {
  const there = await collector()
  const paper = run(['start', '--empty'], { data, env: { OTEL_EXPORTER_OTLP_ENDPOINT: there.address, OTEL_EXPORTER_OTLP_HEADERS: 'api-key=for-the-collector', OTEL_SERVICE_NAME: 'anzeiger' } })
  const at = await paper.open()
  const headers = { host: new URL(at).host, 'user-agent': 'secret-agent', cookie: 'secret=cookie', 'x-forwarded-for': '203.0.113.9', 'accept-language': 'secret-language' }
  await ask(at, '/secret-section/secret-article?q=secret-words&after=17', { headers })
  await ask(at, '/secret-section/secret-article/comments?after=471147114711&q=secret-words', { headers })
  for (let n = 0; n < 20; n++) await ask(at, '/', { headers })
  await stopped(paper)
  there.close()

  const article = there.spans.find(({ name }) => name === 'GET /:section/:article')
  assert.ok(article && article.kind === 2)
  assert.deepEqual(article.attributes, { 'http.request.method': 'GET', 'http.route': '/:section/:article', 'http.response.status_code': 404 })
  const queries = below(there.spans, article)
  assert.ok(queries.length > 0)
  for (const query of queries) {
    assert.equal(query.attributes['db.system.name'], 'postgresql')
    assert.match(String(query.attributes['db.query.text']), /^(select|with|begin|commit)/i)
    assert.equal(query.traceId, article.traceId)
    assert.ok(query.ms > 0 && query.ms <= article.ms + 1)
  }
  assert.match(queries.map((query) => query.attributes['db.query.text']).join(), /\$1/)
  // What lies in the press is no span.
  assert.ok(there.spans.filter(({ name }) => name === 'GET /').length <= 2)
  assert.equal(there.resources[0]?.['service.name'], 'anzeiger')
  assert.equal(there.headers[0]?.['api-key'], 'for-the-collector')
  assert.doesNotMatch(there.text(), /secret[-=]|203\.0\.113|471147114711/)
})

test('a job is a span that is linked to what caused it, with the pictures\' files in it', async () => {
  const there = await collector()
  const env = { OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: `${there.address}/v1/traces` }
  const paper = run(['start', '--empty'], { data, env })
  await paper.open()
  const client = await connected(data)
  const cause = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01'
  await client.query(`insert into pictures (name, kind, hash, media_type, width, height, bytes, focal_x, focal_y, alt, caption, credit_person, credit_agency, rights, created_at)
    values ('lost', 'photo', $1, 'image/jpeg', 900, 600, 1, 0.5, 0.5, '', '', '', '', '', now())`, ['0'.repeat(64)])
  await client.query(`select graphile_worker.add_job('picture-renditions', payload => json_build_object('picture_id', (select id from pictures), 'traceparent', $1::text), max_attempts => 1)`, [cause])
  await until('the job has come to its end', async () => (await client.query('select from graphile_worker.jobs where attempts = 1 and locked_at is null')).rowCount === 1)
  await client.query('delete from pictures')
  await client.end()
  await stopped(paper)
  there.close()

  const job = there.spans.find(({ name }) => name === 'job picture-renditions')
  assert.ok(job?.failed, 'the original of the picture is not there')
  assert.deepEqual(job.links.map(({ traceId, spanId }) => `00-${traceId}-${spanId}-01`), [cause])
  assert.ok(below(there.spans, job).some(({ name }) => name === 'files read'))
})

test('a collector that is away, or never answers, slows nothing and is told of once', async () => {
  const silent = createServer(() => {}).listen(0, '127.0.0.1')
  await once(silent, 'listening')
  const addresses = ['http://127.0.0.1:1', `http://127.0.0.1:${(silent.address() as AddressInfo).port}`]
  for (const address of addresses) {
    const paper = run(['start', '--empty'], { data, env: { OTEL_EXPORTER_OTLP_ENDPOINT: address } })
    const at = await paper.open()
    for (let n = 0; n < 50; n++) assert.equal((await fetch(`${at}/no/such-${n}`)).status, 404)
    await stopped(paper)
    assert.ok(paper.output().split('traces cannot be sent').length <= 2, paper.output())
  }
  silent.close()
})

test('without a collector nothing of OpenTelemetry is loaded', async () => {
  const traced = join(data, 'loaded.mjs')
  mkdirSync(data, { recursive: true })
  writeFileSync(traced, `import { registerHooks } from 'node:module'
registerHooks({ load(url, context, next) { if (/opentelemetry|prom-client|s3mini/.test(url)) process.stderr.write('loaded ' + url + '\\n'); return next(url, context) } })`)
  const paper = run(['start', '--empty'], { data, env: { NODE_OPTIONS: `--import ${traced}` } })
  await fetch(await paper.open())
  await stopped(paper)
  assert.doesNotMatch(paper.output(), /^loaded/m)
  const watched = run(['start', '--empty'], { data, env: { NODE_OPTIONS: `--import ${traced}`, LITFASS_METRICS_PORT: '0', OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:1' } })
  await watched.open()
  await stopped(watched)
  assert.match(watched.output(), /^loaded.*opentelemetry/m)
})
