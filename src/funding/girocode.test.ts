import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { giroCode, giroPicture, giroText } from './girocode.ts'
import { isReference, referenceOf } from './reference.ts'

const transfer = { holder: 'Wallstedter Anzeiger eG', iban: 'DE02120300000000202051', amount: 550, reference: referenceOf('123456789012') }

/** Reads it as a bank's program does. */
function read(text: string) {
  const [service, version, charset, kind, bic, name, iban, amount, purpose, reference, ...more] = text.split('\n')
  return { service, version, charset, kind, bic, name, iban, amount: Math.round(Number(amount?.slice(3)) * 100), currency: amount?.slice(0, 3), purpose, reference, more }
}

test('a GiroCode says account, amount and reference, each in its line, and nothing behind the last', () => {
  assert.equal(giroText(transfer), `BCD\n002\n1\nSCT\n\nWallstedter Anzeiger eG\nDE02120300000000202051\nEUR5.50\n\n${transfer.reference}`)
})

const names = fc.oneof(
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 120 }),
  fc.string({ unit: fc.constantFrom('ä', 'ß', '€', '漢', '👩‍👩‍👧', 'é', 'a', ' '), minLength: 1, maxLength: 120 }),
)

test('whatever the holder is called, the code is read back whole, has 331 bytes at most and fits into version 13', async () => {
  await fc.assert(fc.asyncProperty(names, fc.integer({ min: 1, max: 999_999_999_99 }), fc.stringMatching(/^[A-Z0-9]{1,21}$/), async (holder, amount, body) => {
    const given = { ...transfer, holder, amount, reference: referenceOf(body) }
    const text = giroText(given)
    assert.ok(Buffer.byteLength(text) <= 331, `${Buffer.byteLength(text)} bytes`)
    const said = read(text)
    assert.deepEqual({ ...said, name: '' }, { service: 'BCD', version: '002', charset: '1', kind: 'SCT', bic: '', name: '', iban: given.iban, amount, currency: 'EUR', purpose: '', reference: given.reference, more: [] })
    assert.ok(isReference(said.reference ?? ''))
    const whole = holder.replace(/\s+/g, ' ').trim()
    assert.ok(whole.startsWith(said.name ?? '') && (said.name ?? '').length <= 70)
    // No character is cut in two.
    const parts = [...new Intl.Segmenter('und', { granularity: 'grapheme' }).segment(whole)].map(({ segment }) => segment)
    assert.ok(parts.some((_, n) => parts.slice(0, n + 1).join('').trimEnd() === said.name) || said.name === '')
    assert.equal(Buffer.from(text).toString(), text)
    assert.ok((await giroCode(given)).version <= 13)
  }), { seed: 13, numRuns: 150 })
})

test('bytes are counted, not characters', () => {
  const text = giroText({ ...transfer, holder: '漢'.repeat(70), amount: 999_999_999_99, iban: `MT${'0'.repeat(29)}`, reference: referenceOf('A'.repeat(21)) })
  assert.ok(Buffer.byteLength(text) <= 331)
  const long = giroText({ ...transfer, holder: '👩‍👩‍👧'.repeat(30) })
  assert.ok(Buffer.byteLength(long) <= 331)
})

test('what cannot be transferred has no code', () => {
  for (const amount of [0, -1, 1.5, 100_000_000_000]) assert.throws(() => giroText({ ...transfer, amount }), RangeError)
})

test('the picture for a mail is a PNG', async () => {
  assert.equal((await giroPicture(transfer)).subarray(1, 4).toString(), 'PNG')
})
