import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { freshDatabase, type FreshDatabase } from '../database.ts'
import { fireThroughKills } from '../schedule-kills.ts'

let house: FreshDatabase
before(async () => { house = await freshDatabase() })
after(() => house.drop())

for (const where of ['the database of one of them', 'a database of its own']) {
  test(`twelve times killed in the middle of firing, with ${where}, everything that is due fires once`, async (t) => {
    const seed = Date.now() % 1_000_000
    t.diagnostic(`seed ${seed}`)
    const { fired, halves, latest } = await fireThroughKills({ rounds: 12, seed, many: 20, ...(where === 'a database of its own' ? { url: house.url } : {}) })
    t.diagnostic(`${fired} things fired; ${halves} times a kill came between the first schedule and the last; the first of a round fired at most ${latest} ms after its time`)
    assert.ok(halves >= 3, `${halves}`)
  })
}
