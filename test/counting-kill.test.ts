import assert from 'node:assert/strict'
import { test } from 'node:test'
import { countThroughKills } from './counting-kills.ts'

test('twice killed while pages are read, every hit that was answered is counted, and none twice', async (t) => {
  const count = await countThroughKills({ kills: 2, seed: 9, hands: 16, articles: 5 })
  t.diagnostic(`${count} hits answered and counted`)
  assert.ok(count > 300)
})
