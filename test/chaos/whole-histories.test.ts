import { test } from 'node:test'
import { liveWholeHistory } from '../whole-histories.ts'

const { SEED, RUNS = '2000' } = process.env
const first = Number(SEED ?? Date.now() % 1_000_000)

test(`in ${RUNS} histories of all money at once nobody is charged twice, nothing is lost, and the ledger explains every step (SEED=${first})`, async (t) => {
  let deeds = 0
  for (let seed = first; seed < first + Number(RUNS); seed++) deeds += (await liveWholeHistory(seed)).length
  t.diagnostic(`${deeds} deeds`)
})
