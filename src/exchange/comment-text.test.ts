import assert from 'node:assert/strict'
import { test } from 'node:test'
import { commentText } from './comment-text.ts'

test('a comment keeps its paragraphs and lines and loses its markup', () => {
  assert.equal(commentText('Erstens.<br />Zweitens.\n\n\n\n<p>Drittens <strong>fett</strong></p>\r\nEnde &amp; aus'), 'Erstens.\nZweitens.\n\nDrittens fett\n\nEnde & aus')
})

test('a link becomes its bare address, beside its words where they say something else', () => {
  assert.equal(commentText('<a href="https://example.org/a/b">https://example.org/a/b</a>'), 'https://example.org/a/b')
  assert.equal(commentText('siehe <a href="https://www.example.org/langer/weg" rel="nofollow">example.org/lan…</a>!'), 'siehe https://www.example.org/langer/weg!')
  assert.equal(commentText('<a href="https://example.org/">Haushalt 2026</a>'), 'Haushalt 2026 (https://example.org/)')
  assert.equal(commentText('<a href="javascript:alert(1)">hier</a>'), 'hier')
})

test('what only looks like markup stays: a heart, a comparison, a tag nobody may use', () => {
  assert.equal(commentText('Ich <3 Wallstedt, 1 < 2, an<gezogen, <blink> war mal'), 'Ich <3 Wallstedt, 1 < 2, an<gezogen, <blink> war mal')
  assert.equal(commentText('<script>alert(1)</script>'), '<script>alert(1)</script>')
})

test('quotations and lists are told by their signs', () => {
  assert.equal(commentText('<blockquote>Alles teurer.\nWirklich?</blockquote>Nein.'), '> Alles teurer.\n> Wirklich?\n\nNein.')
  assert.equal(commentText('<ul><li>eins</li><li>zwei</li></ul>'), '– eins\n– zwei')
})

test('a comment full of blanks takes no longer than another', () => {
  const begun = performance.now()
  assert.equal(commentText(`a${' '.repeat(200_000)}b \n \n \n ${' '.repeat(200_000)}c`), 'a b\n\nc')
  assert.ok(performance.now() - begun < 1_000)
})
