import assert from 'node:assert/strict'
import { test } from 'node:test'
import { postThroughKills } from '../posting-kills.ts'

test('twenty times killed while 200 readers write, the paper has every comment it acknowledged, once, and its pages count them', async (t) => {
  const seed = Date.now() % 1_000_000
  t.diagnostic(`seed ${seed}`)
  const count = await postThroughKills({ kills: 20, seed, hands: 200, articles: 20 })
  t.diagnostic(`${count} comments acknowledged and found`)
  assert.ok(count > 1_000)
})
