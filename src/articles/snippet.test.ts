import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { likelyFinder, markedText, snippetOf, type Piece } from './snippet.ts'

const shown = (pieces: Piece[] | undefined) => pieces?.map(({ text, marked }) => (marked ? `[${text}]` : text)).join('')
const places = (text: string, ...words: string[]) => likelyFinder(words)(text).filter(({ word }) => words.includes(word.toLowerCase()))
const filler = (count: number, word = 'wort') => Array.from({ length: count }, (_, n) => `${word}${n}`).join(' ')
const snippet = (text: string, ...words: string[]) => shown(snippetOf(text, places(text, ...words)))

test('a text is shown whole with what was looked for marked in it', () => {
  const text = 'Das Depot, „Depots“ & <Depot>'
  assert.equal(shown(markedText(text, places(text, 'depot', 'depots'))), 'Das [Depot], „[Depots]“ & <[Depot]>')
  assert.equal(shown(markedText('', [])), '')
})

test('a snippet begins with its sentence where that is near, and says where text was left out', () => {
  assert.equal(snippet(`Erster Satz. „Das alte Depot“ steht. ${filler(40)}`, 'depot'), `… „Das alte [Depot]“ steht. ${filler(18)} …`)
  assert.equal(snippet('Das Depot ist leer.', 'depot'), 'Das [Depot] ist leer.')
  assert.equal(snippet('\nDas Depot ist leer.\n', 'depot'), 'Das [Depot] ist leer.')
  assert.equal(snippet(`${filler(30)} Depot ende.`, 'depot'), '… wort23 wort24 wort25 wort26 wort27 wort28 wort29 [Depot] ende.')
})

test('the place that shows the most of what was looked for comes first, then one that shows the rest', () => {
  const text = `Ein Depot hier. ${filler(40)}. Das Depot der Bahn. ${filler(40, 'satz')}. Ein Rat am Ende.`
  assert.equal(snippet(text, 'depot', 'bahn', 'rat'), `… Das [Depot] der [Bahn]. ${filler(17, 'satz')} … Ein [Rat] am Ende.`)
})

test('a text without what was looked for has no snippet', () => assert.equal(snippet('Das Depot.', 'rat'), undefined))

test('words that begin as a stem does may be meant, whatever their accents; no others', () => {
  const likely = (text: string, ...stems: string[]) => likelyFinder(stems)(text).map(({ word }) => word)
  assert.deepEqual(likely('Häuser, HÄUSER, Haus und Hof; Schauhaus', 'haus'), ['Häuser', 'HÄUSER', 'Haus'])
  assert.deepEqual(likely('Öl Oel oder', 'ol', 'oel'), ['Öl', 'Oel'])
  assert.deepEqual(likely('Éclair eßbar Espe', 'eclair', 'essbar'), ['Éclair', 'eßbar', 'Espe'])
  assert.deepEqual(likely('Bun\u00addes\u00adtag', 'bundestag'), ['Bun\u00addes\u00adtag'])
  assert.deepEqual(likely('Wort', ...[]), [])
})

test('whatever the text, a snippet is made of it in its order, and every mark is a word that was meant', () => {
  fc.assert(fc.property(fc.array(fc.constantFrom('depot', 'Rat', '. ', ' ', '\n', 'wort', 'langeswortohneende'.repeat(5), '„', '“ ', '(', '\u{1f600}')), (parts) => {
    const text = parts.join('')
    const meant = places(text, 'depot', 'rat')
    const found = snippetOf(text, meant)
    assert.equal(found === undefined, meant.length === 0)
    for (const { text: piece, marked } of found ?? []) assert.ok(marked ? /^(depot|rat)$/i.test(piece) : piece === '… ' || piece === ' … ' || piece === ' …' || text.includes(piece))
  }))
})
