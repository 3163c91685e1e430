import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createTurns } from './turns.ts'

test('so many work at once, so many wait in their order, and all others are told at once', async () => {
  const turns = createTurns({ atOnce: 2, waiting: 2 })
  const begun: number[] = []
  const ends: (() => void)[] = []
  const asked = [1, 2, 3, 4, 5].map((n) => turns.take(() => { begun.push(n); return new Promise<number>((resolve) => { ends.push(() => resolve(n)) }) }))
  assert.equal(await asked[4], undefined)
  assert.deepEqual(begun, [1, 2])
  for (let n = 0; n < 4; n++) { ends[n]!(); await new Promise(setImmediate) }
  assert.deepEqual(await Promise.all(asked), [1, 2, 3, 4, undefined])
  assert.deepEqual(begun, [1, 2, 3, 4])
})

test('a turn that fails is free again', async () => {
  const turns = createTurns({ atOnce: 1, waiting: 0 })
  await assert.rejects(turns.take(() => Promise.reject(new Error('no'))))
  assert.equal(await turns.take(async () => 'yes'), 'yes')
})
