import assert from 'node:assert/strict'
import { test } from 'node:test'
import { countThroughKills } from '../counting-kills.ts'

test('fifty times killed while pages are read, every hit that was answered is counted, and none twice', async (t) => {
  const seed = Date.now() % 1_000_000
  t.diagnostic(`seed ${seed}`)
  const count = await countThroughKills({ kills: 50, seed, hands: 32, articles: 20 })
  t.diagnostic(`${count} hits answered and counted`)
  assert.ok(count > 10_000)
})
