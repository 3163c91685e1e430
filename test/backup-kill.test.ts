import assert from 'node:assert/strict'
import { test } from 'node:test'
import { surviveBackups } from './backing-up.ts'

test('a backup of a paper that is written to holds all that was acknowledged before it began, and one that is cut off is none', async (t) => {
  const { acknowledged, restored, cutOff } = await surviveBackups({ rounds: 3, seed: 5 })
  t.diagnostic(`${acknowledged} rows and files acknowledged, ${restored} backups restored and checked, ${cutOff} cut off`)
  assert.ok(restored >= 1)
  assert.equal(restored + cutOff, 3)
})
