import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { events, play } from '../../../test/press-model.ts'
import { graceMs } from './flights.ts'

test('whatever the order of commits, notices, requests and prints, no page is served a second after a notice it lacks, and none at all after one at once', async () => {
  await fc.assert(fc.asyncProperty(events({ at_once: true, losing: true }), async (history) => {
    const { wrong, last } = await play(history)
    assert.deepEqual(wrong, [])
    assert.deepEqual([...last.values()], [true, true, true])
  }), { numRuns: 300, seed: 1855 })
})

test('a page that changes all the time is printed at most once a second', async () => {
  await fc.assert(fc.asyncProperty(events({ at_once: false, losing: false }), async (history) => {
    const { printBegan } = await play(history)
    for (const times of printBegan) for (const [i, time] of times.entries()) assert.ok(i === 0 || time - times[i - 1]! >= graceMs, `${times}`)
  }), { numRuns: 100, seed: 1855 })
})
