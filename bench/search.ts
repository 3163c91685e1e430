// How long a reader waits for 200 searches in a paper of 100,000 articles: `bin/run bench/search.ts DATA` with the data
// folder of a paper made by `npx litfass generate`, or without it, to have one made. Each search is asked for over HTTP and
// answered by the program, one after the other, in rounds; then as many at once as the search takes.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Client } from 'pg'
import { address, places } from '../src/base/db/embedded-files.ts'
import { searchUrl } from '../src/urls.ts'
import { common, searches, type Search } from './search-queries.ts'
import { ask, processorSeconds, startPaper, type Server } from './servers.ts'

const rounds = 3

const folder = mkdtempSync(join(tmpdir(), 'litfass-bench-'))
const data = process.argv[2] ?? generated(join(folder, 'large'))
const paper = await startPaper(data)
const database = new Client({ connectionString: address(places(data), 'litfass') })
try {
  await database.connect()
  await database.query('vacuum (analyze) articles, article_search, search_words')
  await describe()
  await measure(paper)
  await together(paper)
} finally {
  await database.end()
  await paper.stop()
  rmSync(folder, { recursive: true })
}

function generated(into: string): string {
  console.error('generating the large paper; this takes some minutes …')
  const program = fileURLToPath(new URL('../bin/litfass', import.meta.url))
  const { status } = spawnSync('sh', [program, 'generate', '--articles', '100000', '--comments', '0', '--seed', '7'], { env: { ...process.env, DATABASE_URL: '', LITFASS_DATA: into }, stdio: 'inherit' })
  if (status !== 0) throw new Error('the large paper could not be generated')
  return into
}

async function describe() {
  await database.query('set enable_seqscan = off')
  const { rows: [all] } = await database.query<{ articles: number }>('select count(*)::integer as articles from article_search')
  const shares: number[] = []
  for (const { values: { q = '' } } of common) {
    const counts: number[] = []
    for (const word of q.match(/\p{L}+/gu) ?? []) {
      const { rows: [row] } = await database.query<{ articles: number }>(`select count(*)::integer as articles from article_search where words @@ phraseto_tsquery('search_german', $1)`, [word])
      counts.push(row?.articles ?? 0)
    }
    shares.push(Math.max(...counts) / (all?.articles ?? 1))
  }
  const inATenth = shares.filter((share) => share > 0.1).length
  console.log(`${searches.length} searches in ${all?.articles.toLocaleString('en')} articles, ${inATenth} of them with a word in over a tenth (${percent(Math.min(...shares))} to ${percent(Math.max(...shares))})\n`)
}

interface Timed { search: Search; ms: number }

async function measure({ address: home, pid }: Server) {
  const timed: Timed[] = []
  let before = 0
  for (let round = 0; round <= rounds; round++) {
    if (round === 1) before = processorSeconds(pid)
    for (const search of searches) {
      const from = performance.now()
      const { status } = await ask(home + searchUrl(search.values))
      if (status !== 200) throw new Error(`${searchUrl(search.values)} answered ${status}`)
      if (round > 0) timed.push({ search, ms: performance.now() - from })
    }
  }
  const cpu = ((processorSeconds(pid) - before) / timed.length) * 1_000
  console.log('| | searches | p50 | p95 | worst |\n|---|---|---|---|---|')
  line('all', timed)
  line('with a word in over a tenth', timed.filter(({ search }) => common.includes(search)))
  for (const kind of new Set(searches.map((search) => search.kind))) line(kind, timed.filter(({ search }) => search.kind === kind))
  console.log(`\nCPU of program and database: ${cpu.toFixed(1)} ms a search`)
  const slowest = timed.toSorted((a, b) => b.ms - a.ms).slice(0, 5)
  console.log(`Slowest: ${slowest.map(({ search, ms }) => `${search.values.q} ${ms.toFixed(0)} ms`).join(', ')}`)
}

function line(name: string, timed: Timed[]) {
  const sorted = timed.map(({ ms }) => ms).sort((a, b) => a - b)
  const at = (share: number) => `${(sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? NaN).toFixed(0)} ms`
  console.log(`| ${name} | ${timed.length / rounds} | ${at(0.5)} | ${at(0.95)} | ${at(1)} |`)
}

/** Beyond what is answered at once and what may wait, readers are asked to come again. */
async function together({ address: home }: Server) {
  const from = performance.now()
  const answers = await Promise.all(common.map(({ values }) => ask(home + searchUrl(values))))
  const busy = answers.filter(({ status }) => status === 503).length
  console.log(`${answers.length} of the common ones at once: ${answers.length - busy} answered within ${Math.round(performance.now() - from)} ms, ${busy} asked to come again`)
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`
}
