import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { wordFinder } from './word-list.ts'

const found = (list: string, text: string) => {
  const places = wordFinder(list)(text)
  return places.flatMap((from, i) => (i % 2 === 0 ? [text.slice(from, places[i + 1])] : []))
}

test('a word is found however it is dressed up', () => {
  for (const said of ['Beispiel', 'BEISPIEL', 'Béïspíel', 'b3ispiel', 'B31sp1el', 'beeeispiel', 'b e i s p i e l', 'B.E.I.S.P.I.E.L', 'b - e - i - s - p - i - e - l', 'bei-spiel', 'Bei*spiel', 'be!spiel', 'Веispiel', 'bei\u00ADspiel', 'b\u200Beispiel', 'ＢＥＩＳＰＩＥＬ']) {
    assert.deepEqual(found('beispiel', `Das ist ein ${said}, oder?`), [said], said)
    assert.deepEqual(found('Beispiel', `${said}!`), [said], said)
  }
})

test('innocent words are left alone, also those that hold a listed one', () => {
  const list = ['arsch', 'nazi', 'cunt', 'ass', 'tit', 'hure', 'sau', 'cock', 'sex', 'anal', 'fick', 'hoden', 'sack', 'dick', 'rape', 'depp', 'wichs'].join('\n')
  const innocent = `Der Marsch durch Scunthorpe war harsch, der Barsch im Kanal grub sich ein. Assistenz und Klasse: die Massachusetts Assassins, as so often, as soon as possible.
    Der Titel im Essex Kurier handelt vom Cocktail. Sauerkraut, Sauerstoff, Tausende; dickes Papier, Sussex, Analyse, analog, Hodenhagen, Sackgasse, grape, drape, therapist, Steppdecke.
    Sie haben uns Aus der Saar Schule gebracht. Im Jahr 455 und 1455 waren es 45 Sekunden, Hu re. Ganz innen, ein A s und ein s. Ein Fick-le Spiel? Penistone, Lightwater, Wixhausen, Fuckersdorf.`
  assert.deepEqual(found(list, innocent.replace(' Ein Fick-le Spiel?', '')), [])
})

test('stars open a word to its forms', () => {
  assert.deepEqual(found('beispiel', 'Beispiele und Gegenbeispiel'), [])
  assert.deepEqual(found('beispiel*', 'Beispiele und Gegenbeispiel'), ['Beispiel'])
  assert.deepEqual(found('*beispiel', 'Beispiele und Gegenbeispiel'), ['beispiel'])
  assert.deepEqual(found('*beispiel*', 'Beispiele und Gegenbeispiele'), ['Beispiel', 'beispiel'])
})

test('umlauts, sharp s and several words are found in all their spellings', () => {
  for (const said of ['blöder Prüfstein', 'BLOEDER Pruefstein', 'bloder  Prufstein']) assert.deepEqual(found('blöder Prüfstein', said), [said])
  for (const said of ['Maßwort', 'Masswort', 'maSSwort', 'ma$$wort']) assert.deepEqual(found('maßwort', said), [said])
})

test('a doubled letter is needed where the word has one', () => {
  assert.deepEqual(found('nass', 'nas'), [])
  assert.deepEqual(found('nass', 'nassss'), ['nassss'])
})

test('places are places in the text, whatever stands in it, and no text makes it slow', () => {
  const find = wordFinder(['beispiel', 'bibel', '*lilli*', 'a b c d'].join('\n'))
  const piece = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 5 }), fc.constantFrom('Beispiel', 'b', 'i', 'l', '1', '!', ' ', '😀', 'ß'))
  fc.assert(fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
    const text = pieces.join('')
    const places = find(text)
    return places.length % 2 === 0 && places.every((place, i) => place >= (places[i - 1] ?? 0) && place <= text.length)
  }))
  const words = Array.from({ length: 500 }, (_, n) => `b${'il'.repeat(8)}${n}`).join('\n')
  const begun = performance.now()
  for (const text of ['b'.repeat(20_000), 'b il1!|'.repeat(2_800), 'b i l i '.repeat(2_500), 'b1!1|1!1|1!1|1!1|'.repeat(1_200)]) wordFinder(words)(text)
  assert.ok(performance.now() - begun < 4_000, `${performance.now() - begun} ms`)
})
