import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { freshDatabase, type FreshDatabase } from './database.ts'
import { keepThroughKills, writeThroughKills } from './writing-kills.ts'

let house: FreshDatabase
before(async () => { house = await freshDatabase() })
after(() => house.drop())

test('ten who write in one article on two processes, each killed once, end with the same text, and every word is there', async (t) => {
  const { words, cuts, kept } = await writeThroughKills({ seconds: 9, kills: 2, writers: 10, seed: 7, url: house.url })
  t.diagnostic(`${words} words, ${cuts} connections cut off, ${kept} letters told to be kept when a process was killed`)
  assert.ok(words > 80 && cuts > 5 && kept > 200)
})

test('what somebody was told to be kept is there whatever is killed in the same moment', async (t) => {
  const kept = await keepThroughKills({ rounds: 1, seed: 11 })
  t.diagnostic(`${kept} letters told to be kept`)
  assert.ok(kept > 10)
})
