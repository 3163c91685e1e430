// Two processes on one database, readers on the page of an article, others who write under it.
import assert from 'node:assert/strict'
import { setTimeout as sleep } from 'node:timers/promises'
import { after, test } from 'node:test'
import { address, places } from '../src/base/db/embedded-files.ts'
import { connect } from '../src/base/db/db.ts'
import { articleUrl } from '../src/urls.ts'
import { checkPosted, makeCrowd, startPosting } from './posting.ts'
import { prepared } from './prepared.ts'
import { removeFolder, run, stopped } from './program.ts'
import { printsOf, startReading } from './stampede.ts'

const data = await prepared()
const env = { LITFASS_METRICS_PORT: '0' }
const paper = run(['start', '--empty'], { data, env })
const writing = await paper.open()
const other = run(['web'], { data, env })
const reading = await other.open()
const { db } = connect({ connectionString: address(places(data), 'litfass'), max: 1 })
const crowd = await makeCrowd(db, { readers: 60, articles: 1 })
const page = articleUrl(crowd.articles[0]!)
after(() => removeFolder(data))

test('a comment sent to one process is on the page of every other within a second', async () => {
  for (let n = 0; n < 3; n++) {
    await fetch(new URL(page, reading))
    const load = startPosting(writing, { ...crowd, cookies: crowd.cookies.slice(n, n + 1) }, { hands: 1, run: `one ${n}`, pauseMs: 5_000 })
    while (load.acknowledged.size === 0) await sleep(5)
    // A little more, for a machine that is busy with other tests.
    await sleep(1_200)
    const [said = ''] = [...load.acknowledged]
    assert.ok((await (await fetch(new URL(page, reading))).text()).includes(said.split('\n')[0]!))
    await load.stop()
  }
})

test('while comments come in all the time, a page is printed at most once a second in each process, however many read it', async () => {
  const [before, began] = [[await printsOf(paper), await printsOf(other)], performance.now()]
  const load = startPosting(writing, { ...crowd, cookies: crowd.cookies.slice(10) }, { hands: 10, run: 'many', pauseMs: 400 })
  const readers = [writing, reading].map((at) => startReading(new URL(page, at), { readers: 20, pauseMs: 50 }))
  await sleep(4_000)
  for (const one of [load, ...readers]) await one.stop()
  const atMost = (performance.now() - began) / 1_000 + 1
  const prints = [await printsOf(paper) - before[0]!, await printsOf(other) - before[1]!]
  assert.ok(prints.every((n) => n >= 2 && n <= atMost), `${prints} prints, and ${atMost} are allowed`)
  assert.ok(load.acknowledged.size > prints[0]! && readers.every(({ took }) => took.length > 10 * prints[0]!))
  await sleep(1_200)
  await checkPosted(db, { address: reading, crowd, acknowledged: load.acknowledged })
  await db.destroy()
  await stopped(other)
  await stopped(paper)
})
