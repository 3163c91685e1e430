import assert from 'node:assert/strict'
import { test } from 'node:test'
import { liveThroughHistories } from './provider-histories.ts'

test('whatever happens to payments, nobody is charged twice, nothing is lost, and the ledger explains it at every step', async () => {
  assert.ok((await liveThroughHistories({ runs: 15, seed: 7, steps: 14 })) > 75)
})
