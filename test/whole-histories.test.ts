import { test } from 'node:test'
import { liveWholeHistory } from './whole-histories.ts'

const { FROM = '1', COUNT = '3' } = process.env
for (let seed = Number(FROM); seed < Number(FROM) + Number(COUNT); seed++) {
  test(`nobody is charged twice, nothing is lost, and the ledger explains every step: history ${seed}`, async () => { await liveWholeHistory(seed) })
}
