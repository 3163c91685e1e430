// A paper that is killed while it is being written to, again and again, on one data folder.
import assert from 'node:assert/strict'
import { setTimeout as sleep } from 'node:timers/promises'
import { connect, type Db } from '../src/base/db/db.ts'
import { address, places } from '../src/base/db/embedded-files.ts'
import { prepared } from './prepared.ts'
import { connected, databaseProcesses, removeFolder, run, stopped, until, type Program } from './program.ts'

const writers = 4

/** Each round starts the paper, checks every row ever acknowledged, writes with several hands, and kills at a random moment. */
export async function surviveKills({ rounds, seed }: { rounds: number; seed: number }) {
  const random = seeded(seed)
  const data = await prepared()
  const acknowledged = new Set<string>()
  for (let round = 0; round < rounds; round++) {
    const paper = run(['start', '--empty'], { data })
    await paper.open()
    await checkAll(data, acknowledged)
    const hands = Array.from({ length: writers }, (_, hand) => write(data, `${round}.${hand}`, acknowledged))
    await sleep(50 + random() * 700)
    await kill(paper, { data, kind: Math.floor(random() * 3) })
    await Promise.all(hands)
  }
  const paper = run(['start', '--empty'], { data })
  await paper.open()
  await checkAll(data, acknowledged)
  await stopped(paper)
  removeFolder(data)
  return acknowledged.size
}

async function write(data: string, hand: string, acknowledged: Set<string>) {
  // The kill may come before this hand has begun.
  const client = await connected(data).catch(() => undefined)
  if (!client) return
  try {
    for (let n = 0; ; n++) {
      const subject = `${hand}.${n}`
      await client.query(`insert into journal (actor, what, subject, happened_at) values ('test', 'written', $1, now())`, [subject])
      acknowledged.add(subject)
    }
  } catch {
    await client.end().catch(() => {})
  }
}

/** Kills the program, its database, or both; `kind` is 0, 1 or 2. */
export async function kill(paper: Program, { data, kind }: { data: string; kind: number }) {
  const database = databaseProcesses(data)
  if (kind === 0) killAll([paper.pid, ...database])
  // The program goes first, and its database finds itself alone.
  if (kind === 1) killAll([paper.pid])
  if (kind === 2) {
    killAll(database)
    await until('the database is back', () => connected(data).then((c) => c.end()).then(() => true, () => false), 60_000)
    killAll([paper.pid, ...databaseProcesses(data)])
  }
  await paper.exited
}

function killAll(pids: number[]) {
  for (const pid of pids) {
    try {
      process.kill(pid, 'SIGKILL')
    } catch { /* gone already */ }
  }
}

async function checkAll(data: string, acknowledged: Set<string>) {
  const client = await connected(data)
  const { rows } = await client.query<{ subject: string }>(`select subject from journal where what = 'written'`)
  await client.end()
  const found = new Set(rows.map(({ subject }) => subject))
  assert.deepEqual([...acknowledged].filter((subject) => !found.has(subject)), [])
}

function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

/** Works on the database of a paper that is running, or between two kills. */
export async function within<T>(data: string, work: (db: Db) => Promise<T>): Promise<T> {
  const { db } = connect({ connectionString: address(places(data), 'litfass'), max: 1 })
  try {
    return await work(db)
  } finally {
    await db.destroy()
  }
}
