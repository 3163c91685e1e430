import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hearThroughKills } from './webhook-kills.ts'

test('payments whose program is killed while it is told of them stand in the books once, and no notice it took is lost', async (t) => {
  const unanswered = await hearThroughKills({ kills: 1, seed: 3, each: 8 })
  t.diagnostic(`${unanswered} notices were not answered`)
  assert.ok(unanswered > 0, 'nothing was killed in time')
})
