// What is pasted comes out as a clean document, and what was left out is said. The samples have the markup that the programs write, and made-up words.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { parse } from 'parse5'
import type { MarkupElement, MarkupNode } from '../articles/client/markup/tree.ts'
import { parseDocument, type DocumentNode } from '../articles/document.ts'
import { notedDocument } from '../articles/notation/notation.ts'
import { cleanLetters } from './client/editor/paste/letters.ts'
import { leftOutText, type LeftOut } from './client/editor/paste/left-out.ts'
import { pastedTarget } from './client/editor/paste/links.ts'
import { pastedMarkup } from './client/editor/paste/paste.ts'
import { pastedText } from './client/editor/paste/plain.ts'

const pasting = { language: 'de', origin: 'https://zeitung.example' }

const isElement = (node: MarkupNode): node is MarkupElement => 'tagName' in node
const below = (nodes: MarkupNode[], tag: string) => nodes.filter(isElement).filter(({ tagName }) => tagName === tag).flatMap(({ childNodes }) => childNodes)
function tree(html: string): MarkupNode[] {
  return below(below(parse(html).childNodes, 'html'), 'body')
}
/** The document in the notation, in which it can be read. */
function noted({ doc, left }: { doc: DocumentNode; left: LeftOut }): { text: string; left: LeftOut } {
  parseDocument(doc)
  return { text: notedDocument(doc).text ?? JSON.stringify(doc), left }
}
const markup = (html: string) => noted(pastedMarkup(tree(html), pasting))
const plain = (text: string) => noted(pastedText(text, pasting))
const sample = (name: string) => readFileSync(new URL(`../../test/pasted/${name}`, import.meta.url), 'utf8')

test('Word: headings, lists within lists, a footnote, a quotation and a table; pictures, colours, changes and remarks are left out', () => {
  assert.deepEqual(markup(sample('word.html')), {
    text: [
      '## Die Brücke bleibt zu',
      'Der Rat hat am **Dienstag** beschlossen, die Brücke bis zum Frühjahr nicht zu öffnen.[^Vorlage 12 des Rates.] Das kostet 3\u00a0000\u00a0Euro.',
      '## Was nun fehlt', '- Geld\n  - für __Stahl__\n- Zeit', '3. Drittens', '### Und dann', '> „Wir warten“, sagt Eva Roth.', 'Rot und wichtig. Neu.',
      '| = Jahr | = Euro |\n| 2026 | 10\u00a0000 |',
    ].join('\n\n'),
    left: { picture: 1, look: 1, underline: 1, change: 1, comment: 1 },
  })
})
test('Word on the web: what calls itself a heading, and one list of the lists that each point brings along', () => {
  assert.deepEqual(markup(sample('word-web.html')), { text: '## Was nun fehlt\n\nDie Stadt **wartet**.\n\n- Geld\n  - für Stahl\n- Zeit', left: { look: 1 } })
})
test('Google Docs: bold by style and not by the tag around everything, links without the way through Google', () => {
  assert.deepEqual(markup(sample('google-docs.html')), {
    text: '## Was nun fehlt\n\nDie Stadt **wartet** __lange__, sagt der [Rat](https://rat.example/vorlage?nr=12).\n\n- Geld\n  - für Stahl\n- Zeit\n\n| = Jahr | = Euro |\n| 2026 | 12 |', left: { look: 1, picture: 1 },
  })
})
test('LibreOffice: a footnote, a numbered list, nothing of its fonts', () => {
  assert.deepEqual(markup(sample('libreoffice.html')), { text: '## Was nun fehlt\n\nDie Stadt **wartet**[^Vorlage 12.], so der Rat.\n\nRot.%%2%%\n\n1. Geld\n2. Zeit', left: { look: 1, picture: 1 } })
})
test('a web page: without its buttons, frames, counting pixels and what is hidden; a film as what loads after a click', () => {
  assert.deepEqual(markup(sample('page.html')), {
    text: [
      '## Titel der Seite', 'Teilen', 'Der erste Absatz[^Stadtchronik, S. 12] mit [Verweis](https://anderswo.example/mehr?id=7), und\nUmbruch.', 'Zweiter', 'Dritter', '## Zwischentitel', '> Es reicht.\n> — Eva Roth',
      '@[Die Brücke](https://www.youtube.com/watch?v=abcdefghijk)', 'Ende 😀 👍🏽',
    ].join('\n\n'),
    left: { control: 1, link: 1, picture: 1, frame: 1 },
  })
})
test('a mail: no empty lines, what is answered as a quotation, links past the filter of the mail server', () => {
  assert.deepEqual(markup(sample('mail.html')), { text: 'Guten Tag,\n\nder Text **steht**.\n\n[Vorlage](https://rat.example/vorlage)\n\nAm 1. März schrieb Eva Roth:\n\n> Wann kommt er?', left: {} })
})
test('a wire: lines joined, parted words whole again, the agency’s slugs left out', () => {
  assert.deepEqual(plain(sample('wire.txt')), {
    text: [
      'Verkehr/Bau/Kommunen/\n(Zusammenfassung)\nWallstedt sperrt die Brücke bis zum Frühjahr =',
      'Wallstedt (nna) - Die Stadt Wallstedt hat die Brücke über die Wall am Dienstag bis zum Frühjahr gesperrt. Grund seien Risse im Stahlträger, teilte die Verwaltung mit. Betroffen sind Nord- und Südstadt.',
      '«Wir hätten gern früher gehandelt», sagte Baudezernentin Eva Roth der Neuen Nachrichten-Agentur. Die Kosten lägen bei 3,2 Millionen Euro.',
    ].join('\n\n'), left: { slug: 1 },
  })
})
test('the signs that people write where they have no buttons', () => {
  assert.deepEqual(plain(sample('markdown.txt')), {
    text: [
      '## Was nun fehlt', 'Die Stadt **wartet** __lange__, sagt der [Rat](https://rat.example/vorlage).', '- Geld\n- Zeit, viel Zeit', '1. Erstens\n2. Zweitens', '> Wir hätten gern\n> früher gehandelt.', '---',
      'Mehr unter [https://rat.example/mehr](https://rat.example/mehr).', 'Eva Roth\nMarkt 1',
    ].join('\n\n'), left: {},
  })
})
test('long lines are paragraphs, and a dash alone is no list', () => {
  const long = 'Die Stadt Wallstedt hat die Brücke über die Wall am Dienstag bis zum kommenden Frühjahr gesperrt, sagt der Rat.'
  assert.equal(plain(`${long}\n${long}\n– Ende`).text, `${long}\n\n${long}\n\n– Ende`)
})
test('a link leads past redirects, without marks, into the paper as a path, and never to a script', () => {
  const target = (href: string) => pastedTarget(href, 'https://zeitung.example')
  assert.equal(target('https://www.google.de/url?sa=t&url=https%3A%2F%2Fa.example%2F%3Fx%3D1&usg=b'), 'https://a.example/?x=1')
  assert.equal(target('https://l.facebook.com/l.php?u=https%3A%2F%2Fa.example%2F%3Ffbclid%3D1'), 'https://a.example/')
  assert.equal(target('https://urldefense.com/v3/__https://a.example/b__;!!x'), 'https://a.example/b')
  assert.equal(target('https://zeitung.example/stadt/bruecke-12?utm_source=mail#c3'), '/stadt/bruecke-12#c3')
  assert.equal(target('mailto:post@a.example'), 'mailto:post@a.example')
  for (const href of ['javascript:alert(1)', 'JavaScript:alert(1)', ' data:text/html,x', 'file:///etc/passwd', '/wiki/Rat', '#unten', 'https://www.google.com/url?q=javascript:alert(1)x y']) assert.ok(!/^\s*(javascript|data|file):/i.test(target(href) ?? ''), href)
  assert.deepEqual(['javascript:alert(1)', '/wiki/Rat', '#unten'].map(target), [null, null, null])
})
test('a space that must not break is kept where one belongs, and nothing invisible is', () => {
  assert.equal(cleanLetters('z.\u00a0B. 10\u00a0000\u00a0Euro, §\u00a05,\u00a0und\u00a0das \u00a0ist\u00a0alles.'), 'z.\u00a0B. 10\u00a0000\u00a0Euro, §\u00a05, und das ist alles.')
  assert.equal(cleanLetters('Früh\u00adjahr\u200b und\u2009\ufeffdann\u2028so 👩\u200d🚒'), 'Frühjahr und dann so 👩\u200d🚒')
  assert.equal(cleanLetters('Quoi\u00a0?'), 'Quoi\u00a0?')
})
test('a heading alone is one of level 2, a title over others counts with them', () => {
  assert.equal(markup('<h4>A</h4><p>a</p>').text, '## A\n\na')
  assert.equal(markup('<h1>T</h1><h2>A</h2><h3>B</h3><h5>C</h5>').text, '## T\n\n## A\n\n### B\n\n### C')
  assert.equal(markup('<h1>A</h1><h2>B</h2><h1>C</h1>').text, '## A\n\n### B\n\n## C')
})
test('whatever is nested how deep, it comes out, and nothing runs', () => {
  const { text } = markup(`${'<div><span>'.repeat(400)}tief${'</span></div>'.repeat(400)}<p onclick="x()">und <a href="https://a.example" onmouseover="y()">gut</a></p>`)
  assert.match(text, /tief\n\nund \[gut\]\(https:\/\/a\.example\/\)/)
})
test('what was left out is said in one sentence, with numbers where they can be counted', () => {
  const texts: Record<string, string> = { picture_one: '{n} Bild', picture_other: '{n} Bilder', frame_one: '{n} Rahmen', look: 'Farben', all: 'Weggelassen: {list}.' }
  const said = (left: LeftOut) => leftOutText(left, 'de', (name, values) => (texts[name] ?? name).replace(/\{(\w+)\}/g, (_, place: string) => values[place] ?? ''))
  assert.equal(said({ look: 1, picture: 2, frame: 1 }), 'Weggelassen: 2 Bilder, 1 Rahmen und Farben.')
  assert.equal(said({}), '')
})
