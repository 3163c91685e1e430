// How many hits the paper keeps in a second of processor time, beside nginx that serves `empty_gif` and writes its access log; then
// how long an article takes while hits come in: `npm run bench:hits`; ONLY=pages for
// the latter alone. Needs taskset, wrk and nginx.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { connect } from '../src/base/db/db.ts'
import { address, places } from '../src/base/db/embedded-files.ts'
import { articleUrl, paths } from '../src/urls.ts'
import { makeArticle } from '../test/makers.ts'
import { ask, isThere, load, median, processorSeconds, startNginx, startPaper, type Server } from './servers.ts'

const rounds = Number(process.env.ROUNDS ?? 5)
const seconds = 6
/** Hits and pages a second. */
const asked = [[3_000, 2_000], [1_500, 1_000], [750, 500], [300, 200]] as const

for (const program of ['taskset', 'wrk', 'nginx']) if (!isThere(program)) throw new Error(`the benchmark needs ${program}`)
const folder = mkdtempSync(join(tmpdir(), 'litfass-bench-'))
const data = join(folder, 'data')
const paper = await startPaper(data, ['--empty'])
try {
  const { db } = connect({ connectionString: address(places(data), 'litfass'), max: 1 })
  const article = await makeArticle(db)
  await db.destroy()
  const page = `${paper.address}${articleUrl(article)}`
  console.log('| | |\n|---|---|')
  if (process.env.ONLY !== 'pages') await beside(article.id)
  await whileCounting(page, article.id)
} finally {
  await paper.stop()
  rmSync(folder, { recursive: true })
}

function row(...cells: string[]) {
  console.log(`| ${cells.join(' | ')} |`)
}

function loadNow(): string {
  return `load ${loadavg()[0]?.toFixed(1)}`
}

/** To and fro between the two, so that what else the machine does falls on both. */
async function beside(article: number) {
  const script = join(folder, 'agents.lua')
  // Readers differ by their agents, as they do; of addresses there is one here.
  writeFileSync(script, `local n = 0\nrequest = function()\n  n = n + 1\n  return wrk.format("GET", nil, { ["user-agent"] = "Mozilla/5.0 (X11; Linux x86_64; rv:" .. (100 + n % 40) .. ".0) Gecko/20100101 Firefox/" .. (100 + n % 40) .. ".0", ["accept-language"] = "de,en;q=0.5", ["referer"] = "${paper.address}/" })\nend\n`)
  const nginx = await startNginx(join(folder, 'nginx'), await ask(`${paper.address}/`))
  try {
    const path = `${paths.seen}?a=${article}`
    const targets: [Server, number[], number[]][] = [[paper, [], []], [nginx, [], []]]
    for (const [server] of targets) await load(server.address + path, { connections: 64, seconds: 3, script })
    for (let round = 0; round < rounds; round++) {
      for (const [server, perSecond, all] of targets) {
        const before = processorSeconds(server.pid)
        const { requests } = await load(server.address + path, { connections: 64, seconds, script })
        perSecond.push(requests / (processorSeconds(server.pid) - before))
        all.push(requests / seconds)
      }
    }
    const [[, ours, ourAll], [, theirs, theirAll]] = targets as [typeof targets[0], typeof targets[0]]
    row('Hits per CPU second of program and database, each on the disk before its answer', whole(median(ours)))
    row('The same for nginx, `empty_gif` with access log', whole(median(theirs)))
    row('Share of nginx', `${(median(ours) / median(theirs)).toFixed(2)} (rounds: ${ours.map((one, n) => (one / (theirs[n] ?? NaN)).toFixed(2)).join(', ')})`)
    row('Hits a second as measured, at 64 connections', `${whole(median(ourAll))}; nginx ${whole(median(theirAll))}; ${loadNow()}`)
  } finally {
    await nginx.stop()
  }
}

function whole(value: number): string {
  return Math.round(value).toLocaleString('en')
}

interface Said { perSecond: number; failed: number; unanswered: number; p50: number; p99: number }

async function whileCounting(page: string, article: number) {
  for (const [hits, pages] of asked) {
    const words = [fileURLToPath(new URL('steady.ts', import.meta.url)), '10', 'hits', String(hits), `${paper.address}${paths.seen}?a=${article}`, 'pages', String(pages), page]
    const before = processorSeconds(paper.pid)
    const { stdout, status } = spawnSync('taskset', ['-c', '1', process.execPath, ...words], { encoding: 'utf8' })
    if (status !== 0) throw new Error('the load could not be made')
    const said: Record<'hits' | 'pages', Said> = JSON.parse(stdout)
    row(`Pages at ${whole(pages)} a second under ${whole(hits)} hits a second`, `p50 ${said.pages.p50.toFixed(1)} ms, p99 ${said.pages.p99.toFixed(1)} ms (${whole(said.pages.perSecond)} pages and ${whole(said.hits.perSecond)} hits a second were answered, a hit within ${said.hits.p50.toFixed(1)} ms, p99 ${said.hits.p99.toFixed(1)} ms; not answered: ${said.pages.failed + said.pages.unanswered + said.hits.failed + said.hits.unanswered}; ${((processorSeconds(paper.pid) - before) / 10).toFixed(2)} of a core; ${loadNow()})`)
  }
}
