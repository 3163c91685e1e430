import { test } from 'node:test'
import { liveWholeHistory } from './whole-histories.ts'

// The same as beside it: two files run at once.
for (let seed = 16; seed <= 30; seed++) {
  test(`nobody is charged twice, nothing is lost, and the ledger explains every step: history ${seed}`, async () => { await liveWholeHistory(seed, { steps: 10 }) })
}
