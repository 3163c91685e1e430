import assert from 'node:assert/strict'
import { test } from 'node:test'
import { makeComment, makeReader } from '../../../test/comment-makers.ts'
import { house } from '../../../test/house.ts'
import { changeArticle, documentOf, makeArticle, makeAuthor, makePicture, makeSection, makeTopic, noon, paragraph } from '../../../test/makers.ts'
import { withdrawArticle } from '../../articles/article.ts'
import { startCampaign } from '../../funding/campaign.ts'
import { articleUrl } from '../../urls.ts'

const act = { by: 'test', now: noon }
const campaign = {
  slug: 'goal', goal: 50_000, goal_kind: 'supporters', reached: 40_112, starts_on: '2026-01-01', ends_on: null, smallest_amount: 500, currency: 'EUR', rhythm: 'monthly',
  texts: [{ language: 'de', headline: 'Ein Bündnis, das liest', body: 'Wer mag, zahlt.\n\nWer nicht mag, liest trotzdem.', button: 'Jetzt unterstützen', footnote: 'Mit nur 5 Euro sind Sie dabei.' }],
} as const

test('the page of a daily has every element: kicker to long link, goal to seventeen comments', house(async ({ db, files, open }) => {
  const [section, topic, writer, photographer] = [await makeSection(db, { slug: 'ausland', name: 'Ausland' }), await makeTopic(db, { slug: 'faehren', name: 'Fähren' }), await makeAuthor(db, { name: 'Jo Weber' }), await makeAuthor(db, { name: 'Kim Anders' })]
  const picture = await makePicture(db, { files, name: 'faehre', alt: 'Eine Fähre', credit_person: 'Kim Anders', credit_agency: 'wa', rights: '© 2026' })
  await startCampaign(db, { ...campaign, texts: [...campaign.texts] })
  const article = await makeArticle(db, {
    section_id: section.id, slug: 'faehre-wieder-da', kicker: 'Fährverkehr im Norden', headline: 'Noch weit bis zum Fahrplan', standfirst: 'Die Fähre ist zurück. Wann sie fährt, bleibt offen.',
    dateline_place: 'Norddorf', dateline_source: 'wa', lead_picture_id: picture.id, lead_caption: 'Das Dorfgespräch: die Fähre am Anleger',
    bylines: [{ author_id: writer.id, role: 'text' }, { author_id: photographer.id, role: 'photo' }], topic_ids: [topic.id], updated_at: new Date('2026-03-01T13:30:00Z'),
    corrections: [{ corrected_at: noon, was_wrong: 'Hier stand, es gebe zwei Fähren.', is_right: 'Es gibt eine.' }],
    body: { type: 'doc', content: [paragraph('Die Fähre hat etwas getan.'), { type: 'heading', attrs: { level: 2 }, content: [{ type: 'text', text: 'Der Anleger bekräftigt Ablehnung' }] },
      { type: 'quotation', attrs: { attribution: 'Die Hafenmeisterin' }, content: [paragraph('„Niemand will den Fahrplan mehr als wir.“')] }] },
  })
  await makeArticle(db, { section_id: section.id, slug: 'anleger', headline: 'Der alte Anleger', topic_ids: [topic.id] })
  const readers = await Promise.all(['Felis', 'Nutzer', 'Hedele'].map((name) => makeReader(db, name)))
  const first = await makeComment(db, { article_id: article.id, reader_id: readers[0]!, body: 'Schwer erträglich.\n\nwww.zeitung.example/politik/was-zu-befuerchten-war-und-nun-doch-alle-empfohlen-5036620.html' })
  await makeComment(db, { article_id: article.id, reader_id: readers[1]!, parent_id: first, body: 'Leider wahr.' })
  for (let n = 2; n < 17; n++) await makeComment(db, { article_id: article.id, reader_id: readers[n % 3]!, body: `Kommentar Nummer ${n + 1}.` })

  const { html, status } = await open(articleUrl(article))
  assert.equal(status, 200)
  const inOrder = [
    'Fährverkehr im Norden', 'Noch weit bis zum Fahrplan', 'Die Fähre ist zurück.', 'Von ', 'Jo Weber', 'Fotos: ', 'Kim Anders', 'Veröffentlicht', 'Aktualisiert', '17 Kommentare',
    'alt="Eine Fähre"', 'Das Dorfgespräch: die Fähre am Anleger', 'Foto: Kim Anders/wa', '© 2026', '<span class="dateline">Norddorf wa</span> Die Fähre hat etwas getan.',
    'Der Anleger bekräftigt Ablehnung</h2>', '<blockquote>', 'Die Hafenmeisterin', 'Korrektur:', 'Hier stand, es gebe zwei Fähren.', 'Es gibt eine.', '/topic/faehren',
    'Ein Bündnis, das liest', '40.112', 'Menschen fördern', 'Ziel: 50.000', 'value="40112"', 'Jetzt unterstützen', 'Mit nur 5 Euro sind Sie dabei.',
    'Mehr zum Thema', 'Der alte Anleger', '17 Kommentare', 'Kommentar Nummer 17.', `/seen.gif?asks=1&amp;a=${article.id}`,
  ]
  let at = 0
  for (const words of inOrder) {
    const found = html.indexOf(words, at)
    assert.notEqual(found, -1, `${words} is missing after ${html.slice(at, at + 60)}`)
    at = found + words.length
  }
  assert.match(html, /@Felis<\/a> Leider wahr\./)
  assert.match(html, /<a href="https:\/\/www\.zeitung\.example\/politik\/was-zu-befuerchten-war-und-nun-doch-alle-empfohlen-5036620\.html"[^>]*>www\.zeitung\.example\/…[^<]{1,40}5036620\.html<\/a>/)
}))

test('a page needs no script, sets no cookie and asks nobody else for anything', house(async ({ db, open }) => {
  const article = await makeArticle(db)
  for (const address of ['/', articleUrl(article), `${articleUrl(article)}/comments`, `/${article.section_slug}`, '/support', '/privacy', '/nowhere']) {
    const { html: whole, headers } = await open(address)
    // Neither is followed nor run: data for search engines, and the page's own whole address.
    const html = whole.replace(/<script type="application\/ld\+json">[^<]*<\/script>|<link rel="canonical"[^>]*>/g, '')
    assert.doesNotMatch(html, /<script(?! type="module"[^>]* src="\/assets\/)|style="|\son\w+="|<iframe/, address)
    assert.equal(headers.get('set-cookie'), null)
    const loaded = [...html.matchAll(/(?:src|srcset|href)="([^"]+)"/g)].map(([, to]) => to ?? '').filter((to) => !to.startsWith('/') && !to.startsWith('#') && !to.startsWith('mailto:'))
    assert.deepEqual(loaded, [], address)
  }
}))

test('an older slug and an older section lead to the article, for good', house(async ({ db, open }) => {
  const article = await makeArticle(db, { slug: 'erst-so' })
  const old = articleUrl(article)
  const moved = await changeArticle(db, { id: article.id, slug: 'dann-so', section_id: (await makeSection(db, { slug: 'anderswo' })).id }, act)
  assert.equal(articleUrl(moved), `/anderswo/dann-so-${article.id}`)
  const answer = await open(old)
  assert.deepEqual([answer.status, answer.headers.get('location')], [301, articleUrl(moved)])
  assert.equal((await open(articleUrl(moved))).status, 200)
}))

test('an address of an earlier system leads to the article, with and without its last stroke', house(async ({ db, open }) => {
  const article = await makeArticle(db, { former_addresses: ['/2016/03/05/ein-fund/', '/?p=77'] })
  for (const address of ['/2016/03/05/ein-fund/', '/2016/03/05/ein-fund', '/?p=77']) {
    const answer = await open(address)
    assert.deepEqual([answer.status, answer.headers.get('location')], [301, articleUrl(article)], address)
  }
}))

test('a withdrawn article answers 410 with the reason, and with nothing of what it said', house(async ({ db, open }) => {
  const article = await makeArticle(db, { headline: 'Falsch gemeldet', body: documentOf('Falscher Text.') })
  await withdrawArticle(db, { id: article.id, reason: 'Das Schreiben war eine Fälschung.' }, act)
  const { status, html } = await open(articleUrl(article))
  assert.equal(status, 410)
  assert.match(html, /Das Schreiben war eine Fälschung\./)
  assert.doesNotMatch(html, /Falsch gemeldet|Falscher Text/)
  assert.doesNotMatch((await open('/')).html + (await open(`/${article.section_slug}`)).html, /Falsch gemeldet/)
}))

test('what is not published is not there', house(async ({ db, open }) => {
  const draft = await makeArticle(db, { state: 'draft', headline: 'Noch geheim', published_at: null, first_published_at: null })
  const { status, html } = await open(articleUrl(draft))
  assert.equal(status, 404)
  assert.doesNotMatch(html, /Noch geheim/)
  for (const address of ['/', `/${draft.section_slug}`]) assert.doesNotMatch((await open(address)).html, /Noch geheim/)
  for (const address of ['/x/y-999999', '/x/y', '/x/y-0', '/x/y-99999999999999999999', '/%00/x-1', '/x/%E0%A4%A']) assert.ok([400, 404].includes((await open(address)).status), address)
}))

test('no appeal stands on an article marked as sensitive', house(async ({ db, open }) => {
  await startCampaign(db, { ...campaign, texts: [...campaign.texts] })
  const [plain, sensitive] = [await makeArticle(db), await makeArticle(db, { sensitive: true })]
  assert.match((await open(articleUrl(plain))).html, /class="appeal"/)
  assert.doesNotMatch((await open(articleUrl(sensitive))).html, /class="appeal"/)
}))

test('an article speaks its own language, and the paper keeps its own', house(async ({ db, open }) => {
  await db.updateTable('paper').set({ language: 'de', name: 'Der Bote' }).execute()
  const article = await makeArticle(db, { language: 'en' })
  const { html } = await open(articleUrl(article))
  assert.match(html, /<html lang="en">/)
  assert.match(html, /<a class="wordmark[^"]*" href="\/" lang="de">Der Bote<\/a>/)
  assert.match(html, />Published </)
  const french = await open(articleUrl(await makeArticle(db, { language: 'fr' })))
  assert.match(french.html, /<html lang="de">[\s\S]*<article class="article" lang="fr">/)
}))

test('a node that this program does not know is shown as its text', house(async ({ db, open }) => {
  const article = await makeArticle(db)
  const body = { type: 'doc', content: [{ type: 'ticker', content: [{ type: 'text', text: 'Zwölf Uhr: es regnet.' }] }, { type: 'box', content: [paragraph('Innen steht auch etwas.')] }] }
  await db.updateTable('articles').set({ body: JSON.stringify(body) }).where('id', '=', article.id).execute()
  const { html } = await open(articleUrl(article))
  assert.match(html, /<p>Zwölf Uhr: es regnet\.<\/p>/)
  assert.match(html, /<p>Innen steht auch etwas\.<\/p>/)
}))

test('an embed loads nothing by itself, and only its provider may be framed', house(async ({ db, open }) => {
  const article = await makeArticle(db, { body: { type: 'doc', content: [{ type: 'embed', attrs: { url: 'https://www.youtube.com/watch?v=abcdefghijk', title: 'Ein Film' } }] } })
  const { html, headers } = await open(articleUrl(article))
  assert.doesNotMatch(html, /<iframe/)
  assert.match(html, /<button type="button" class="button" hidden[^>]*>Hier laden<\/button>/)
  assert.match(html, /<a href="https:\/\/www\.youtube\.com\/watch\?v=abcdefghijk" rel="noopener">Bei YouTube öffnen<\/a>/)
  assert.match(headers.get('content-security-policy') ?? '', /^frame-src https:\/\/www\.youtube-nocookie\.com/)
}))

test('what editors and readers write is never markup', house(async ({ db, open }) => {
  const nasty = '<img src=x onerror=alert(1)>"\'&'
  const article = await makeArticle(db, { kicker: nasty, headline: nasty, standfirst: nasty, note: nasty, body: documentOf(nasty), corrections: [{ corrected_at: noon, was_wrong: nasty, is_right: nasty }] })
  await makeComment(db, { article_id: article.id, reader_id: await makeReader(db, nasty), body: nasty })
  const { html } = await open(articleUrl(article))
  assert.doesNotMatch(html, /<img src=x/)
  assert.ok(html.split('&lt;img src=x').length > 7)
}))
