// Typography by the language of the article: what a keyboard has becomes what a typesetter sets, and code and addresses stay.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { DocumentNode } from '../articles/document.ts'
import { corrections, tidiedText } from './client/editor/typography/corrections.ts'
import { tidied } from './client/editor/typography/tidied.ts'

/** Spaces that cannot be seen as signs that can: ~ for no-break, ^ for a narrow one. */
const seen = (text: string) => text.replaceAll('\u00a0', '~').replaceAll('\u202f', '^')
const set = (text: string, language = 'de') => seen(tidiedText(text, language))

test('quotation marks and those within them follow the language', () => {
  const typed = `"Er sagte: 'Nein', und ging", sagt sie ("Ja").`
  assert.equal(set(typed), '„Er sagte: ‚Nein‘, und ging“, sagt sie („Ja“).')
  assert.equal(set(typed, 'de-CH'), '«Er sagte: ‹Nein›, und ging», sagt sie («Ja»).')
  assert.equal(set(typed, 'en'), '“Er sagte: ‘Nein’, und ging”, sagt sie (“Ja”).')
  assert.equal(set('"Oui", dit-il', 'fr'), '«^Oui^», dit-il')
})
test('an apostrophe is one, between letters, after them and before decades', () => {
  assert.equal(set("Das ist Hans' Haus, wie geht's?"), 'Das ist Hans’ Haus, wie geht’s?')
  assert.equal(set("the '90s weren't 'good', the readers' view", 'en'), 'the ’90s weren’t ‘good’, the readers’ view')
})
test('what stands in marks of another language, as agencies write it, is set in those of the article', () => {
  assert.equal(set('«Ja», sagte er. “Nein” auch.'), '„Ja“, sagte er. „Nein“ auch.')
  assert.equal(set('„Ja“, he said', 'en'), '“Ja”, he said')
  assert.equal(set('»Ja«, sagte er.'), '»Ja«, sagte er.')
})
test('dashes are those of the language, ranges of numbers have none around them', () => {
  assert.equal(set('Das - so der Rat -- gilt von 10-12 Uhr, am 3-4-26, unter 030-1234 und in Nord-Süd.'), 'Das – so der Rat – gilt von 10–12~Uhr, am 3-4-26, unter 030-1234 und in Nord-Süd.')
  assert.equal(set('That - he said - was--well--it', 'en'), 'That—he said—was—well—it')
  assert.equal(set('That - he said - was', 'en-GB'), 'That – he said – was')
})
test('dots, times and degrees', () => {
  assert.equal(set('Also ... ein Raum von 3 x 4 m, 3x4, bei 5 °C .... und Max'), 'Also … ein Raum von 3^×^4^m, 3^×^4, bei 5^°C .... und Max')
})
test('what belongs together is not parted at the end of a line', () => {
  assert.equal(set('z.B. und z. B. oder d.h. nach § 5 Abs. 2 und §§5, Nr. 7, Dr. Roth'), 'z.^B. und z.^B. oder d.^h. nach §^5 Abs.~2 und §§^5, Nr.~7, Dr.~Roth')
  assert.equal(set('10 000 Euro, 1 234 567 Menschen, 50 % und 50% im Jahr 2026 100 Mal'), '10^000~Euro, 1^234^567 Menschen, 50^% und 50^% im Jahr 2026 100 Mal')
  assert.equal(set('um 5 Uhr. 3 Kinder'), 'um 5~Uhr. 3 Kinder')
})
test('addresses are left to machines, bare ones, too, and so is a number that begins with 0x', () => {
  const lines = ['Siehe https://a.example/2024--x/a10-12 und www.b.example/3x4.', 'An max-3x4@c.example oder d.example/ja--nein', 'Fehler 0x10']
  for (const language of ['de', 'en', 'fr']) for (const line of lines) assert.equal(set(line, language), line)
  assert.equal(set('"https://a.example/a--b", 3x4'), '„https://a.example/a--b“, 3^×^4')
  assert.equal(set('0,5 x 2 m und/oder 10x4'), '0,5^×^2^m und/oder 10^×^4')
})
test('French has air before high signs', () => {
  assert.equal(set('Quoi? Non! Ainsi : « oui »; voir https://a.example/?b', 'fr'), 'Quoi^? Non^! Ainsi~: «^oui^»; voir https://a.example/?b')
})
test('what is set already stays, however often it is set', () => {
  for (const language of ['de', 'de-CH', 'en', 'en-GB', 'fr']) {
    for (const text of [`"Er sagte: 'Nein'", z.B. - 10 000 Euro ... 3 x 4 m, 5%`, "Hans' «Ja» „nein“ “doch” 10-12 Uhr!", 'Quoi? « oui »: 3 km']) {
      const once = tidiedText(text, language)
      assert.equal(tidiedText(once, language), once, `${language}: ${text}`)
    }
  }
})
test('corrections come in order and do not overlap', () => {
  const all = corrections(`"a" - 'b' ... z. B. 10 000 Euro, "5 x 4"`, 'de')
  assert.ok(all.length > 6)
  all.forEach((one, n) => assert.ok(n === 0 || one.from >= all[n - 1]!.to))
})
test('in a document code, addresses and marks stay, and a quotation goes over marks', () => {
  const text = (words: string, ...types: string[]): DocumentNode => ({ type: 'text', text: words, ...(types.length > 0 ? { marks: types.map((type) => (type === 'link' ? { type, attrs: { href: 'https://a.example/"b"', title: null } } : { type })) } : {}) })
  const doc = { type: 'doc', content: [{ type: 'paragraph', content: [text('"Das '), text('"ist"', 'code'), text(' gut'), text('"', 'strong'), text(', siehe '), text('https://a.example/a--b', 'link'), { type: 'footnote', content: [text('"So" ...')] }] }] }
  const line = tidied(doc, 'de').content![0]!.content!
  assert.deepEqual(line.map((node) => node.text ?? node.content?.[0]?.text), ['„Das ', '"ist"', ' gut', '“', ', siehe ', 'https://a.example/a--b', '„So“ …'])
  assert.deepEqual(line[5]!.marks, doc.content[0]!.content[5]!.marks)
})
