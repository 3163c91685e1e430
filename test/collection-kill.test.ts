import assert from 'node:assert/strict'
import { test } from 'node:test'
import { collectThroughKills } from './collection-kills.ts'

test('a collection whose program is killed while it is made is whole in the end: each is told and debited once, and no acknowledged step is lost', async () => {
  assert.ok((await collectThroughKills({ rounds: 1, seed: 5, debtors: 24, killed: ['plan', 'approve'] })) > 0, 'nothing was killed in time')
})
