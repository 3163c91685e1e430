import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { Said, shortened } from './said.tsx'

const html = (text: string) => String(<Said text={text} />)

test('a long address is shortened to its host and its last part, and leads to the whole of it', () => {
  const address = 'https://rat.wallstedt.example/archiv/2009/sitzungen/niederschrift-0917.pdf'
  assert.equal(html(`Siehe ${address}.`), '<div class="said"><p>Siehe ' +
    `<a href="${address}" title="${address}" rel="nofollow ugc noopener">rat.wallstedt.example/…/niederschrift-0917.pdf</a>.</p></div>`)
})

test('a shortened address shows whose it is, whatever its length', () => {
  assert.equal(shortened('https://short.example/a?b=c'), 'short.example/a?b=c')
  assert.equal(shortened('https://www.example.org/a-very-long-name-of-a-single-file-5036620.html'), 'www.example.org/…e-of-a-single-file-5036620.html')
  assert.equal(shortened('https://www.example.org/search?q=everything/that/is/to/be/found'), 'www.example.org/search…')
  assert.equal(shortened('https://www.example.org/?q=everything/that/is/to/be/found'), 'www.example.org/…')
  assert.match(shortened(`https://bank.example.${'a.'.repeat(60)}evil.example/x`), /^….*evil\.example\/x$/)
})

test('an address without https:// leads there too, but a missing space after a full stop makes none', () => {
  assert.match(html('www.tagesspiegel.example/politik'), /href="https:\/\/www\.tagesspiegel\.example\/politik"/)
  for (const text of ['Das ist gut.Es war schlecht.', 'z.B. am 1.2.', 'a@b.example', 'https://user@bank.example', 'http://localhost:3000']) assert.doesNotMatch(html(text), /<a/)
})

test('nothing but http and https becomes a link, and no markup comes through', () => {
  assert.doesNotMatch(html('javascript:alert(1) data:text/html,x ftp://a.example //b.example vbscript:x'), /<a/)
  assert.equal(html('<script>alert("x")</script>'), '<div class="said"><p>&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;</p></div>')
  assert.doesNotMatch(html('https://a.example/"onmouseover="alert(1)'), /"onmouseover/)
})

test('a blank line parts paragraphs, a line end stays one', () => {
  assert.equal(html('eins\nzwei\n \n\ndrei\n'), '<div class="said"><p>eins<br/>zwei</p><p>drei</p></div>')
})

test('no word of a comment is lost, whatever it says', () => {
  const word = fc.oneof(fc.string({ maxLength: 8 }), fc.constantFrom('https://a.example/b', 'www.c.example', 'HTTP://D.example/?e=f', '\n', '\n\n', '.', '…'))
  const plain = (markup: string) => markup.replace(/<[^>]*>/g, '').replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&quot;/g, '"').replace(/&#39;/g, "'").replace(/&amp;/g, '&')
  fc.assert(fc.property(fc.array(word, { maxLength: 12 }), (words) => {
    const text = words.join(' ')
    const bare = (all: string) => all.replace(/https?:\/\//gi, '').replace(/[\s/]+/g, '')
    return bare(plain(html(text))) === bare(text)
  }))
})

test('a page of the longest comments, made of strokes alone, takes no longer than others', () => {
  const text = `https://a.example${'/'.repeat(19_000)}`
  const begun = performance.now()
  for (let n = 0; n < 50; n += 1) html(text)
  assert.ok(performance.now() - begun < 2_000)
})
