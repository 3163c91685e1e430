import assert from 'node:assert/strict'
import { test } from 'node:test'
import { surviveKills } from '../killing.ts'

test('sixty times killed in the middle of writing, no acknowledged row is lost', async (t) => {
  const seed = Date.now() % 1_000_000
  t.diagnostic(`seed ${seed}`)
  const rows = await surviveKills({ rounds: 60, seed })
  t.diagnostic(`${rows} rows acknowledged and found`)
  assert.ok(rows > 1_000)
})
