import { test } from 'node:test'
import { house } from './house.ts'
import { liveHistory } from './statement-histories.ts'

for (let seed = 1; seed <= 6; seed++) {
  test(`the ledger says what the bank does, whatever comes in which order and how often: history ${seed}`, house(({ db }) => liveHistory(db, seed)))
}
