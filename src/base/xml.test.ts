import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { tree } from '../../test/xml-tree.ts'
import { cdata, element, xmlDocument } from './xml.ts'

const allowed = (text: string) => [...text].filter((one) => /^[\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]$/u.test(one)).join('')
const anyText = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: fc.constantFrom(']', '>', '<', '&', '"', '\'', '\u0000', '\u0008', '\ud800', '\ufffe', '\u{1f600}', 'ä', ' ') }))

test('whatever a text holds, it is read back as it was, without what no XML may hold', () => {
  fc.assert(fc.property(anyText, anyText, (text, attribute) => {
    const plain = text.replace(/\r/g, '')
    for (const content of [plain, cdata(plain)]) {
      const found = tree(xmlDocument(element('x', { a: attribute.replace(/[\t\n\r]/g, '') }, content)))
      assert.equal(found.text, allowed(plain))
      assert.equal(found.attributes.a, allowed(attribute.replace(/[\t\n\r]/g, '')))
    }
  }))
})

test('an element without content is closed at once, and what is not given is left out', () => {
  assert.equal(element('link', { href: 'https://a.example/?b=1&c=2', title: undefined }).xml, '<link href="https://a.example/?b=1&amp;c=2"/>')
  assert.equal(element('a', {}, null, element('b', {}, 'c'), null).xml, '<a><b>c</b></a>')
})
