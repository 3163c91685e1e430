// The demonstration edition, opened by the program itself, for the tests of one file. A run of the tests fills it once;
// each file begins with a copy.
import { after, before } from 'node:test'
import { copyOf } from '../prepared.ts'
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
    await copyOf('demonstration', opened.data, { make: fill, patienceMs })
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

async function fill(data: string) {
  const paper = run(['start'], { data })
  await paper.open(patienceMs)
  // Its pictures' smaller files take minutes of work, once in each copy; pages do without.
  const client = await connected(data)
  await client.query('delete from graphile_worker._private_jobs where locked_at is null')
  await client.end()
  await stopped(paper)
}
