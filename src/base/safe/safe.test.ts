import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import fc from 'fast-check'
import { safeOf } from './safe.ts'

const [first, second] = [randomBytes(32), randomBytes(32)]
const safe = safeOf([first])
const place = fc.string()
const text = fc.string({ unit: 'binary' })

test('whatever is sealed opens in its place, shows nothing of itself and names the key', () => fc.assert(fc.property(text, place, (given, about) => {
  const sealed = safe.seal(given, about)
  assert.equal(safe.open(sealed, about).toString(), Buffer.from(given).toString())
  assert.notDeepEqual(safe.seal(given, about), sealed)
  assert.deepEqual(sealed.subarray(0, safe.mark.length), safe.mark)
  if (Buffer.byteLength(given) > 3) assert.ok(!sealed.includes(given))
})))

test('a sealed value that is moved to another place does not open', () => fc.assert(fc.property(text, place, place, (given, about, other) => {
  fc.pre(about !== other)
  assert.throws(() => safe.open(safe.seal(given, about), other))
})))

test('a value with one bit changed anywhere, cut off or added to does not open', () => fc.assert(fc.property(text, place, fc.nat(), fc.integer({ min: 0, max: 7 }), (given, about, at, bit) => {
  const sealed = safe.seal(given, about)
  const changed = Buffer.from(sealed)
  changed[at % changed.length]! ^= 1 << bit
  for (const broken of [changed, sealed.subarray(0, at % sealed.length), Buffer.concat([sealed, Buffer.from('A')])]) assert.throws(() => safe.open(broken, about))
})))

test('by another key nothing opens, and by a former one all that it sealed', () => {
  const sealed = safe.seal('DE02120300000000202051', 'mandates.iban_sealed 7')
  assert.throws(() => safeOf([second]).open(sealed, 'mandates.iban_sealed 7'), /with a key that is not here/)
  // One that takes the name of the right one.
  const renamed = Buffer.concat([safeOf([second]).mark, sealed.subarray(safe.mark.length)])
  assert.throws(() => safeOf([second]).open(renamed, 'mandates.iban_sealed 7'))
  const changed = safeOf([second, first])
  assert.equal(changed.open(sealed, 'mandates.iban_sealed 7').toString(), 'DE02120300000000202051')
  assert.deepEqual(changed.seal('x', 'y').subarray(0, 4), safeOf([second]).mark)
})

test('equal contents have equal fingerprints by one key, and stay alike where a new key is given what the former one made them with', () => {
  const [iban, other] = ['DE02120300000000202051', 'DE02500105170137075030']
  assert.deepEqual(safe.fingerprint(iban), safe.fingerprint(iban))
  assert.equal(new Set([safe.fingerprint(iban), safe.fingerprint(other), safeOf([second]).fingerprint(iban)].map(String)).size, 3)
})
