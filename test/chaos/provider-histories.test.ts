import assert from 'node:assert/strict'
import { test } from 'node:test'
import { liveThroughHistories } from '../provider-histories.ts'

test('in 2,000 histories of payments nobody is charged twice, nothing is lost, and the ledger explains it at every step', async (t) => {
  const seed = Date.now() % 1_000_000
  t.diagnostic(`seed ${seed}`)
  const steps = await liveThroughHistories({ runs: 2_000, seed })
  t.diagnostic(`${steps} steps`)
  assert.ok(steps > 10_000)
})
