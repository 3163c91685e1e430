import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addReader, emptySketch, mergeInto, packed, readersIn, unpacked, type Hash, type Sketch } from './sketch.ts'

/** Hashes that never come twice: the steps of splitmix64, in halves of 32 bits. */
function hashes(seed: number) {
  let count = BigInt(seed) << 32n
  return (): Hash => {
    count += 0x9e3779b97f4a7c15n
    let z = count & 0xffffffffffffffffn
    z = ((z ^ (z >> 30n)) * 0xbf58476d1ce4e5b9n) & 0xffffffffffffffffn
    z = ((z ^ (z >> 27n)) * 0x94d049bb133111ebn) & 0xffffffffffffffffn
    z ^= z >> 31n
    return { high: Number(z >> 32n), low: Number(z & 0xffffffffn) }
  }
}

/** Fast, for millions: xorshift over two halves. */
function quick(seed: number) {
  const state = new Uint32Array([seed * 2_654_435_761 + 1, seed ^ 0x9e3779b9, 0x243f6a88, 0xb7e15162])
  const next = () => {
    const t = state[3]!
    let s = t ^ (t << 11)
    s ^= s >>> 8
    state.copyWithin(1, 0, 3)
    state[0] = s ^ state[1]! ^ (state[1]! >>> 19)
    return state[0]
  }
  for (let n = 0; n < 20; n++) next()
  return (): Hash => ({ high: next(), low: next() })
}

function sketchOf(next: () => Hash, n: number): Sketch {
  const sketch = emptySketch()
  for (let i = 0; i < n; i++) addReader(sketch, next())
  return sketch
}

test('few readers are counted exactly, or nearly so', () => {
  for (const n of [0, 1, 2, 10, 99, 500]) assert.equal(readersIn(sketchOf(hashes(n + 1), n)), n)
  for (const n of [1_000, 2_000, 2_500]) assert.ok(Math.abs(readersIn(sketchOf(hashes(n), n)) - n) <= 2)
})

test('over a thousand sets the standard error is at most 0.9 %, and no number is favoured', () => {
  for (const n of [3_000, 15_000]) {
    const errors = Array.from({ length: 1_000 }, (_, seed) => readersIn(sketchOf(quick(seed + 1), n)) / n - 1)
    const mean = errors.reduce((sum, error) => sum + error, 0) / errors.length
    const deviation = Math.sqrt(errors.reduce((sum, error) => sum + error ** 2, 0) / errors.length)
    assert.ok(deviation <= 0.009, `${n}: ${deviation}`)
    assert.ok(Math.abs(mean) <= 0.001, `${n}: ${mean}`)
  }
})

test('the same reader again changes nothing', () => {
  const twice = emptySketch()
  for (const next of [hashes(7), hashes(7)]) for (let i = 0; i < 5_000; i++) addReader(twice, next())
  assert.deepEqual(packed(twice), packed(sketchOf(hashes(7), 5_000)))
})

test('five processes count what one would have counted, byte for byte', () => {
  for (const n of [0, 3, 2_499, 2_500, 2_501, 40_000]) {
    const [one, five, next] = [emptySketch(), Array.from({ length: 5 }, emptySketch), hashes(n + 3)]
    for (let i = 0; i < n; i++) {
      const hash = next()
      addReader(one, hash)
      addReader(five[(i * i) % 5]!, hash)
      addReader(five[i % 3]!, hash)
    }
    const all = emptySketch()
    for (const part of five.toReversed()) mergeInto(all, unpacked(packed(part)))
    assert.deepEqual(packed(all), packed(one))
    assert.deepEqual(unpacked(packed(one)), one.few ? { ...one, few: new Map([...one.few].toSorted(([a], [b]) => a - b)) } : one)
  }
})

test('a sketch of few readers is small, and none is larger than 12,289 bytes', () => {
  assert.ok(packed(sketchOf(hashes(1), 10)).length <= 45)
  assert.equal(packed(sketchOf(hashes(1), 100_000)).length, 12_289)
  assert.ok(packed(sketchOf(hashes(1), 2_500)).length < 8_500)
})
