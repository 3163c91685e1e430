import { test } from 'node:test'
import { liveWholeHistory } from './whole-histories.ts'

// With those beside it, and those of payments and of statements alone, a hundred; long ones are lived through in chaos.
for (let seed = 1; seed <= 29; seed++) {
  test(`nobody is charged twice, nothing is lost, and the ledger explains every step: history ${seed}`, async () => { await liveWholeHistory(seed, { steps: 10 }) })
}
