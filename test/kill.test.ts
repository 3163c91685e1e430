import assert from 'node:assert/strict'
import { test } from 'node:test'
import { surviveKills } from './killing.ts'

test('whatever is killed in the middle of writing, the next start has every row that was acknowledged', async (t) => {
  const rows = await surviveKills({ rounds: 4, seed: 3 })
  t.diagnostic(`${rows} rows acknowledged and found`)
  assert.ok(rows > 100)
})
