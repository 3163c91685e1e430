import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { amountIn, typedAmount } from './amount.ts'

test('an amount is understood as Germans and as English people type it', () => {
  const said: [string, number][] = [
    ['5', 500], ['5,50', 550], ['5.50', 550], ['5,5', 550], ['5.5 €', 550], ['€ 5', 500], [' 7 Euro ', 700], ['7 EUR', 700], ['12,00', 1200], ['5,-', 500], ['5,–', 500],
    ['1.000', 100_000], ['1,000', 100_000], ['1.000,50', 100_050], ['1,000.50', 100_050], ['1 000,50', 100_050], ['1.234.567', 123_456_700], ['0,01', 1], ['0', 0],
  ]
  for (const [text, amount] of said) assert.equal(amountIn(text, 'EUR'), amount, text)
})

test('what is no amount is none', () => {
  for (const text of ['', 'fünf', '-5', '1.00.50', '5,,5', '1e3', '0x10', ',50', '5,', '1,00,000', '99999999999999999', '٥', '5 + 5', '12,3456', '1.000.00,5']) {
    assert.equal(amountIn(text, 'EUR'), undefined, text)
  }
})

test('a currency has its own digits', () => {
  assert.equal(amountIn('500', 'JPY'), 500)
  assert.equal(amountIn('5,5', 'JPY'), undefined)
  assert.equal(amountIn('1.500', 'KWD'), 1_500)
})

test('what stands in a field is understood again', () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 100_000_000_00 }), fc.constantFrom('de', 'en'), fc.constantFrom('EUR', 'CHF', 'JPY'), (amount, language, currency) => {
    assert.equal(amountIn(typedAmount(amount, { currency, language }), currency), amount)
  }), { seed: 5, numRuns: 200 })
})
