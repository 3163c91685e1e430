import { test } from 'node:test'
import { liveWholeHistory } from './whole-histories.ts'

for (let seed = 1; seed <= 12; seed++) {
  test(`nobody is charged twice, nothing is lost, and the ledger explains every step: history ${seed}`, async () => { await liveWholeHistory(seed) })
}
