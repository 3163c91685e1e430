import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import fc from 'fast-check'
import { parseDocument, type DocumentNode } from '../document.ts'
import { notedDocument, readChecked, readNotation } from './notation.ts'

const doc = (...content: DocumentNode[]): DocumentNode => ({ type: 'doc', content })
const text = (value: string, ...marks: string[]): DocumentNode => ({ type: 'text', text: value, ...(marks.length ? { marks: marks.map((type) => ({ type })) } : {}) })
const paragraph = (...content: DocumentNode[]): DocumentNode => ({ type: 'paragraph', content })

test('paragraphs, headings, lists, bold, links and quotations are written as one would in a mail', () => {
  const written = `## Die Brücke

Sie ist **gesperrt**, sagt [die Stadt](https://stadt.test/a_b "Amt").
Seit gestern.

- Autos
- Busse
  1. Linie 4
  2. Linie 7

> Das dauert.
> — Eva Roth

![Ein Kran](bruecke "Der Kran")`
  const read = readChecked(written)
  assert.ok(read.doc)
  assert.deepEqual(read.doc.content?.map(({ type }) => type), ['heading', 'paragraph', 'bullet_list', 'quotation', 'picture'])
  assert.deepEqual(read.doc.content?.[1]?.content?.[1], text('gesperrt', 'strong'))
  assert.deepEqual(notedDocument(read.doc), { text: written })
})

test('what only looks like a sign stays what it is', () => {
  for (const value of ['5 * 3 und 2_x', '**offen', '[sic]', 'C:\\neu', '- 3 Grad', '1. FC Köln', '# eins', '| oder', ' vorn', '> größer', 'a](b)', '[^x', '---', ': so', '— Ja', 'ends with *', '100 % %% ']) {
    const one = doc(paragraph(text(value)))
    const noted = notedDocument(one)
    assert.ok(noted.text !== undefined, value)
    assert.deepEqual(readNotation(noted.text), one, value)
  }
  // Typed by somebody who knows nothing of signs.
  assert.deepEqual(readNotation('5 * 3, [sic], **offen'), doc(paragraph(text('5 * 3, [sic], **offen'))))
})

test('a link that could run a script, or leads nowhere, is refused', () => {
  assert.ok(readChecked('[x](javascript:alert(1))').wrong)
  assert.ok(readChecked('[x](irgendwo)').wrong)
})

test('what the notation cannot say is named, and not lost', () => {
  const merged = doc(paragraph(text('a')), { type: 'table', attrs: { caption: null }, content: [{ type: 'table_row', content: [{ type: 'table_cell', attrs: { colspan: 2, rowspan: 1 }, content: [text('b')] }] }] })
  assert.deepEqual(notedDocument(parseDocument(merged)), { unsayable: ['table'] })
})

test('every article of the demonstration, and every page that papers begin with, can be said', () => {
  for (const file of ['demo/articles.jsonl', 'locales/pages.jsonl']) {
    for (const line of readFileSync(file, 'utf8').split('\n').filter(Boolean)) {
      const { slug, body } = JSON.parse(line) as { slug: string; body: DocumentNode }
      assert.deepEqual(notedDocument(parseDocument(body)).unsayable, undefined, `${file}: ${slug}`)
    }
  }
})

test('whatever is typed becomes a document or a refusal, and what was said once is said the same way again', () => {
  const line = fc.array(fc.constantFrom('a', 'b ', '**', '__', '``', '%%', '^', '[', ']', '](/x)', '[^', '\\', '|', '- ', '1. ', '> ', '>> ', '## ', ':::', ': ', '= ', '— ', '![', '](p)', '---', '  ', 'ß'), { maxLength: 7 }).map((parts) => parts.join(''))
  fc.assert(fc.property(fc.array(line, { maxLength: 8 }).map((lines) => lines.join('\n')), (typed) => {
    const { doc: read } = readChecked(typed)
    if (!read) return
    const noted = notedDocument(read)
    if (noted.text !== undefined) assert.deepEqual(notedDocument(readChecked(noted.text).doc!), noted)
  }), { numRuns: 2_000 })
})
