import assert from 'node:assert/strict'
import { test } from 'node:test'
import { countThroughKills } from './counting-kills.ts'

test('killed while pages are read, every hit that was answered is counted, and none twice', async (t) => {
  const count = await countThroughKills({ kills: 1, seed: 9, hands: 16, articles: 5 })
  t.diagnostic(`${count} hits answered and counted`)
  assert.ok(count > 150)
})
