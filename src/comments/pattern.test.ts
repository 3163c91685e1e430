import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { patternFinder, PatternError } from './pattern.ts'

const found = (pattern: string, text: string) => {
  const places = patternFinder(pattern)(text)
  return places.flatMap((from, i) => (i % 2 === 0 ? [text.slice(from, places[i + 1])] : []))
}

test('a pattern finds what it describes, one place after the other', () => {
  assert.deepEqual(found(String.raw`\b0\d{2,4}[ /-]?\d{5,9}\b`, 'Ruf an: 0176 1234567 oder 030/1234567, nicht 012.'), ['0176 1234567', '030/1234567'])
  assert.deepEqual(found('(bit|casi)coin?s*', 'BITCOINS, casicoi und bit'), ['BITCOINS', 'casicoi'])
  assert.deepEqual(found('[^a-z .]{3,}', 'ab 12345 c. 99'), ['12345'])
  assert.deepEqual(found('^Re:', 'Re: a\nRe: b Re: c'), ['Re:', 'Re:'])
  assert.deepEqual(found('über', 'ÜBERALL'), ['ÜBER'])
  assert.deepEqual(found('x*', 'abc'), [])
  assert.deepEqual(found('ab|abcd', 'abcd ab'), ['abcd', 'ab'])
  assert.deepEqual(found(String.raw`a\.b`, 'a.b axb'), ['a.b'])
})

test('what is no pattern, or too long a one, is refused', () => {
  for (const wrong of ['(', ')', '[a', '*a', 'a**', 'a{3,2}', 'a{200}', '\\q', '((a{50}){50})', '\\']) assert.throws(() => patternFinder(wrong), PatternError, wrong)
})

test('patterns find whether there is a match as the usual engines do', () => {
  const atom = fc.constantFrom('a', 'b', '.', '[ab]', '[^a]', '(a|b)', '(ab)', 'c')
  const piece = fc.tuple(atom, fc.constantFrom('', '*', '+', '?', '{2}', '{1,2}')).map((both) => both.join(''))
  fc.assert(fc.property(fc.array(piece, { minLength: 1, maxLength: 5 }), fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 12 }), (pieces, text) => {
    const pattern = pieces.join('')
    const usual = [...text.matchAll(new RegExp(pattern, 'g'))].some(([match]) => match !== '')
    return (found(pattern, text).length > 0) === usual
  }), { numRuns: 500 })
})

test('patterns that hang others are followed in no time', () => {
  const begun = performance.now()
  for (const evil of ['(a+)+$', '(a|a)*b', '(a*)*b', '(.*a){12}', '([a-z]+)*!', '(a?){50}a{50}']) patternFinder(evil)(`${'a'.repeat(5_000)}!`)
  assert.ok(performance.now() - begun < 5_000, `${performance.now() - begun} ms`)
})
