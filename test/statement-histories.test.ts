import { test } from 'node:test'
import { house } from './house.ts'
import { liveStatements } from './statement-histories.ts'

for (let seed = 1; seed <= 12; seed++) {
  test(`the ledger says what the bank does, whatever comes in which order and how often: history ${seed}`, house(async ({ db }) => {
    let kills = 0
    await liveStatements(db, seed, async (work) => {
      const name = `kill_${++kills}`
      if (!('savepoint' in db) || typeof db.savepoint !== 'function') throw new Error('this is no transaction')
      const before = await db.savepoint(name).execute()
      await work(before)
      await before.rollbackToSavepoint(name).execute()
    })
  }))
}
