// How many comments a second the paper takes from 200 readers at a time on 20 articles, as browsers send them, with program
// and database on one core and the readers on the other: `npm run bench:posting`. Needs taskset.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { address, places } from '../src/base/db/embedded-files.ts'
import { connect, type Db } from '../src/base/db/db.ts'
import { checkPosted, makeCrowd, startPosting, type Crowd } from '../test/posting.ts'
import { isThere, median, processorSeconds, startPaper, type Server } from './servers.ts'

const rounds = 5
const seconds = 5
const hands = 200

if (!isThere('taskset')) throw new Error('the benchmark needs taskset, to give the paper a core of its own')
spawnSync('taskset', ['-a', '-p', '-c', '1', String(process.pid)])
const folder = mkdtempSync(join(tmpdir(), 'litfass-bench-'))
const paper = await startPaper(join(folder, 'data'), ['--empty'])
const { db } = connect({ connectionString: address(places(join(folder, 'data')), 'litfass'), max: 1 })
try {
  await report(paper, db)
} finally {
  await db.destroy()
  await paper.stop()
  rmSync(folder, { recursive: true })
}

interface Round { perSecond: number; perCpuSecond: number; p50: number; p99: number }

async function report(paper: Server, db: Db) {
  const crowd = await makeCrowd(db, { readers: 20_000, articles: 20 })
  const all = new Set<string>()
  const measured: Round[] = []
  for (let round = 0; round <= rounds; round++) {
    const one = await play(paper, { crowd, round, all })
    console.error(`round ${round}: ${JSON.stringify(one)}`)
    if (round > 0) measured.push(one)
  }
  await wait(1_200)
  await checkPosted(db, { address: paper.address, crowd, acknowledged: all })
  const middle = (name: keyof Round) => median(measured.map((one) => one[name]))
  const rows = [
    ['Comments a second, durable', Math.round(middle('perSecond'))],
    ['The same for each second of the processor, of program and database', Math.round(middle('perCpuSecond'))],
    ['Until it is taken, p50 and p99', `${Math.round(middle('p50'))} ms, ${Math.round(middle('p99'))} ms`],
    ['Acknowledged, found, and counted in pages', all.size],
  ]
  console.log(['| | |', '|---|---|', ...rows.map((row) => `| ${row.join(' | ')} |`)].join('\n'))
}

async function play(paper: Server, { crowd, round, all }: { crowd: Crowd; round: number; all: Set<string> }): Promise<Round> {
  const share = Math.floor(crowd.cookies.length / (rounds + 1))
  const [before, began] = [processorSeconds(paper.pid), performance.now()]
  const load = startPosting(paper.address, { ...crowd, cookies: crowd.cookies.slice(round * share, (round + 1) * share) }, { hands, run: String(round) })
  await wait(seconds * 1_000)
  await load.stop()
  const [cpu, took] = [processorSeconds(paper.pid) - before, (performance.now() - began) / 1_000]
  for (const body of load.acknowledged) all.add(body)
  const sorted = load.took.toSorted((a, b) => a - b)
  const at = (share: number) => sorted[Math.floor(sorted.length * share)] ?? NaN
  return { perSecond: sorted.length / took, perCpuSecond: sorted.length / cpu, p50: at(0.5), p99: at(0.99) }
}
