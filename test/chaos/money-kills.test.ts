import assert from 'node:assert/strict'
import { test } from 'node:test'
import { collectThroughKills } from '../collection-kills.ts'
import { hearThroughKills } from '../webhook-kills.ts'

const seed = Number(process.env.SEED ?? Date.now() % 1_000_000)

test(`ten collections, each killed at every stage of its making: each debtor is told and debited once (SEED=${seed})`, async (t) => {
  const cut = await collectThroughKills({ rounds: 10, seed, debtors: 60 })
  t.diagnostic(`${cut} of 40 kills came before an answer did`)
  assert.ok(cut > 10)
})

test(`thirty times killed while payment providers tell of payments: each stands in the books once (SEED=${seed})`, async (t) => {
  const untaken = await hearThroughKills({ kills: 30, seed, each: 10 })
  t.diagnostic(`${untaken} notices were not taken`)
  assert.ok(untaken > 30)
})
