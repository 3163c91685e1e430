import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hearThroughKills } from './webhook-kills.ts'

test('payments whose program is killed while it is told of them stand in the books once, and no notice it took is lost', async (t) => {
  const untaken = await hearThroughKills({ kills: 1, seed: 3, each: 8 })
  t.diagnostic(`${untaken} notices were not taken`)
  assert.ok(untaken > 0, 'nothing was killed in time')
})
