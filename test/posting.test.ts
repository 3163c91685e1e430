import assert from 'node:assert/strict'
import { test } from 'node:test'
import { postThroughKills } from './posting-kills.ts'

test('a paper killed while readers write has every comment it acknowledged, once, and its pages count them', async (t) => {
  const count = await postThroughKills({ kills: 2, seed: 4, hands: 20, articles: 3 })
  t.diagnostic(`${count} comments acknowledged and found`)
  assert.ok(count > 10)
})
