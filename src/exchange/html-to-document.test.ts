import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { parseDocument, textOf, type DocumentNode } from '../articles/document.ts'
import { formerSite } from './html-links.ts'
import { htmlToDocument, type Source } from './html-to-document.ts'

const source: Source = { from: 'https://alt.example/2026/01/text/', site: formerSite('https://alt.example'), language: 'de' }

function converted(html: string, more: Partial<Source> = {}) {
  const { doc, pictures, notes } = htmlToDocument(html, { ...source, ...more })
  parseDocument(doc)
  return { blocks: doc.content ?? [], pictures: pictures.map(({ ref }) => ref), notes: Object.fromEntries(notes) }
}
function blocks(html: string, more?: Partial<Source>) {
  return converted(html, more).blocks
}
function paragraph(...content: (string | DocumentNode)[]): DocumentNode {
  return { type: 'paragraph', content: content.map(inline) }
}
function inline(part: string | DocumentNode): DocumentNode {
  return typeof part === 'string' ? { type: 'text', text: part } : part
}
function marked(text: string, ...marks: string[]): DocumentNode {
  return { type: 'text', text, marks: marks.map((type) => ({ type })) }
}
function linked(text: string, href: string): DocumentNode {
  return { type: 'text', text, marks: [{ type: 'link', attrs: { href, title: null } }] }
}
const br = { type: 'hard_break' }
function picture(missing: string, { alt = '', caption = null }: { alt?: string; caption?: string | null } = {}): DocumentNode {
  return { type: 'picture', attrs: { picture: null, alt, caption, missing } }
}

// Classic markup

test('blank lines of classic markup part paragraphs, single ones break the line', () => {
  assert.deepEqual(blocks('Eins\nzwei <b>drei</b>\n\n\n  Vier\n\n&nbsp;\n\nfünf'), [
    paragraph('Eins', br, 'zwei ', marked('drei', 'strong')), paragraph('Vier'), paragraph('fünf'),
  ])
})

test('a mark that spans a blank line stands in both paragraphs', () => {
  assert.deepEqual(blocks('<em>eins\n\nzwei</em>'), [paragraph(marked('eins', 'emphasis')), paragraph(marked('zwei', 'emphasis'))])
})

test('line breaks beside blocks are none', () => {
  assert.deepEqual(blocks('Vor\n<h2>Titel</h2>\nNach'), [paragraph('Vor'), { type: 'heading', attrs: { level: 2 }, content: [inline('Titel')] }, paragraph('Nach')])
})

test('headings have two levels here', () => {
  const { blocks: found, notes } = converted('<h1>a</h1><h2>b</h2><h3>c</h3><h6><em>d</em></h6><h2> </h2>')
  assert.deepEqual(found.map(({ attrs }) => attrs?.level), [2, 2, 3, 3])
  assert.deepEqual(notes, { 'headings <h1> now of level 2': 1, 'headings <h6> now of level 3': 1 })
})

test('inline marks come in the order of the model, nested ones once', () => {
  assert.deepEqual(blocks('<a href="https://example.org/x"><i><b>a<strong>b</strong></b></i></a> H<sub>2</sub>O m<sup>2</sup> <del>weg</del> <code>x</code>'), [paragraph(
    { type: 'text', text: 'ab', marks: [{ type: 'strong' }, { type: 'emphasis' }, { type: 'link', attrs: { href: 'https://example.org/x', title: null } }] },
    ' H', marked('2', 'sub'), 'O m', marked('2', 'sup'), ' ', marked('weg', 'strikethrough'), ' ', marked('x', 'code'),
  )])
})

test('a quotation within a line has quotation marks of its language', () => {
  assert.deepEqual(blocks('Er sagte <q>nein</q>.'), [paragraph('Er sagte „nein“.')])
  assert.deepEqual(blocks('He said <q>no</q>.', { language: 'en' }), [paragraph('He said “no”.')])
})

// Links

test('links into the former site become links into the paper, its files stay where they are', () => {
  const { blocks: [found], notes } = converted('<a href="http://www.alt.example/2020/05/x/?a=1#b">a</a> <a href="../y/">b</a> <a href="/wp-content/uploads/z.pdf">c</a> <a href="#unten">d</a> <a href="mailto:a@example.org">e</a>')
  assert.deepEqual(found, paragraph(linked('a', '/2020/05/x/?a=1#b'), ' ', linked('b', '/2026/01/y/'), ' ', linked('c', 'https://alt.example/wp-content/uploads/z.pdf'), ' ', linked('d', '#unten'), ' ', linked('e', 'mailto:a@example.org')))
  assert.deepEqual(notes, { 'links that lead to files on the former site': 1 })
})

test('a link to a script, to data or to another kind of address stays as its text', () => {
  for (const href of ['javascript:alert(1)', ' JaVaScRiPt:alert(1)', 'java\nscript:alert(1)', 'data:text/html,x', 'vbscript:x', 'ftp://example.org/', 'file:///etc/passwd', 'https://', '//[']) {
    assert.deepEqual(blocks(`<a href="${href}">hier</a>`), [paragraph('hier')], href)
  }
})

// Whatever else stands there

test('scripts, styles and forms are left out and named; unknown elements stay as their text', () => {
  const { blocks: found, notes } = converted('<p onclick="x()" style="color:red">a<script>b</script></p><style>c</style><blink>d</blink><form>e<input></form>')
  assert.deepEqual(found, [paragraph('a'), paragraph('d'), paragraph('e')])
  assert.deepEqual(notes, {
    'scripts in attributes left out': 1, 'styles in attributes left out': 1, '<script> left out': 1, '<style> left out': 1, 'formatting <blink> kept as plain text': 1, '<input> left out': 1,
  })
})

test('markup nested without bound stays readable', () => {
  const { blocks: found, notes } = converted(`${'<div><b>'.repeat(20_000)}tief`)
  assert.equal(textOf({ type: 'doc', content: found }), 'tief')
  assert.deepEqual(notes, { 'markup nested too deeply kept as text': 1 })
})

// Lists, quotations, tables

test('lists keep their nesting, their start and what stands beside items', () => {
  assert.deepEqual(blocks('<ol start="3"><li>a<ul><li>b</li></ul></li><ul><li>c</li></ul><li> </li></ol>'), [{
    type: 'ordered_list', attrs: { start: 3 }, content: [{
      type: 'list_item',
      content: [
        paragraph('a'), { type: 'bullet_list', content: [{ type: 'list_item', content: [paragraph('b')] }] },
        { type: 'bullet_list', content: [{ type: 'list_item', content: [paragraph('c')] }] },
      ],
    }],
  }])
})

test('what a list, quotation or table cell cannot hold moves behind it', () => {
  const image = '<img src="/wp-content/uploads/a.jpg" alt="A">'
  for (const html of [`<ul><li>x${image}</li></ul>`, `<blockquote>x${image}</blockquote>`, `<table><tr><td>x${image}</td></tr></table>`]) {
    const { blocks: found, notes } = converted(html)
    assert.deepEqual(found.slice(1), [picture('a.jpg', { alt: 'A' })], html)
    assert.deepEqual(notes, { 'pictures and media in a list, table or quotation now stand after it': 1 })
  }
})

test('a quotation keeps its paragraphs and who said it', () => {
  assert.deepEqual(blocks('<blockquote><p>Eins</p><h3>Zwei</h3><cite>Ada <em>Lovelace</em><br></cite></blockquote>'), [
    { type: 'quotation', attrs: { attribution: 'Ada Lovelace' }, content: [paragraph('Eins'), paragraph(marked('Zwei', 'strong'))] },
  ])
})

test('a pull quote is one', () => {
  assert.deepEqual(blocks('<!-- wp:pullquote -->\n<figure class="wp-block-pullquote"><blockquote><p>Groß <b>und</b> breit</p><cite>Ada</cite></blockquote></figure>\n<!-- /wp:pullquote -->'), [
    { type: 'pull_quote', attrs: { attribution: 'Ada' }, content: [inline('Groß und breit')] },
  ])
})

test('a table keeps heads, spans and its caption, wherever that stands', () => {
  const cell = (type: string, text: string, colspan = 1) => ({ type, attrs: { colspan, rowspan: 1 }, content: [inline(text)] })
  const table = { type: 'table', attrs: { caption: 'Zahlen' }, content: [
    { type: 'table_row', content: [cell('table_header', 'a', 2)] }, { type: 'table_row', content: [cell('table_cell', 'b'), { type: 'table_cell', attrs: { colspan: 1, rowspan: 1 } }] },
  ] }
  const rows = '<thead><tr><th colspan="2">a</th></tr></thead><tbody><tr><td>b</td><td rowspan="x"></td></tr><tr></tr></tbody>'
  assert.deepEqual(blocks(`<figure class="wp-block-table"><table>${rows}</table><figcaption>Zahlen</figcaption></figure>`), [table])
  assert.deepEqual(blocks(`<table><caption>Zahlen</caption>${rows}</table>`), [table])
})

test('a definition list gives each term a description and each description a term', () => {
  assert.deepEqual(blocks('<dl><dd>ohne</dd><dt>a</dt><dt>b</dt><div><dd>c</dd></div></dl>').map(({ content }) => content?.map(({ type, content: inner }) => [type, inner?.[0]?.text])), [
    [['term', undefined], ['description', 'ohne'], ['term', 'a'], ['description', undefined], ['term', 'b'], ['description', 'c']],
  ])
})

test('preformatted text keeps its lines and spaces, verse is no code', () => {
  assert.deepEqual(blocks('<pre>if x\n  y</pre>'), [paragraph(marked('if x', 'code'), br, marked('\u00a0\u00a0y', 'code'))])
  assert.deepEqual(blocks('<!-- wp:verse --><pre class="wp-block-verse">Rot\nBlau</pre><!-- /wp:verse -->'), [paragraph('Rot', br, 'Blau')])
})

// Blocks

test('in blocks a line break in the markup is a blank', () => {
  assert.deepEqual(blocks('<!-- wp:paragraph -->\n<p>eins\nzwei</p>\n<!-- /wp:paragraph -->'), [paragraph('eins zwei')])
})

test('columns, groups and covers become what they hold', () => {
  const html = '<!-- wp:columns --><div class="wp-block-columns"><!-- wp:column --><div class="wp-block-column"><!-- wp:paragraph --><p>a</p><!-- /wp:paragraph --></div><!-- /wp:column --><!-- wp:column --><div><p>b</p></div><!-- /wp:column --></div><!-- /wp:columns --><!-- wp:separator --><hr/><!-- /wp:separator --><!-- wp:html --><b>c</b><!-- /wp:html -->'
  assert.deepEqual(blocks(html), [paragraph('a'), paragraph('b'), { type: 'divider' }, paragraph(marked('c', 'strong'))])
})

test('blocks that are made anew on each page are named, the marks for more and pages are not', () => {
  const { blocks: found, notes } = converted('<!-- wp:latest-posts {"n":3} /--><!-- wp:more --><!--more--><!-- /wp:more --><!-- wp:spacer /-->')
  assert.deepEqual(found, [])
  assert.deepEqual(notes, { 'block latest-posts, which has no content of its own, left out': 1 })
})

test('a file block is a link to the file', () => {
  assert.deepEqual(blocks('<!-- wp:file --><div class="wp-block-file"><a href="https://alt.example/wp-content/uploads/a.pdf">Der Plan</a><a href="https://alt.example/wp-content/uploads/a.pdf" class="wp-block-file__button" download>Herunterladen</a></div><!-- /wp:file -->'),
    [paragraph(linked('Der Plan', 'https://alt.example/wp-content/uploads/a.pdf'))])
})

test('footnotes stand where their numbers stood', () => {
  const html = '<!-- wp:paragraph --><p>Satz<sup data-fn="k1" class="fn"><a href="#k1">1</a></sup>. m<sup>2</sup></p><!-- /wp:paragraph --><!-- wp:footnotes /-->'
  assert.deepEqual(blocks(html, { footnotes: new Map([['k1', 'Siehe <em>dort</em>.']]) }), [paragraph('Satz', { type: 'footnote', content: [inline('Siehe dort.')] }, '. m', marked('2', 'sup'))])
})

// Pictures

test('a picture keeps alternative text and caption and says by what it is found', () => {
  const { blocks: found, pictures } = converted('<figure class="wp-block-image"><a href="x"><img src="https://alt.example/wp-content/uploads/2026/01/r%C3%BCbe-300x200.jpg" alt=" Rübe " class="wp-image-7"/></a><figcaption>Die <b>Rübe</b></figcaption></figure>')
  assert.deepEqual(found, [picture('rübe-300x200.jpg', { alt: 'Rübe', caption: 'Die Rübe' })])
  assert.deepEqual(pictures, [{ attachment: '7', address: 'https://alt.example/wp-content/uploads/2026/01/r%C3%BCbe-300x200.jpg' }])
})

test('a picture within a paragraph parts it', () => {
  assert.deepEqual(blocks('<p>vor <a href="/wp-content/uploads/gross.jpg"><img src="a.png"></a> nach</p>'), [paragraph('vor'), picture('a.png'), paragraph('nach')])
})

test('a face that is a picture is its sign, a counting pixel is left out', () => {
  const { blocks: found, notes } = converted('gut <img class="wp-smiley" alt=":-)" src="x.gif"><img src="https://vg.example/1.gif" width="1" height="1">')
  assert.deepEqual(found, [paragraph('gut :-)')])
  assert.deepEqual(notes, { 'counting pixels left out': 1 })
})

test('captions in shortcodes, in their newer and older form', () => {
  const { blocks: found, pictures } = converted('[caption id="attachment_9" align="left" width="300"]<a href="x"><img src="/a.jpg" alt="a" /></a> Die <em>Wäll</em>[/caption]\n\n[caption id="attachment_8" caption="Alt &quot;x&quot;"]<img src="/b.jpg" />[/caption]')
  assert.deepEqual(found, [picture('a.jpg', { alt: 'a', caption: 'Die Wäll' }), picture('b.jpg', { caption: 'Alt "x"' })])
  assert.deepEqual(pictures.map(({ attachment }) => attachment), ['9', '8'])
})

test('galleries: block, older block, shortcode with numbers, and the one that shows what hangs on the post', () => {
  const nested = '<!-- wp:gallery --><figure class="wp-block-gallery"><figure class="wp-block-image"><img src="/a.jpg" class="wp-image-1"/><figcaption>A</figcaption></figure><figure><img src="/b.jpg"/></figure><figcaption class="blocks-gallery-caption">Alle</figcaption></figure><!-- /wp:gallery -->'
  const gallery = { type: 'gallery', content: [picture('a.jpg', { caption: 'A' }), picture('b.jpg')] }
  assert.deepEqual(blocks(nested), [gallery, paragraph(marked('Alle', 'emphasis'))])
  const older = '<!-- wp:gallery --><ul class="wp-block-gallery"><li><figure><img src="/a.jpg"/><figcaption>A</figcaption></figure></li><li><figure><img src="/b.jpg"/></figure></li></ul><!-- /wp:gallery -->'
  assert.deepEqual(blocks(older), [gallery])
  assert.deepEqual(converted('[gallery ids="3, 4" columns=2]').pictures, [{ attachment: '3' }, { attachment: '4' }])
  assert.deepEqual(converted('[gallery exclude="6"]', { attached: ['5', '6', '7'] }).pictures, [{ attachment: '5' }, { attachment: '7' }])
})

// Outside media

test('outside media become boxes: block, frame, shortcode, player, and an address alone on its line', () => {
  const url = 'https://www.youtube.com/watch?v=abcdefg'
  const forms = [
    `<!-- wp:embed {"url":"${url}"} --><figure class="wp-block-embed"><div class="wp-block-embed__wrapper">\n${url}\n</div></figure><!-- /wp:embed -->`,
    '<iframe src="//www.youtube.com/embed/abcdefg?rel=0" width="560"></iframe>', `[embed width="3"]${url}[/embed]`, `[youtube=${url}]`, '[youtube id="abcdefg"]', `Vorher\n\n${url}\n\nNachher`,
  ]
  for (const form of forms) assert.deepEqual(blocks(form).find(({ type }) => type === 'embed'), { type: 'embed', attrs: { url, title: '' } }, form)
  assert.deepEqual(blocks('<figure class="wp-block-video"><video controls><source src="/wp-content/uploads/f.mp4"></video><figcaption>Film</figcaption></figure>'),
    [{ type: 'embed', attrs: { url: 'https://alt.example/wp-content/uploads/f.mp4', title: 'Film' } }])
  assert.deepEqual(blocks('[audio mp3="https://alt.example/a.mp3"][/audio]'), [{ type: 'embed', attrs: { url: 'https://alt.example/a.mp3', title: '' } }])
})

test('an address of no known provider stays text, and one no browser opens is no medium', () => {
  assert.deepEqual(blocks('https://example.org/x'), [paragraph('https://example.org/x')])
  const { blocks: found, notes } = converted('<iframe src="javascript:alert(1)"></iframe>')
  assert.deepEqual(found, [])
  assert.deepEqual(notes, { '<iframe> without an address left out': 1 })
})

// Shortcodes

test('unknown shortcodes stay as text and are named; words in brackets are words', () => {
  const { blocks: found, notes } = converted('Das [sic] stand [Anm. d. Red.] da.\n\n[contact-form-7 id="1" title="Post"]\n\n[box]Inhalt[/box]\n\n[newsletter]\n\n[[gallery]]')
  assert.deepEqual(found.map(textOf), ['Das [sic] stand [Anm. d. Red.] da.', '[contact-form-7 id="1" title="Post"]', '[box]Inhalt[/box]', '[newsletter]', '[gallery]'])
  assert.deepEqual(notes, { 'shortcode [contact-form-7] kept as text': 1, 'shortcode [box] kept as text': 1, 'shortcode [newsletter] kept as text': 1 })
})

test('a text full of brackets takes no more than its time', () => {
  const begun = performance.now()
  blocks('[a b="'.repeat(20_000))
  blocks('[caption]'.repeat(20_000))
  assert.ok(performance.now() - begun < 5_000)
})

test('names that JavaScript gives a meaning are words like any other', () => {
  const { blocks: found, notes } = converted('[constructor] und [constructor]mehr[/constructor]<sup data-fn="constructor">1</sup>', { footnotes: new Map() })
  assert.equal(textOf({ type: 'doc', content: found }), '[constructor] und [constructor]mehr[/constructor]1')
  assert.deepEqual(notes, { 'shortcode [constructor] kept as text': 2 })
})

test('control characters and halves of characters, smuggled in by escapes, become signs that can be kept', () => {
  const footnotes = new Map([['k', 'a\u0000b\ud800c']])
  const { blocks: [note, image] } = converted('<p><sup data-fn="k">1</sup></p><img src="/wp-content/uploads/a%00%1bb.jpg">', { footnotes })
  assert.deepEqual(note, paragraph({ type: 'footnote', content: [inline('a\ufffdb\ufffdc')] }))
  assert.deepEqual(image, picture('a\ufffd\ufffdb.jpg'))
})

test('hundreds of thousands of elements side by side are no harder than a few', () => {
  assert.equal(blocks(`<blockquote>${'<b>x</b>'.repeat(150_000)}</blockquote>`).length, 1)
  assert.equal(blocks(`<ul><li>${'<p>x</p>'.repeat(150_000)}</li></ul>`).length, 1)
})

test('whatever markup comes, a valid document comes out, and no script with it', () => {
  const tags = ['p', 'div', 'b', 'a href="javascript:x"', 'a href="https://e.example"', 'ul', 'li', 'ol', 'table', 'tr', 'td', 'th', 'blockquote', 'figure', 'figcaption', 'img src="a.jpg"', 'h1', 'h4', 'dl', 'dt', 'dd', 'pre', 'sup', 'sub', 'hr', 'br', 'iframe src="https://e.example"', 'script', 'figure class="wp-block-gallery"', 'cite', 'q', 'code', 'span']
  const piece = fc.oneof(fc.constantFrom(...tags).map((tag) => `<${tag}>`), fc.constantFrom(...tags).map((tag) => `</${tag.split(' ')[0]}>`), fc.constantFrom('Wort', ' ', '\n', '\n\n', '&nbsp;', '[gallery ids="1"]', '[caption]', '[/caption]', '<!-- wp:paragraph -->'))
  fc.assert(fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
    const { doc } = htmlToDocument(pieces.join(''), source)
    parseDocument(doc)
    assert.doesNotMatch(JSON.stringify(doc), /javascript:/i)
  }), { numRuns: 1000, seed: 1855 })
})
