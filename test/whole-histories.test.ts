import { test } from 'node:test'
import { liveWholeHistory } from './whole-histories.ts'

// With those beside it, and those of payments and of statements alone, fifty; thousands, and long ones, are lived through in `npm run chaos`.
for (let seed = 1; seed <= 15; seed++) {
  test(`nobody is charged twice, nothing is lost, and the ledger explains every step: history ${seed}`, async () => { await liveWholeHistory(seed, { steps: 10 }) })
}
