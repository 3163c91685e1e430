import assert from 'node:assert/strict'
import { test } from 'node:test'
import { documentOf, paragraph } from '../../test/makers.ts'
import { InvalidDocument, keptDocument, parseDocument, pictureNames, textOf } from './document.ts'

const doc = (...content: unknown[]) => ({ type: 'doc', content })
const refused = (json: unknown, why: RegExp) => assert.throws(() => parseDocument(json), (error) => error instanceof InvalidDocument && why.test(error.message))

test('a document with every node and mark of the model is kept as it is', () => {
  const marks = ['strong', 'emphasis', 'sub', 'strikethrough', 'code'].map((type) => ({ type }))
  const whole = doc(
    { type: 'paragraph', content: [
      ...marks.map((mark) => ({ type: 'text', text: mark.type, marks: [mark] })), { type: 'text', text: '2', marks: [{ type: 'sup' }] }, { type: 'hard_break' },
      { type: 'text', text: 'there', marks: [{ type: 'link', attrs: { href: '/stadt', title: null } }] }, { type: 'footnote', content: [{ type: 'text', text: 'A note.' }] }] },
    { type: 'heading', attrs: { level: 2 }, content: [{ type: 'text', text: 'A heading' }] },
    { type: 'quotation', attrs: { attribution: 'Somebody' }, content: [paragraph('Said.')] },
    { type: 'pull_quote', attrs: { attribution: null }, content: [{ type: 'text', text: 'Pulled.' }] },
    { type: 'bullet_list', content: [{ type: 'list_item', content: [paragraph('One'), { type: 'ordered_list', attrs: { start: 3 }, content: [{ type: 'list_item', content: [paragraph('Three')] }] }] }] },
    { type: 'picture', attrs: { picture: 'depot', alt: 'A depot', caption: null, missing: null } },
    { type: 'gallery', content: [{ type: 'picture', attrs: { picture: 'markt', alt: '', caption: 'The market', missing: null } }] },
    { type: 'fact_box', attrs: { title: 'Facts' }, content: [{ type: 'definition_list', content: [{ type: 'term', content: [{ type: 'text', text: '1904' }] }, { type: 'description', content: [{ type: 'text', text: 'Built.' }] }] }] },
    { type: 'table', attrs: { caption: 'Prices' }, content: [{ type: 'table_row', content: [{ type: 'table_header', attrs: { colspan: 2, rowspan: 1 }, content: [{ type: 'text', text: 'Year' }] }] }, { type: 'table_row', content: [{ type: 'table_cell', attrs: { colspan: 1, rowspan: 1 } }] }] },
    { type: 'embed', attrs: { url: 'https://video.example/1', title: 'A film' } },
    { type: 'divider' },
  )
  assert.deepEqual(sorted(parseDocument(whole)), sorted(whole))
  assert.deepEqual(pictureNames(parseDocument(whole)), ['depot', 'markt'])
})

test('what the model does not know is refused on writing', () => {
  refused(doc({ type: 'paragraph', attrs: { constructor: 'x' } }), /paragraph has no attribute constructor/)
  refused(doc({ type: 'marquee' }), /marquee/)
  refused(doc({ type: 'paragraph', content: [{ type: 'text', text: 'x', marks: [{ type: 'blink' }] }] }), /blink/)
  refused(doc({ type: 'heading', attrs: { level: 1 }, content: [{ type: 'text', text: 'x' }] }), /one of 2, 3/)
  refused(doc({ type: 'picture', attrs: { picture: 'x', style: 'float' } }), /style/)
  refused(doc({ type: 'list_item', content: [paragraph('x')] }), /list_item/)
  refused(paragraph('no doc around it'), /doc/)
  refused(doc(paragraph('a\u0000b')), /U\+0000/)
  refused(doc({ type: 'picture', attrs: { picture: null, alt: 'a\ud800' } }), /surrogate/)
  refused('text', /./)
  refused(null, /./)
})

test('no link and no embed can carry a script', () => {
  for (const href of ['javascript:alert(1)', ' javascript:alert(1)', 'JAVASCRIPT:x', 'data:text/html,x', '//elsewhere.example', 'vbscript:x', '']) {
    refused(doc({ type: 'paragraph', content: [{ type: 'text', text: 'x', marks: [{ type: 'link', attrs: { href } }] }] }), /web address/)
    refused(doc({ type: 'embed', attrs: { url: href } }), /web address/)
  }
})

test('what an older program kept and this one cannot read stays there as text', () => {
  assert.match(textOf(keptDocument(['not', 'a', 'document'])), /"document"/)
  assert.equal(textOf(keptDocument(doc({ type: 'ticker', content: [{ type: 'text', text: 'kept' }] }))), 'kept')
  assert.equal(textOf(keptDocument(documentOf('a', 'b'))), 'ab')
})

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, inner]) => [key, sorted(inner)]))
}
