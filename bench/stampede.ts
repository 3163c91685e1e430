// 500 readers on the page of an article while 20 comments a second come in under it: how long the page takes, and how often
// it is printed. Program and database on one core, readers on the other: `npm run bench:stampede`. Needs taskset.
import { spawnSync } from 'node:child_process'
import { setTimeout as wait } from 'node:timers/promises'
import { address, places } from '../src/base/db/embedded-files.ts'
import { connect } from '../src/base/db/db.ts'
import { articleUrl } from '../src/urls.ts'
import { makeCrowd, startPosting } from '../test/posting.ts'
import { removeFolder, run, stopped, temporaryFolder } from '../test/program.ts'
import { printsOf, startReading } from '../test/stampede.ts'
import { isThere } from './servers.ts'

const seconds = 20
const readers = 500
const writers = 20

if (!isThere('taskset')) throw new Error('the benchmark needs taskset, to give the paper a core of its own')
spawnSync('taskset', ['-a', '-p', '-c', '1', String(process.pid)])
const data = temporaryFolder()
const paper = run(['start', '--empty'], { data, as: ['taskset', '-c', '0'], env: { LITFASS_METRICS_PORT: '0' } })
try {
  const at = await paper.open()
  const { db } = connect({ connectionString: address(places(data), 'litfass'), max: 1 })
  const crowd = await makeCrowd(db, { readers: writers * (seconds + 10), articles: 1 })
  await db.destroy()
  const url = new URL(articleUrl(crowd.articles[0]!), at)
  const load = startPosting(at, crowd, { hands: writers, run: 'stampede', pauseMs: 1_000 })
  const reading = startReading(url, { readers, pauseMs: 1_000 })
  // Whoever comes first waits for the program to warm up.
  await wait(5_000)
  const [prints, said] = [await printsOf(paper), load.acknowledged.size]
  reading.took.length = 0
  await wait(seconds * 1_000)
  const sorted = reading.took.toSorted((a, b) => a - b)
  const rows = [
    ['Pages a second', Math.round(sorted.length / seconds)],
    ['Comments a second', ((load.acknowledged.size - said) / seconds).toFixed(1)],
    ['The page, p50 and p99', [0.5, 0.99].map((share) => `${(sorted[Math.floor(sorted.length * share)] ?? NaN).toFixed(1)} ms`).join(', ')],
    ['Printed a second', ((await printsOf(paper) - prints) / seconds).toFixed(2)],
  ]
  await Promise.all([reading.stop(), load.stop()])
  console.log(['| | |', '|---|---|', ...rows.map((row) => `| ${row.join(' | ')} |`)].join('\n'))
} finally {
  await stopped(paper)
  removeFolder(data)
}
