// Data folders that are long in the making: each is made once in a run of the tests, by whoever needs it first, and copied from there.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { removeFolder, run, temporaryFolder, until } from './program.ts'

/** One whose database is made and up to date, and that no paper was opened in: for tests of anything but that. Answers its path. */
export async function prepared(data = temporaryFolder()): Promise<string> {
  await copyOf('prepared', data, { patienceMs: 120_000, make: async (making) => {
    const migrating = run(['migrate'], { data: making })
    assert.equal(await migrating.exited, 0, migrating.output())
  } })
  return data
}

interface Making { make: (data: string) => Promise<void>; /** How long a busy machine may take to make it. */ patienceMs: number }

/** Fills a folder with what `make` makes of another one. */
export async function copyOf(name: string, to: string, { make, patienceMs }: Making) {
  const made = join(process.env.TEST_MADE ?? '', name)
  if (made === name) throw new Error('TEST_MADE is not set: run the tests with `npm test`, or `npm test -- FILE` for one')
  if (isFirst(`${made}.making`)) {
    const data = temporaryFolder()
    await make(data)
    copy(data, `${made}.copy`)
    removeFolder(data)
    renameSync(`${made}.copy`, made)
  }
  await until(`${name} is there`, () => existsSync(made), patienceMs)
  copy(made, to)
}

/** With owners and modes: PostgreSQL takes no folder that others may read. */
function copy(from: string, to: string) {
  mkdirSync(to, { recursive: true })
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
