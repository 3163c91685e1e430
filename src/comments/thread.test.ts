import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { shares } from './thread.ts'

test('room for more replies is shared out evenly, and what one thread does not need goes to the others', () => {
  assert.deepEqual(shares([10, 0, 1, 10], 8), [4, 0, 1, 3])
  assert.deepEqual(shares([1, 2], 50), [1, 2])
  assert.deepEqual(shares([], 50), [])
})

test('all the room is used as long as there are replies to show', () => {
  fc.assert(fc.property(fc.array(fc.nat(100), { maxLength: 50 }), fc.nat(50), (hidden, room) => {
    const given = shares(hidden, room)
    const sum = (numbers: number[]) => numbers.reduce((a, b) => a + b, 0)
    return sum(given) === Math.min(room, sum(hidden)) && given.every((n, i) => n <= hidden[i]!)
  }))
})
