// How long a reader waits for 200 searches in a paper of 100,000 articles: `npm run bench:search -- DATA` with the data
// folder of a paper made by `npx litfass generate`, or without it, to have one made. Each search is asked for over HTTP and
// answered by the program, one after the other; then many at once. Where the machine does other work besides, the
// processor's time says more than the clock's.
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

const rounds = 5

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

interface Timed { search: Search; ms: number[]; cpu: number }

async function measure({ address: home, pid }: Server) {
  const timed: Timed[] = []
  for (const search of searches) {
    const ms: number[] = []
    let before = 0
    for (let round = 0; round <= rounds; round++) {
      if (round === 1) before = processorSeconds(pid)
      const from = performance.now()
      const { status } = await ask(home + searchUrl(search.values))
      if (status !== 200) throw new Error(`${searchUrl(search.values)} answered ${status}`)
      if (round > 0) ms.push(performance.now() - from)
    }
    timed.push({ search, ms, cpu: ((processorSeconds(pid) - before) / rounds) * 1_000 })
  }
  console.log('| | searches | p50 | p95 | worst | CPU of program and database: p50 | p95 | worst |\n|---|---|---|---|---|---|---|---|')
  line('all', timed)
  line('with a word in over a tenth', timed.filter(({ search }) => common.includes(search)))
  for (const kind of new Set(searches.map((search) => search.kind))) line(kind, timed.filter(({ search }) => search.kind === kind))
  const costliest = timed.toSorted((a, b) => b.cpu - a.cpu).slice(0, 5)
  console.log(`\nCostliest: ${costliest.map(({ search, cpu }) => `${searchUrl(search.values)} ${cpu.toFixed(0)} ms`).join(', ')}`)
}

function line(name: string, timed: Timed[]) {
  const cells = [timed.flatMap(({ ms }) => ms), timed.map(({ cpu }) => cpu)].flatMap((figures) => {
    const sorted = figures.toSorted((a, b) => a - b)
    return [0.5, 0.95, 1].map((share) => `${(sorted[Math.ceil(share * sorted.length) - 1] ?? NaN).toFixed(0)} ms`)
  })
  console.log(`| ${[name, timed.length, ...cells].join(' | ')} |`)
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
