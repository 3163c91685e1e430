import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { hosts, longestPath, ordinalBytes, ordinalsOf, pathBelow, pathOf, top } from './place.ts'

const ordinal = fc.oneof(fc.integer({ min: 1, max: 300 }), fc.constantFrom(127, 128, 16_383, 16_384, 2_097_151, 2_097_152, 2 ** 28 - 1), fc.integer({ min: 1, max: 2 ** 28 - 1 }))
const ordinals = fc.array(ordinal, { maxLength: 12 })

function inReadingOrder(a: number[], b: number[]): number {
  for (const [i, n] of a.entries()) {
    const m = b[i]
    if (m === undefined) return 1
    if (n !== m) return Math.sign(n - m)
  }
  return a.length === b.length ? 0 : -1
}

test('paths sort byte by byte as their numbers do, level by level', () => {
  fc.assert(fc.property(ordinals, ordinals, (a, b) => Buffer.compare(pathOf(a), pathOf(b)) === inReadingOrder(a, b)))
})

test('no number of a path begins another, so a path begins only those below it', () => {
  fc.assert(fc.property(ordinal, ordinal, (a, b) => a === b || !ordinalBytes(b).subarray(0, ordinalBytes(a).length).equals(ordinalBytes(a))))
})

test('a path gives back the numbers it is made of', () => {
  fc.assert(fc.property(ordinals, (numbers) => assert.deepEqual(ordinalsOf(pathOf(numbers)), numbers)))
})

test('a level costs one byte up to 127 answers', () => {
  assert.deepEqual([1, 127, 128, 16_383, 16_384, 2_097_152].map((n) => ordinalBytes(n).length), [1, 1, 2, 2, 3, 4])
})

test('an answer stands below what it answers, and beside it only where there is no room below', () => {
  let chain = { path: top, children: 0 }
  for (let level = 0; level < longestPath; level++) {
    assert.ok(hosts(chain.path)[0]!.equals(chain.path))
    chain = { path: pathBelow(chain)!, children: 0 }
  }
  assert.equal(pathBelow(chain), undefined)
  const [itself, above] = hosts(chain.path)
  assert.ok(itself!.equals(chain.path))
  assert.ok(above!.equals(chain.path.subarray(0, -1)))
})

test('one of the places offered has room, however many answers each has had', () => {
  fc.assert(fc.property(fc.array(ordinal, { minLength: 300, maxLength: 400 }), ordinal, (numbers, children) => {
    const path = pathOf(numbers).length <= longestPath ? pathOf(numbers) : pathOf(numbers.slice(0, 300))
    const offered = hosts(path).map((host) => ({ path: host, children: Math.min(children, 2 ** 28 - 2) }))
    return offered.some((host) => pathBelow(host) !== undefined)
  }))
})
