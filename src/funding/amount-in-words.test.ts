import assert from 'node:assert/strict'
import { test } from 'node:test'
import { amountInWords } from './amount-in-words.ts'

test('amounts are said in German words', () => {
  const said = {
    1: 'ein Cent', 50: 'fünfzig Cent', 100: 'ein Euro', 101: 'ein Euro und ein Cent', 500: 'fünf Euro', 1_200: 'zwölf Euro', 1_655: 'sechzehn Euro und fünfundfünfzig Cent', 2_100: 'einundzwanzig Euro', 3_000: 'dreißig Euro',
    7_777: 'siebenundsiebzig Euro und siebenundsiebzig Cent', 10_000: 'einhundert Euro', 10_100: 'einhundertein Euro', 12_000: 'einhundertzwanzig Euro', 21_100: 'zweihundertelf Euro', 100_000: 'eintausend Euro', 124_600: 'eintausendzweihundertsechsundvierzig Euro',
    1_700_001: 'siebzehntausend Euro und ein Cent', 99_999_999: 'neunhundertneunundneunzigtausendneunhundertneunundneunzig Euro und neunundneunzig Cent', 100_000_000: 'eine Million Euro', 250_000_100: 'zwei Millionen fünfhunderttausendein Euro',
  }
  for (const [cents, words] of Object.entries(said)) assert.equal(amountInWords(Number(cents)), words)
})
