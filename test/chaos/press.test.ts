// Thousands of random histories for the press, and minutes of it on a real database; the short versions lie beside it.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { graceMs } from '../../src/base/press/flights.ts'
import { freshDatabase, type FreshDatabase } from '../database.ts'
import { events, play } from '../press-model.ts'
import { playOnDatabase } from '../press-on-database.ts'

const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31))
let fresh: FreshDatabase
before(async () => { fresh = await freshDatabase() })
after(() => fresh.drop())

test(`20,000 random histories serve no page later than they may (SEED=${seed})`, async () => {
  await fc.assert(fc.asyncProperty(events({ at_once: true, losing: true }), async (history) => {
    const { wrong, last } = await play(history)
    assert.deepEqual(wrong, [])
    assert.deepEqual([...last.values()], [true, true, true])
  }), { numRuns: 20_000, seed })
})

test(`5,000 random histories print no page twice within a second (SEED=${seed})`, async () => {
  await fc.assert(fc.asyncProperty(events({ at_once: false, losing: false }), async (history) => {
    const { printBegan } = await play(history)
    for (const times of printBegan) for (const [i, time] of times.entries()) assert.ok(i === 0 || time - times[i - 1]! >= graceMs, `${times}`)
  }), { numRuns: 5_000, seed })
})

test(`two presses on one database for three minutes (SEED=${seed})`, async () => {
  const { wrong, served } = await playOnDatabase(fresh, { seed, forMs: 180_000 })
  assert.deepEqual(wrong, [])
  assert.ok(served > 10_000)
})
