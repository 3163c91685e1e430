import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { once } from 'node:events'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { counters, durations, levels } from '../src/base/metrics/names.ts'
import { prepared } from './prepared.ts'
import { connected, databaseProcesses, project, removeFolder, run, stopped, until, type Program } from './program.ts'
import { parseMetrics } from './scrape.ts'
import { ask } from './served.ts'

const data = await prepared()
after(() => removeFolder(data))
const env = { LITFASS_METRICS_PORT: '0' }
const metricsOf = (paper: Program) => /(http:[^"\s]+\/metrics)/.exec(paper.output())?.[1] ?? ''
const scrape = async (paper: Program) => parseMetrics(await (await fetch(metricsOf(paper))).text())

test('metrics tell of requests, press, database and jobs as Prometheus reads them, and nothing of readers', async () => {
  const paper = run(['start', '--empty'], { data, env })
  const at = await paper.open()
  const headers = { host: new URL(at).host, 'user-agent': 'secret-agent', 'accept-encoding': 'gzip', 'x-forwarded-for': '203.0.113.9' }
  const page = await ask(at, '/', { headers })
  for (let n = 0; n < 5; n++) await ask(at, '/', { headers })
  await ask(at, '/', { headers: { ...headers, 'if-none-match': String(page.headers.etag) } })
  await ask(at, '/', { method: 'HEAD', headers })
  await ask(at, '/secret-address/secret-article?q=secret-words', { headers })
  await ask(at, '/health', { headers })
  await ask(at, '/', { method: 'POST', headers })

  await until('the wire has been proven', async () => (await scrape(paper)).value('litfass_wire_round_trip_seconds') >= 0)
  const told = await scrape(paper)
  const requests = (labels: object) => told.value('litfass_requests_total', { ...labels })
  // The front page is printed ahead, or by whoever comes first.
  assert.equal(requests({ route: '/', status: '2xx' }), 7)
  assert.ok(requests({ route: '/', status: '2xx', source: 'press' }) >= 6)
  assert.equal(requests({ route: '/', status: '3xx', source: 'press' }), 1)
  assert.equal(requests({ route: '/:section/:article', status: '4xx' }), 1)
  assert.equal(requests({ route: '/health', source: 'program' }), 1)
  assert.equal(requests({ route: 'none', status: '4xx' }), 1)
  assert.ok(told.value('litfass_printing_seconds_count', { route: '/' }) >= 1)
  assert.ok(told.value('litfass_press_sheets') >= 1 && told.value('litfass_press_bytes') > 1_000)
  assert.equal(told.value('litfass_press_max_bytes'), 64 * 1024 * 1024)
  assert.deepEqual([told.value('litfass_database_up'), told.value('litfass_wire_up'), told.value('litfass_wire_gaps_total')], [1, 1, 0])
  assert.ok(told.value('litfass_wire_round_trip_seconds') < 2 && told.value('litfass_wire_proved_seconds') < 10)
  assert.ok(told.value('litfass_database_connections') >= 1 && told.value('litfass_database_connections_max') === 8)
  assert.equal(told.samples.find(({ name }) => name === 'litfass_build_info')?.labels.version, JSON.parse(readFileSync(join(project, 'package.json'), 'utf8')).version)
  for (const name of ['process_cpu_seconds_total', 'process_resident_memory_bytes', 'process_start_time_seconds', 'nodejs_eventloop_lag_seconds']) assert.ok(told.value(name) >= 0, name)
  assert.doesNotMatch(JSON.stringify(told.samples), /secret|203\.0\.113/)
  await stopped(paper)
})

test('jobs that wait, fail and are given up are told, and a database that is away is no reason to be silent', async () => {
  const paper = run(['start', '--empty'], { data, env })
  await paper.open()
  const client = await connected(data)
  // There is no picture without a number; the job fails, and would be tried again.
  await client.query(`select graphile_worker.add_job('picture-renditions', payload => '{"picture_id": "none"}', max_attempts => 1)`)
  await client.query(`select graphile_worker.add_job('nobody-does-this', run_at => now() - interval '90 seconds')`)
  await until('the job has failed', async () => (await scrape(paper)).value('litfass_jobs_total', { outcome: 'failed' }) === 1)
  // It is given back a moment later; the clock begins others meanwhile, which are soon done.
  await until('it is given up, and one job waits', async () => {
    const told = await scrape(paper)
    return told.value('litfass_jobs_given_up') === 1 && told.value('litfass_jobs_waiting') === 1 && Math.abs(told.value('litfass_jobs_oldest_seconds') - 90) < 30
  })
  assert.equal((await scrape(paper)).value('litfass_job_seconds_count', { job: 'picture-renditions' }), 1)
  await client.end()

  for (const pid of databaseProcesses(data)) process.kill(pid, 'SIGKILL')
  await until('the loss is told', async () => (await scrape(paper)).value('litfass_wire_gaps_total') === 1)
  await until('the database is back', async () => { const now = await scrape(paper); return now.value('litfass_database_up') === 1 && now.value('litfass_wire_up') === 1 })
  await stopped(paper)
})

test('without a port for them there are no metrics, and never on the paper\'s own', async () => {
  const paper = run(['start', '--empty'], { data })
  const at = await paper.open()
  assert.equal((await fetch(`${at}/metrics`)).status, 404)
  assert.equal(metricsOf(paper), '')
  await stopped(paper)
})

test('a port for metrics that is taken is named in one line', async () => {
  const taken = createServer().listen(0, '127.0.0.1')
  await once(taken, 'listening')
  const { port } = taken.address() as AddressInfo
  const refused = run(['start', '--empty'], { data, env: { LITFASS_METRICS_PORT: String(port) } })
  assert.equal(await refused.exited, 1)
  assert.equal(refused.output(), `litfass: metrics cannot listen on 127.0.0.1, port ${port} (EADDRINUSE); see LITFASS_METRICS_PORT in docs/operations.md\n`)
  taken.close()
})

test('docs/operations.md lists every figure with its labels', () => {
  const rows = readFileSync(join(project, 'docs/operations.md'), 'utf8').split('\n')
  for (const [name, { labels }] of Object.entries({ ...counters, ...levels, ...durations })) {
    const shown = `${name}${labels.length > 0 ? `{${labels.join(', ')}}` : ''}`
    assert.ok(rows.some((row) => row.startsWith(`| \`${shown}\` |`)), `${shown} is missing`)
  }
})
