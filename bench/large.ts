// What a page costs that is printed anew in a paper of 100,000 articles and a million comments, beside one in the
// demonstration: `npm run bench:large`, or `npm run bench:large -- LARGE DEMONSTRATION` with data folders that are there.
// Then how much memory the program takes after very many pages, and how soon after its start the first page is there.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { setTimeout as wait } from 'node:timers/promises'
import { Client } from 'pg'
import { address, places } from '../src/base/db/embedded-files.ts'
import { articleUrl } from '../src/urls.ts'
import { pagesOf, type Comparable, type Pages } from './large-pages.ts'
import { ask, generatedPaper, median, processorSeconds, startPaper, type Server } from './servers.ts'

const rounds = 9
const printsEach = 30
const manyPages = 5_000

interface Paper { name: string; folder: string; server: Server; database: Client; pages: Pages }

const folder = mkdtempSync(join(tmpdir(), 'litfass-bench-'))
const [given, shown = join(folder, 'demonstration')] = process.argv.slice(2)
const largeFolder = given ?? generatedPaper(join(folder, 'large'))
const papers: Paper[] = []
try {
  const demonstration = await opened('demonstration', shown)
  const large = await opened('large', largeFolder, demonstration.pages.comparable)
  await compare(demonstration, large)
  await memory(large)
  await closed(large)
  await starts(largeFolder)
  searches(largeFolder)
} finally {
  for (const paper of [...papers]) await closed(paper)
  rmSync(folder, { recursive: true })
}

/** Starts a paper; `like` names what its article should be comparable with. */
async function opened(name: string, data: string, like?: Comparable): Promise<Paper> {
  const server = await startPaper(data)
  const database = new Client({ connectionString: address(places(data), 'litfass') })
  await database.connect()
  const paper = { name, folder: data, server, database, pages: { addresses: {}, comparable: { comments: 0, letters: 0 } } }
  papers.push(paper)
  // The pictures of the demonstration are being made: that work is not what is measured.
  for (let open = 1; open > 0; await wait(500)) {
    const { rows: [row] } = await database.query<{ open: number }>('select count(*)::integer as open from graphile_worker.jobs')
    open = row?.open ?? 0
  }
  await database.query('vacuum (analyze)')
  // So are the pages that are printed ahead.
  for (let [before, now] = [0, processorSeconds(server.pid)]; now - before > 0.05; [before, now] = [now, processorSeconds(server.pid)]) await wait(1_000)
  return Object.assign(paper, { pages: await pagesOf(database, like) })
}

async function closed(paper: Paper) {
  papers.splice(papers.indexOf(paper), 1)
  await paper.database.end()
  await paper.server.stop()
}

/** Rounds go to and fro between the papers, so that what else the machine does falls on both. */
async function compare(demonstration: Paper, large: Paper) {
  console.log('| printed anew, CPU of program and database | demonstration | large paper | ratio |\n|---|---|---|---|')
  for (const [page, path] of Object.entries(large.pages.addresses)) {
    const beside = demonstration.pages.addresses[page] ?? demonstration.pages.addresses[page.split(',')[0] ?? ''] ?? '/'
    const [ours, theirs]: [number[], number[]] = [[], []]
    for (let round = -1; round < rounds; round++) {
      const cost = [await printing(demonstration, beside), await printing(large, path)] as const
      if (round >= 0) { theirs.push(cost[0]); ours.push(cost[1]) }
    }
    console.log(`| ${page} | ${median(theirs).toFixed(1)} ms | ${median(ours).toFixed(1)} ms | ${(median(ours) / median(theirs)).toFixed(2)} |`)
  }
}

/** Milliseconds of processor time to print a page once, with the notice that throws out the one before. */
async function printing({ server, database }: Paper, path: string): Promise<number> {
  const url = server.address + path
  const tag = String((await ask(url)).headers['surrogate-key']).split(' ').find((one) => one !== 'paper')
  const before = processorSeconds(server.pid)
  for (let n = 0; n < printsEach; n++) {
    await database.query('select pg_notify($1, $2)', ['stale', `!${tag}`])
    // The notice is on its way for a moment.
    await wait(8)
    const { status } = await ask(url)
    if (status !== 200) throw new Error(`${url} answered ${status}`)
  }
  return ((processorSeconds(server.pid) - before) / printsEach) * 1_000
}

async function memory({ server, database }: Paper) {
  const { rows } = await database.query<{ id: number; slug: string; section_slug: string }>(`select a.id::integer, a.slug, s.slug as section_slug
    from articles a join sections s on s.id = a.section_id where state = 'published' order by a.id limit $1`, [3 * manyPages])
  const figures = [megabytes(server.pid)]
  for (const [n, row] of rows.entries()) {
    await ask(server.address + articleUrl(row))
    if ((n + 1) % manyPages === 0) figures.push(megabytes(server.pid))
  }
  console.log(`\nMemory of the program: ${figures[0]} MB, ${figures.slice(1).map((mb, n) => `after ${((n + 1) * manyPages).toLocaleString('en')} different pages ${mb} MB`).join(', ')}`)
}

function megabytes(pid: number): number {
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024)
}

async function starts(data: string) {
  const taken: number[] = []
  for (let n = 0; n < 5; n++) {
    const from = performance.now()
    const server = await startPaper(data)
    await ask(`${server.address}/`)
    taken.push(performance.now() - from)
    await server.stop()
  }
  console.log(`From start to the first page: ${taken.map((ms) => (ms / 1000).toFixed(2)).join(', ')} s`)
}

/** The searches in the same paper, by the program that measures them alone. */
function searches(data: string) {
  const bench = fileURLToPath(new URL('search.ts', import.meta.url))
  spawnSync('sh', [fileURLToPath(new URL('../bin/run', import.meta.url)), bench, data], { stdio: 'inherit' })
}
