import assert from 'node:assert/strict'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { surviveKills } from './killing.ts'
import { removeFolder, run, stopped, temporaryFolder, until } from './program.ts'

test('whatever is killed in the middle of writing, the next start has every row that was acknowledged', async (t) => {
  const rows = await surviveKills({ rounds: 4, seed: 3 })
  t.diagnostic(`${rows} rows acknowledged and found`)
  assert.ok(rows > 100)
})

test('whenever a paper is killed while its database is being made, the next start makes it', async () => {
  // Nothing written yet, and half of it.
  for (const written of ['', 'PG_VERSION', 'global/pg_control']) {
    const data = temporaryFolder()
    const making = () => readdirSync(data).filter((name) => name.includes('.making'))
    const first = run(['start', '--empty'], { data })
    await until(`${written || 'its folder'} is there`, () => making().some((name) => existsSync(join(data, name, written))))
    process.kill(first.pid, 'SIGKILL')
    const second = run(['start', '--empty'], { data })
    await second.open()
    await stopped(second)
    assert.deepEqual(making(), [])
    removeFolder(data)
  }
})
