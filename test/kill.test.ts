import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { surviveKills } from './killing.ts'
import { removeFolder, run, stopped, temporaryFolder, until } from './program.ts'

test('whatever is killed in the middle of writing, the next start has every row that was acknowledged', async (t) => {
  const rows = await surviveKills({ rounds: 3, seed: 2 })
  t.diagnostic(`${rows} rows acknowledged and found`)
  assert.ok(rows > 75)
})

test('a paper killed while its database is being made leaves nothing at work, and the next start makes it', async () => {
  const data = temporaryFolder()
  const making = () => readdirSync(data).filter((name) => name.includes('.making'))
  const first = run(['start', '--empty'], { data })
  await until('its folder is there', () => making().length > 0)
  process.kill(first.pid, 'SIGKILL')
  await until('nothing of it runs', () => processesNaming(data) === 0)
  // The last database to be made.
  assert.deepEqual(making().filter((name) => existsSync(join(data, name, 'base/5'))), [])

  const second = run(['start', '--empty'], { data })
  await second.open()
  await stopped(second)
  assert.deepEqual(making(), [])
  removeFolder(data)
})

function processesNaming(data: string): number {
  return readdirSync('/proc').filter((pid) => /^\d+$/.test(pid) && commandOf(pid).includes(data)).length
}

function commandOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8')
  } catch {
    return ''
  }
}
