import assert from 'node:assert/strict'
import { test } from 'node:test'
import sharp from 'sharp'
import { compose, type Part } from './compositor.ts'
import { openFace } from './face.ts'
import { legible } from './legible.ts'
import { fitted } from './lines.ts'

const face = openFace({ face: 'newsreader', weight: 600, optical: 72 })
const room = { width: 1072, height: 300, sizes: [120, 90, 60, 45, 30], leading: 1.14 }

test('every letter of German and English has an outline of the width browsers give it, and lighter type is narrower', () => {
  // As Chromium 153 measures the same face in the same weight and optical size.
  assert.equal(Math.round(face.width('Wallstedt') * 1000), 4551)
  assert.ok(openFace({ face: 'newsreader', weight: 400, optical: 18 }).width('Wallstedt') < face.width('Wallstedt'))
  for (const letter of 'AaÄäÖöÜüßẞ„“‚‘’–—€Éé%&0123456789') {
    if (!face.has(letter)) continue
    assert.match(face.outline(letter, { x: 0, y: 0, size: 10 }), /^M[-\d. MLQCZ]+Z$/, letter)
  }
  assert.ok(['Ä', 'ö', 'ß', '„', '“', '–', '€'].every(face.has))
})

test('letters are kerned: A and V stand closer together than by themselves', () => {
  assert.ok(face.width('AV') < face.width('A') + face.width('V'))
})

test('what the face lacks is set with what comes nearest; text of which too much is lost is not set', () => {
  assert.equal(legible('Šárka Čapková trifft Łukasz 🎉 im\u00adApril', face), 'Sárka Capková trifft Lukasz imApril')
  assert.equal(legible('A\u0308rger\nund\u2009Streit', face), 'Ärger und Streit')
  assert.equal(legible('Выборы', face), '')
  assert.equal(legible('日本', face), '')
  assert.equal(legible('', face), '')
})

test('lines are of nearly one length, no word is parted, and the largest size is taken that fits', () => {
  const headline = 'Wallstedt kauft sein Depot zurück, zum Vierfachen des Preises'
  const { size, lines } = fitted(headline, room, face.width)
  assert.deepEqual([size, lines], [60, ['Wallstedt kauft sein Depot zurück,', 'zum Vierfachen des Preises']])
  assert.equal(lines.join(' '), headline)
  for (const line of lines) assert.ok(face.width(line) * size <= room.width + 1)
})

test('one giant word shrinks until it fits; one that never does is parted, and too much text ends in dots', () => {
  const giant = 'Donaudampfschifffahrtsgesellschaftskapitänswitwenrente'
  assert.deepEqual(fitted(giant, room, face.width).lines, [giant])
  const endless = fitted('W'.repeat(180), room, face.width)
  assert.deepEqual([endless.size, endless.lines.join('')], [30, 'W'.repeat(180)])
  const tooMuch = fitted('Ein langer Satz. '.repeat(100).trim(), room, face.width)
  assert.ok(tooMuch.lines.length * 30 * room.leading <= room.height + 1)
  assert.match(tooMuch.lines.at(-1) ?? '', /…$/)
})

test('every headline from one letter to five hundred finds a place within its room', () => {
  const words = 'Rat der Stadt beschließt nach langer Debatte, die Straßenbahn wieder fahren zu lassen; Anwohner klagen. '.repeat(6)
  for (const length of [1, 2, 5, 12, 30, 60, 90, 150, 250, 400, 500]) {
    const { size, lines } = fitted(words.slice(0, length), room, face.width)
    assert.ok(lines.length * size * room.leading <= room.height + size, String(length))
    for (const line of lines) assert.ok(face.width(line) * size <= room.width + 2, `${length}: ${line}`)
  }
})

const parts: Part[] = [
  { kind: 'rect', x: 0, y: 0, width: 100, height: 50, colour: '#fbfaf7' },
  { kind: 'text', texts: ['日本', 'Ja'], face: 'newsreader', weight: 600, optical: 72, x: 10, y: 10, width: 80, height: 30, sizes: [40], leading: 1, colour: '#171a18' },
]

test('a drawing has the size asked for, its words in it, and nothing of the program grows', async () => {
  const { prints: [print], isSet } = await compose({ width: 100, height: 50, parts, prints: [{ width: 200, height: 100 }] })
  assert.equal(isSet, true)
  const { data, info } = await sharp(print).greyscale().raw().toBuffer({ resolveWithObject: true })
  assert.deepEqual([info.width, info.height], [200, 100])
  assert.ok(data.some((grey) => grey < 60) && data.filter((grey) => grey > 240).length > data.length / 2)
})
