import { test } from 'node:test'
import { house } from '../house.ts'
import { liveHistory } from '../statement-histories.ts'

const first = Date.now() % 1_000_000

for (let seed = first; seed < first + 300; seed++) {
  test(`the ledger says what the bank does, whatever comes in which order and how often: history ${seed}`, house(({ db }) => liveHistory(db, seed)))
}
