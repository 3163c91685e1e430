import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { house, type House } from '../../../test/house.ts'
import { changeArticle, documentOf, makeArticle, makeAuthor, makePicture, makeSection, makeTopic, noon } from '../../../test/makers.ts'
import { withdrawArticle } from '../../articles/article.ts'
import { indexArticles } from '../../articles/search.ts'
import { searchUrl } from '../../urls.ts'

const act = { by: 'test', now: noon }
const daysAgo = (days: number) => { const at = new Date(noon.getTime() - days * 86_400_000); return { published_at: at, first_published_at: at } }
const text = (html: string) => html.replace(/<[^>]+>/g, '').replaceAll('&amp;', '&').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&#39;', "'").replaceAll('&quot;', '"')
const headlines = (html: string) => [...html.matchAll(/<h3>(?:<span[^>]*>[^<]*<\/span>)? ?<a href="[^"]+">(.*?)<\/a><\/h3>/g)].map(([, headline]) => text(headline ?? ''))
const total = (html: string) => text(/<h2 class="total"[^>]*>(.*?)<\/h2>/.exec(html)?.[1] ?? '')
const link = (html: string, rel: string) => new RegExp(`<a rel="${rel}" href="([^"]+)"`).exec(html)?.[1]?.replaceAll('&amp;', '&')

async function found(open: House['open'], values: Parameters<typeof searchUrl>[0] | string) {
  const { html, status } = await open(searchUrl(typeof values === 'string' ? { q: values } : values))
  assert.equal(status, 200)
  return headlines(html)
}

test('German and English words are found in every form, each article by its own language', house(async ({ db, open }) => {
  await makeArticle(db, { headline: 'Die Häuser am Fluss', body: documentOf('Gestern wurden sie verkauft.') })
  await makeArticle(db, { headline: 'Running out of bridges', language: 'en-GB', body: documentOf('The cities are building.') })
  for (const q of ['haus', 'Hauses', 'häusern', 'Flusses', 'verkaufen']) assert.deepEqual(await found(open, q), ['Die Häuser am Fluss'], q)
  for (const q of ['run', 'bridge', 'city build']) assert.deepEqual(await found(open, q), ['Running out of bridges'], q)
}))

test('an article in another language is found by its words as they stand', house(async ({ db, open }) => {
  await makeArticle(db, { headline: 'Élections à la mairie', language: 'fr' })
  assert.deepEqual(await found(open, 'elections'), ['Élections à la mairie'])
  assert.deepEqual(await found(open, 'élections mairie'), ['Élections à la mairie'])
}))

test('ä and ae, ö and oe, ü and ue, ß and ss, é and e find each other', house(async ({ db, open }) => {
  await makeArticle(db, { headline: 'Frau Müller grüßt im Café' })
  await makeArticle(db, { headline: 'Herr Mueller zieht in die Grosse Strasse' })
  for (const q of ['müller', 'mueller', 'Müllers']) assert.equal((await found(open, q)).length, 2, q)
  for (const q of ['gruesst', 'grüßt', 'grüsst', 'cafe', 'CAFÉ']) assert.deepEqual(await found(open, q), ['Frau Müller grüßt im Café'], q)
  for (const q of ['große straße', 'grosse strasse']) assert.deepEqual(await found(open, q), ['Herr Mueller zieht in die Grosse Strasse'], q)
}))

test('a headline counts more than kicker and standfirst, they more than names, and these more than the text', house(async ({ db, open }) => {
  const topic = await makeTopic(db, { name: 'Depot' })
  await makeArticle(db, { headline: 'Text', body: documentOf('Depot, Depot, Depot, das Depot am Depot.'), ...daysAgo(1) })
  await makeArticle(db, { headline: 'Thema', topic_ids: [topic.id], ...daysAgo(2) })
  await makeArticle(db, { headline: 'Vorspann', standfirst: 'Es geht um das Depot.', ...daysAgo(3) })
  await makeArticle(db, { headline: 'Das Depot', ...daysAgo(4) })
  assert.deepEqual(await found(open, 'depot'), ['Das Depot', 'Vorspann', 'Thema', 'Text'])
  assert.deepEqual(await found(open, { q: 'depot', sort: 'newest' }), ['Text', 'Thema', 'Vorspann', 'Das Depot'])
}))

test('who wrote it, what it is about and what its pictures show is found', house(async ({ db, open, files }) => {
  const [author, topic, picture] = [await makeAuthor(db, { name: 'Jo Weber' }), await makeTopic(db, { name: 'Seilbahn' }), await makePicture(db, { files, caption: 'Ein Kormoran am Steg' })]
  const body = { type: 'doc', content: [
    { type: 'picture', attrs: { picture: picture.name, alt: '', caption: null, missing: null } },
    { type: 'fact_box', attrs: { title: 'Zahlen' }, content: documentOf('Zwei Kutter.').content },
    { type: 'paragraph', content: [{ type: 'text', text: 'Ver' }, { type: 'text', text: 'gessen', marks: [{ type: 'strong' }] }, { type: 'footnote', content: [{ type: 'text', text: 'Siehe Ratsbeschluss.' }] }] },
    { type: 'picture', attrs: { picture: 'nowhere', alt: '', caption: 'Die Barkasse', missing: null } },
  ] }
  await makeArticle(db, { headline: 'Gefunden', bylines: [{ author_id: author.id, role: 'text' }], topic_ids: [topic.id], lead_picture_id: picture.id, lead_caption: 'Der Leuchtturm', body })
  for (const q of ['weber', 'seilbahn', 'kormoran', 'zahlen kutter', 'vergessen', 'ratsbeschluss', 'barkasse', 'leuchtturm']) assert.deepEqual(await found(open, q), ['Gefunden'], q)
}))

test('all words must be there, "side by side" in quotation marks, none after a minus, one of two around or', house(async ({ db, open }) => {
  await makeArticle(db, { headline: 'Altes Depot', ...daysAgo(1) })
  await makeArticle(db, { headline: 'Depot, altes', ...daysAgo(2) })
  await makeArticle(db, { headline: 'Neuer Bahnhof mit Zeitungen', ...daysAgo(3) })
  assert.deepEqual(await found(open, 'depot bahnhof'), [])
  assert.deepEqual(await found(open, '"altes depot"'), ['Altes Depot'])
  assert.deepEqual(await found(open, 'depot -"altes depot"'), ['Depot, altes'])
  assert.deepEqual(await found(open, 'bahnhof -zeitung'), [])
  assert.deepEqual(await found(open, { q: 'depot or bahnhof', sort: 'newest' }), ['Altes Depot', 'Depot, altes', 'Neuer Bahnhof mit Zeitungen'])
}))

test('what the parser would take for one thing is found by its parts', house(async ({ db, open }) => {
  await makeArticle(db, { headline: 'SPD/CDU und Open-Air: Covid-19 trifft die Leser:innen des Bundes\u00adtags' })
  for (const q of ['cdu', 'spd/cdu', 'open air', 'open-air', 'covid', 'covid 19', 'Covid-19', 'leser', 'leserinnen', 'Leser:innen', 'bundestag']) assert.equal((await found(open, q)).length, 1, q)
}))

test('the search is narrowed by section, topic, author and days of the paper', house(async ({ db, open }) => {
  const [stadt, land] = [await makeSection(db, { slug: 'stadt', name: 'Stadt' }), await makeSection(db, { slug: 'land' })]
  const [topic, author] = [await makeTopic(db, { slug: 'haushalt', name: 'Der Haushalt' }), await makeAuthor(db, { slug: 'jo', name: 'Jo Weber' })]
  // Half past eleven in the evening of the 28th in Berlin.
  const late = new Date('2026-02-28T22:30:00Z')
  await makeArticle(db, { headline: 'Eins Depot', section_id: stadt.id, topic_ids: [topic.id], published_at: late, first_published_at: late })
  await makeArticle(db, { headline: 'Zwei Depot', section_id: land.id, bylines: [{ author_id: author.id, role: 'photo' }] })
  const q = 'depot'
  assert.deepEqual(await found(open, { q, section: 'stadt' }), ['Eins Depot'])
  for (const name of ['haushalt', 'der haushalt', ' Der Haushalt ']) assert.deepEqual(await found(open, { q, topic: name }), ['Eins Depot'], name)
  assert.deepEqual(await found(open, { q, author: 'jo weber' }), ['Zwei Depot'])
  assert.deepEqual(await found(open, { q, from: '2026-02-28', to: '28.2.2026' }), ['Eins Depot'])
  assert.deepEqual(await found(open, { q, from: '2026-03-01' }), ['Zwei Depot'])
  for (const far of [{ from: '2031-01-01' }, { from: '9999-12-31' }, { to: '1000-01-01' }]) assert.deepEqual(await found(open, { q, ...far }), [], JSON.stringify(far))
  for (const far of [{ from: '1000-01-01' }, { from: '2000-01-01', to: '9999-12-31' }]) assert.equal((await found(open, { q, ...far })).length, 2, JSON.stringify(far))
  const { html } = await open(searchUrl({ q, section: 'stadt', topic: 'haushalt', from: '1.2.2026' }))
  assert.match(html, /<option value="stadt" selected="">Stadt<\/option>/)
  assert.match(html, /<input id="topic"[^>]* value="haushalt"/)
  assert.match(html, /<input id="from"[^>]* type="text" value="1\.2\.2026"/)
  assert.match(html, /<a href="\/search\?q=depot&amp;topic=haushalt&amp;from=1\.2\.2026" aria-label="Ressort: Stadt, diese Eingrenzung aufheben">/)
}))

test('pages of hits lead to each other and through every article once', house(async ({ db, open }) => {
  const section = await makeSection(db)
  for (let n = 0; n < 45; n++) await makeArticle(db, { section_id: section.id, headline: `Depot Nr. ${n}`, ...daysAgo(n % 7) })
  const seen: string[] = []
  const pages: string[] = []
  for (let address: string | undefined = '/search?q=depot'; address; address = link((await open(address)).html, 'next')) {
    pages.push(address)
    seen.push(...headlines((await open(address)).html))
  }
  assert.deepEqual(pages, ['/search?q=depot', '/search?q=depot&page=2', '/search?q=depot&page=3'])
  assert.equal(seen.length, 45)
  assert.equal(new Set(seen).size, 45)
  const { html } = await open(pages[2]!)
  assert.equal(total(html), '45 Artikel')
  assert.match(html, /Seite 3 von 3/)
  assert.equal(link(html, 'prev'), pages[1])
  assert.equal((await open('/search?q=depot&page=4')).status, 404)
}))

test('of very many matches the newest are ranked, and the page says so', house(async ({ db, open }) => {
  const { id } = await makeSection(db)
  const { rows } = await sql<{ id: number }>`
    insert into articles (section_id, slug, state, language, headline, body, first_published_at, published_at, created_at)
    select ${id}, 'x', 'published', 'de', 'Depot Nr. ' || n, '{"type":"doc"}', t, t, t from generate_series(1, 2100) n, lateral (select ${noon}::timestamptz - n * interval '1 hour' as t) at returning id`.execute(db)
  await indexArticles(db, rows.map((row) => row.id))
  const { html } = await open('/search?q=depot&sort=newest&page=100')
  assert.match(total(html), /^Über 2\.000 Artikel; dies sind die neuesten 2\.000 davon$/)
  assert.equal(headlines(html).at(-1), 'Depot Nr. 2000')
  assert.equal(link(html, 'next'), undefined)
}))

test('words are marked where they stand, and nothing in a text or a query is markup', house(async ({ db, open }) => {
  await makeArticle(db, { headline: '<b>Depot</b> & "mehr"', body: documentOf('Das <script>alert(1)</script> der SPD/Depots gehört allen.') })
  const { html } = await open(searchUrl({ q: 'depot "><script>alert(2)</script>' }))
  assert.doesNotMatch(html, /<script>alert|<b>/)
  const shown = (await open('/search?q=depot')).html
  assert.match(shown, /&lt;b&gt;<mark>Depot<\/mark>&lt;\/b&gt; &amp; &quot;mehr&quot;/)
  assert.match(shown, /<p>Das &lt;script&gt;alert\(1\)&lt;\/script&gt; der SPD\/<mark>Depots<\/mark> gehört allen\.<\/p>/)
}))

test('a word misspelt is looked for as it was most likely meant, and the page says so', house(async ({ db, open }) => {
  await makeArticle(db, { headline: 'Der Bürgermeister und sein Haushalt' })
  const { html } = await open('/search?q=Haushallt+burgermeistr')
  assert.deepEqual(headlines(html), ['Der Bürgermeister und sein Haushalt'])
  assert.match(text(html), /Zu „Haushallt burgermeistr“ wurde nichts gefunden\. Gezeigt werden Artikel zu Haushalt bürgermeister\./)
  assert.match(html, /<a href="\/search\?q=Haushalt\+b%C3%BCrgermeister">/)
}))

test('of a spelling that hardly stands anywhere it is asked whether the common one was meant', house(async ({ db, open }) => {
  const section = await makeSection(db)
  for (let n = 0; n < 20; n++) await makeArticle(db, { section_id: section.id, headline: `Haushalt ${n}` })
  await makeArticle(db, { section_id: section.id, headline: 'Haushallt' })
  const { html } = await open('/search?q=haushallt')
  assert.deepEqual(headlines(html), ['Haushallt'])
  assert.match(text(html), /Meinten Sie haushalt\?/)
}))

test('where nothing is found, the page says what was looked for and what may help', house(async ({ db, open }) => {
  await makeSection(db, { slug: 'leer' })
  await makeArticle(db, { headline: 'Das Depot' })
  const { html, status } = await open('/search?q=depot+xyzzy&section=leer')
  assert.equal(status, 200)
  assert.match(text(html), /Nichts gefundenZu „depot xyzzy“ steht mit diesen Eingrenzungen kein Artikel/)
  assert.match(html, /<a href="\/search\?q=depot\+xyzzy">Ohne Eingrenzungen suchen<\/a>/)
  assert.match(html, /<a href="\/search\?q=depot&amp;section=leer">depot<\/a>/)
  assert.match(html, /Neueste Artikel<\/h3><ul><li><a href="[^"]+">Das Depot/)
}))

test('words that stand everywhere are not looked for, and the page says that', house(async ({ db, open }) => {
  await makeArticle(db, { headline: 'Die Stadt für alle' })
  assert.match((await open('/search?q=to+the+and')).html, /Solche Wörter stehen in fast jedem Artikel/)
  for (const q of ['die stadt für alle', 'stadt fuer']) assert.deepEqual(await found(open, q), ['Die Stadt für alle'], q)
}))

test('an article is found as soon as it is published, under its new section as soon as it moves, and never as a draft', house(async ({ db, open }) => {
  const [stadt, land] = [await makeSection(db, { slug: 'stadt' }), await makeSection(db, { slug: 'land' })]
  await makeArticle(db, { headline: 'Entwurf Depot', state: 'draft' })
  const { id } = await makeArticle(db, { headline: 'Depot', section_id: stadt.id })
  assert.deepEqual(await found(open, { q: 'depot', section: 'stadt' }), ['Depot'])
  await changeArticle(db, { id, slug: 'neu', section_id: land.id }, act)
  assert.deepEqual(await found(open, { q: 'depot', section: 'stadt' }), [])
  assert.deepEqual(await found(open, { q: 'depot', section: 'land' }), ['Depot'])
}))

test('what is withdrawn leaves the search at once, and no word that stood only there is suggested', house(async ({ db, open }) => {
  const { id } = await makeArticle(db, { headline: 'Schlammschlacht im Depot', body: documentOf('Die Depots und Verdaechtigungen.') })
  await makeArticle(db, { headline: 'Ein anderes Depot' })
  assert.deepEqual(await found(open, 'schlamschlacht'), ['Schlammschlacht im Depot'])
  await withdrawArticle(db, { id, reason: 'Falsch.' }, act)
  for (const q of ['schlamschlacht', 'schlammschlacht', 'verdaechtigung', 'depots']) {
    const { html } = await open(searchUrl({ q }))
    assert.doesNotMatch(html, /Schlammschlacht im|schlammschlacht<|verdaechtigungen<|depots</, q)
  }
  assert.deepEqual(await found(open, 'depot'), ['Ein anderes Depot'])
}))

test('an empty search shows the form and how to use it; what was found is kept nowhere, and not for search engines', house(async ({ open }) => {
  for (const address of ['/search', '/search?q=', '/search?q=+%3F&section=']) {
    const { status, html, headers } = await open(address)
    assert.equal(status, 200)
    assert.match(html, /<form[^>]* role="search" action="\/search" method="get">/)
    assert.match(html, /In Anführungszeichen/)
    assert.equal(headers.get('cache-control'), 'no-store')
  }
  for (const address of ['/search?q=depot', '/search?q=-depot', '/search?q=the+und']) assert.match((await open(address)).html, /<meta name="robots" content="noindex"\/>/, address)
}))

test('what cannot be asked is answered with the form as it was, and what is wrong, in the language of the paper', house(async ({ db, open }) => {
  const wrong: [Parameters<typeof searchUrl>[0], RegExp, RegExp][] = [
    [{ q: 'a'.repeat(201) }, /höchstens 200 Zeichen/, /a{201}/],
    [{ q: 'ab '.repeat(17) }, /höchstens 16/, /value="(ab ){17}"/],
    [{ q: 'de\u0001pot' }, /niemand lesen kann/, /value="de pot"/],
    [{ q: '-depot' }, /nicht vorkommen soll/, /value="-depot"/],
    [{ q: 'x', section: 'nix' }, /Dieses Ressort gibt es nicht/, /<option value="nix" selected="">/],
    [{ q: 'x', topic: 'Nie <gehört>' }, /Dieses Thema gibt es nicht/, /value="Nie &lt;gehört&gt;"/],
    [{ q: 'x', author: 'Nie\u0001mand' }, /Niemand mit diesem Namen/, /id="author"/],
    [{ q: 'x', from: 'gestern' }, /kein Tag im Kalender/, /type="text" value="gestern"/],
    [{ q: 'x', to: '2026-02-30' }, /kein Tag im Kalender/, /type="text" value="2026-02-30"/],
    [{ q: 'x', from: '2026-02-02', to: '2026-02-01' }, /vor dem ersten/, /value="2026-02-01"/],
  ]
  for (const [values, message, kept] of wrong) {
    const { status, html } = await open(searchUrl(values))
    assert.equal(status, 422, JSON.stringify(values))
    assert.match(html, message)
    assert.match(html, kept)
  }
  await db.updateTable('paper').set({ language: 'en' }).execute()
  assert.match((await open('/search?q=x&from=yesterday')).html, /That is no day of the calendar/)
}))

test('who searches while very many do is asked to try again, with what was typed still there', house(async ({ db, open }) => {
  await makeArticle(db, { headline: 'Depot' })
  const answers = await Promise.all(Array.from({ length: 30 }, () => open('/search?q=depot')))
  const busy = answers.filter(({ status }) => status === 503)
  assert.equal(busy.length, 8)
  assert.equal(busy[0]?.headers.get('retry-after'), '5')
  assert.match(busy[0]?.html ?? '', /value="depot"[\s\S]*Gerade suchen sehr viele/)
  assert.deepEqual(answers.filter(({ status }) => status === 200).map(({ html }) => headlines(html).length), Array.from({ length: 22 }, () => 1))
}))

test('every page leads to the search', house(async ({ open }) => {
  for (const address of ['/', '/imprint', '/nowhere', '/support']) assert.equal((await open(address)).html.match(/href="\/search"/g)?.length, 2, address)
}))
