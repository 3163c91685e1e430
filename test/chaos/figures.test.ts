import assert from 'node:assert/strict'
import { test } from 'node:test'
import { countFigures, recountFigures } from '../../src/funding/figures.ts'
import { counted, expected, figureRows, giveThrough, same } from '../figure-histories.ts'
import { house } from '../house.ts'

const begin = Date.now() % 1_000_000

for (let seed = begin; seed < begin + 25; seed++) {
  test(`figures are what somebody would have written down every evening (seed ${seed})`, house(async ({ db }) => {
    const lived = await giveThrough(db, { seed, days: 120 })
    await countFigures(db)
    same(await counted(db, lived), await expected(db, lived), `seed ${seed}`)
    const rows = await figureRows(db)
    await recountFigures(db)
    assert.deepEqual(await figureRows(db), rows)
  }))
}
