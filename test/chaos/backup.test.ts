import assert from 'node:assert/strict'
import { test } from 'node:test'
import { surviveBackups } from '../backing-up.ts'

test('thirty backups of a paper that is written to, most of them cut off or robbed of their paper: what has a name holds everything', async (t) => {
  const seed = Date.now() % 1_000_000
  t.diagnostic(`seed ${seed}`)
  const { acknowledged, restored, cutOff } = await surviveBackups({ rounds: 30, seed })
  t.diagnostic(`${acknowledged} rows and files acknowledged, ${restored} backups restored and checked, ${cutOff} cut off`)
  assert.ok(restored >= 10)
  assert.ok(cutOff > 0)
})
