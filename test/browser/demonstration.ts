// The demonstration edition, opened by the program itself, for the tests of one file. A run of the tests fills it once;
// each file begins with a copy.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, renameSync } from 'node:fs'
import { after, before } from 'node:test'
import { connected, databaseProcesses, removeFolder, run, stopped, temporaryFolder, until, type Program } from '../program.ts'

interface Opened {
  /** Its address, without a slash at the end. */
  home: string
  /** Its data folder. */
  data: string
  /** What it has printed. */
  output: () => string
  /** Kills the program where it is; it comes back at the same address once it is told to. */
  killed: () => Promise<{ back: () => Promise<void> }>
}

/** Opens the paper before the file's tests and ends it after them. */
export function demonstration(): Opened {
  const opened: Opened = { home: '', data: temporaryFolder(), output: () => paper?.output() ?? '', killed }
  let paper: Program | undefined
  async function killed() {
    paper?.signal('SIGKILL')
    await paper?.exited
    const back = async () => {
      paper = run(['start'], { data: opened.data, env: { PORT: new URL(opened.home).port } })
      await paper.open()
    }
    return { back }
  }
  before(async () => {
    copy(await filled(), opened.data)
    paper = run(['start'], { data: opened.data })
    opened.home = await paper.open()
  })
  after(async () => {
    paper?.signal('SIGKILL')
    await paper?.exited
    await until('its database has ended', () => databaseProcesses(opened.data).length === 0)
    removeFolder(opened.data)
  })
  return opened
}

/** How long a busy machine may take to fill it. */
const patienceMs = 400_000

/** A data folder that holds the demonstration, made by whoever needs it first. */
async function filled(): Promise<string> {
  const shared = process.env.TEST_DEMONSTRATION ?? ''
  if (shared === '') throw new Error('TEST_DEMONSTRATION is not set: run the tests with `npm test`, or `npm test -- FILE` for one')
  if (!isFirst(`${shared}.making`)) {
    await until('the demonstration is there', () => existsSync(shared), patienceMs)
    return shared
  }
  const data = temporaryFolder()
  const paper = run(['start'], { data })
  await paper.open(patienceMs)
  // Its pictures' smaller files take minutes of work, once in each copy; pages do without.
  const client = await connected(data)
  await client.query('delete from graphile_worker._private_jobs where locked_at is null')
  await client.end()
  await stopped(paper)
  mkdirSync(`${shared}.copy`)
  copy(data, `${shared}.copy`)
  removeFolder(data)
  renameSync(`${shared}.copy`, shared)
  return shared
}

/** With owners and modes: PostgreSQL takes no folder that others may read. */
function copy(from: string, to: string) {
  const { status, stderr } = spawnSync('cp', ['-a', `${from}/.`, to], { encoding: 'utf8' })
  assert.equal(status, 0, stderr)
}

function isFirst(lock: string): boolean {
  try {
    mkdirSync(lock)
    return true
  } catch {
    return false
  }
}
