import assert from 'node:assert/strict'
import { test } from 'node:test'
import { keepThroughKills, writeThroughKills } from '../writing-kills.ts'

test('ten who write for five minutes on two processes, with the database killed once and each process, end with the same text', async (t) => {
  const seed = Date.now() % 1_000_000
  t.diagnostic(`seed ${seed}`)
  const { words, cuts, kept } = await writeThroughKills({ seconds: 300, kills: 2, writers: 10, seed })
  t.diagnostic(`${words} words, ${cuts} connections cut off, ${kept} letters told to be kept when a process was killed`)
  assert.ok(words > 3_000 && cuts > 300)
})

test('thirty times killed in the middle of typing, nothing is lost that somebody was told to be kept', async (t) => {
  const seed = Date.now() % 1_000_000
  t.diagnostic(`seed ${seed}`)
  const kept = await keepThroughKills({ rounds: 30, seed })
  t.diagnostic(`${kept} letters told to be kept`)
  assert.ok(kept > 1_000)
})
