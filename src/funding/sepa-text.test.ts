import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { isWritable, sepaText } from './sepa-text.ts'

test('names keep their sound in the letters that banks take', () => {
  for (const [name, written] of [['Jörg Müßig', 'Joerg Muessig'], ['Ærø & Søn', 'AEro + Son'], ['Łódź', 'Lodz'], ['Șerban Țoiu', 'Serban Toiu'], ['Παύλος', 'Paylos'], ['Жанна Иванова', 'Zhanna Ivanova'], ['„Die Grünen“ – e. V.', "'Die Gruenen' - e. V."], ['Sø', 'So'], ['a\u0308b', 'aeb'], ['½ €', '1/2 EUR'], ['//a//b/', 'a/b']] as const) {
    assert.equal(sepaText(name, 70), written)
  }
})

test('whatever is written, a bank can read it', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => {
    assert.match(sepaText(text, 70), /^([A-Za-z0-9\-?:().,'+]([A-Za-z0-9/\-?:().,'+ ]*[A-Za-z0-9\-?:().,'+])?)?$/)
    assert.ok(sepaText(text, 10).length <= 10 && !sepaText(text, 70).includes('//'))
  }))
  assert.equal(isWritable('王'), false)
  assert.equal(isWritable('王 A'), true)
})
