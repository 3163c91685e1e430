// What pages say to machines: who links to them, shows them elsewhere, or reads them for a search.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import sharp from 'sharp'
import { makeComment, makeReader } from '../../../test/comment-makers.ts'
import { house, type House } from '../../../test/house.ts'
import { changeArticle, documentOf, makeArticle, makeAuthor, makePicture, makeSection, makeTopic, noon } from '../../../test/makers.ts'
import { withdrawArticle } from '../../articles/article.ts'
import { describePaper, writePage } from '../../articles/paper.ts'
import { articleUrl } from '../../urls.ts'

const act = { by: 'test', now: noon }
const site = 'http://paper.test'
type Thing = { '@type': string; [name: string]: unknown }

const canonical = (html: string) => /<link rel="canonical" href="([^"]+)"/.exec(html)?.[1]
const meta = (html: string, name: string) => [...html.matchAll(new RegExp(`<meta (?:property|name)="${name}" content="([^"]*)"`, 'g'))].map(([, content]) => content)
function things(html: string): Thing[] {
  const [, text = ''] = /<script type="application\/ld\+json">([^<]*)<\/script>/.exec(html) ?? []
  return JSON.parse(text)['@graph']
}
const thing = (html: string, type: string) => things(html).find((one) => one['@type'] === type) ?? assert.fail(`no ${type}`)

test('a page names its own whole address, each page of a list too', house(async ({ db, open }) => {
  const section = await makeSection(db, { slug: 'stadt' })
  for (let n = 0; n < 21; n++) await makeArticle(db, { section_id: section.id })
  const older = /<a rel="next" href="([^"]+)"/.exec((await open('/stadt')).html)?.[1] ?? ''
  assert.match(older, /^\/stadt\?before=\d+$/)
  const article = articleUrl(await makeArticle(db))
  for (const address of ['/', '/stadt', older, article, `${article}/comments`, `${article}/comments?order=oldest`, '/support', '/imprint', '/feeds', '/archive', '/archive/2026', '/archive/2026/03', '/archive/2026/03/01']) {
    const { html } = await open(address)
    assert.equal(canonical(html), site + address)
    assert.deepEqual(meta(html, 'og:url'), [site + address])
    for (const name of ['og:title', 'og:type', 'og:site_name', 'og:locale', 'og:image', 'og:image:width', 'og:image:height', 'og:image:type', 'og:image:alt', 'twitter:card']) assert.equal(meta(html, name).length, 1, `${address} ${name}`)
  }
}))

test('what is in no search engine says so: errors, what each reader’s browser fills in, and articles that were withdrawn', house(async ({ db, open }) => {
  const article = await withdrawArticle(db, { id: (await makeArticle(db)).id, reason: 'Falsch.' }, act)
  for (const address of ['/nowhere', '/saved', articleUrl(article), `${articleUrl(article)}/comments`]) {
    const { html } = await open(address)
    assert.deepEqual(meta(html, 'robots'), ['noindex'], address)
    assert.equal(canonical(html), undefined)
  }
}))

test('a conversation that stands whole on its page has one address, whichever of its comments it was opened at', house(async ({ db, open }) => {
  const article = await makeArticle(db)
  const reader = await makeReader(db, 'Felis')
  const first = await makeComment(db, { article_id: article.id, reader_id: reader, body: 'Eins.' })
  const reply = await makeComment(db, { article_id: article.id, reader_id: reader, parent_id: first, body: 'Zwei.' })
  for (const id of [first, reply]) assert.equal(canonical((await open(`${articleUrl(article)}/comments/${id}`)).html), `${site}${articleUrl(article)}/comments/${first}`)
}))

test('original and translations name each other; the original is for everybody else; a draft is not named', house(async ({ db, open }) => {
  await db.updateTable('paper').set({ language: 'de' }).execute()
  const original = await makeArticle(db, { language: 'de' })
  const english = await makeArticle(db, { language: 'en', translation_of: original.id })
  await makeArticle(db, { language: 'fr', translation_of: original.id, state: 'draft', published_at: null, first_published_at: null })
  const languages = (html: string) => [...html.matchAll(/<link rel="alternate" hreflang="([^"]+)" href="([^"]+)"/g)].map(([, language, to]) => `${language} ${to}`).sort()
  const all = [`de ${site}${articleUrl(original)}`, `en ${site}${articleUrl(english)}`, `x-default ${site}${articleUrl(original)}`]
  const pages = [await open(articleUrl(original)), await open(articleUrl(english))]
  for (const { html } of pages) assert.deepEqual(languages(html), all)
  assert.match(pages[0]!.html, new RegExp(`<a href="${articleUrl(english)}" hreflang="en" lang="en" rel="alternate">Read this article in English</a>`))
  assert.match(pages[1]!.html, new RegExp(`<a href="${articleUrl(original)}" hreflang="de" lang="de" rel="alternate">Diesen Artikel auf Deutsch lesen</a>`))
  assert.deepEqual(meta(pages[1]!.html, 'og:locale'), ['en_US'])
  assert.deepEqual(meta(pages[1]!.html, 'og:locale:alternate'), ['de_DE'])
  assert.equal((thing(pages[1]!.html, 'NewsArticle').translationOfWork as Thing).url, site + articleUrl(original))
  assert.deepEqual((thing(pages[0]!.html, 'NewsArticle').workTranslation as Thing[]).map(({ inLanguage }) => inLanguage), ['en'])
  assert.match(pages[0]!.headers.get('surrogate-key') ?? '', new RegExp(`article:${english.id}\\b`))

  await withdrawArticle(db, { id: english.id, reason: 'Falsch.' }, act)
  assert.deepEqual(languages((await open(articleUrl(original))).html), [])
}))

// What Google asks of an article (required and recommended), and the terms schema.org has for the types used here.
const terms: Record<string, string> = {
  NewsArticle: 'mainEntityOfPage url headline alternativeHeadline description dateline inLanguage articleSection keywords author translator contributor image datePublished dateModified wordCount isAccessibleForFree publisher commentCount comment correction workTranslation translationOfWork',
  Person: 'name url jobTitle description worksFor', Role: 'roleName contributor', WebPage: '', ImageObject: 'url width height caption creditText copyrightNotice creator',
  NewsMediaOrganization: 'name url logo publishingPrinciples masthead ownershipFundingInfo ethicsPolicy correctionsPolicy', Comment: 'url text dateCreated author', CorrectionComment: 'text datePublished',
  BreadcrumbList: 'itemListElement', ListItem: 'position name item url', CollectionPage: 'url name inLanguage description isPartOf mainEntity', ItemList: 'numberOfItems itemListElement',
  ProfilePage: 'url inLanguage mainEntity', WebSite: 'url name inLanguage description publisher potentialAction', SearchAction: 'target query-input', EntryPoint: 'urlTemplate', Organization: 'name',
}
function strayTerms(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(strayTerms)
  if (typeof value !== 'object' || value === null) return []
  const { '@type': type, '@id': id, ...said } = value as Thing
  if (type === undefined) return id && Object.keys(said).length === 0 ? [] : ['a thing without a type']
  const known = terms[type === 'OpinionNewsArticle' ? 'NewsArticle' : type]?.split(' ')
  return [...(known ? Object.keys(said).filter((name) => !known.includes(name)).map((name) => `${type}.${name}`) : [type]), ...Object.values(said).flatMap(strayTerms)]
}

async function richArticle({ db, files }: House) {
  const [section, topic] = [await makeSection(db, { name: 'Ausland' }), await makeTopic(db, { name: 'Fähren' })]
  const [writer, translator, photographer] = [await makeAuthor(db, { name: 'Jo Weber' }), await makeAuthor(db, { name: 'Lou Trans' }), await makeAuthor(db, { name: 'Kim Anders' })]
  const picture = await makePicture(db, { files, alt: 'Eine Fähre', caption: 'Am Anleger', credit_person: 'Kim Anders', credit_agency: 'wa', rights: '© 2026' })
  const article = await makeArticle(db, {
    section_id: section.id, kicker: 'Fährverkehr', headline: 'Noch weit bis zum Fahrplan '.repeat(6).trim(), standfirst: 'Die Fähre ist zurück.', dateline_place: 'Norddorf', dateline_source: 'wa',
    lead_picture_id: picture.id, topic_ids: [topic.id], body: documentOf('Die Fähre hat etwas getan.', 'Zwei weitere Wörter </script>'), updated_at: new Date('2026-03-01T13:30:00Z'),
    bylines: [{ author_id: writer.id, role: 'text' }, { author_id: translator.id, role: 'translation' }, { author_id: photographer.id, role: 'photo' }],
    corrections: [{ corrected_at: new Date('2026-03-01T14:00:00Z'), was_wrong: 'Hier stand, es gebe zwei.', is_right: 'Es gibt eine.' }],
  })
  await makeComment(db, { article_id: article.id, reader_id: await makeReader(db, 'Felis'), body: 'Schwer erträglich.' })
  return article
}

test('an article says all of itself in the words of schema.org, and nothing that is no such word', house(async (t) => {
  const article = await richArticle(t)
  const { html } = await t.open(articleUrl(article))
  assert.deepEqual(strayTerms(things(html)), [])
  const news = thing(html, 'NewsArticle')
  for (const name of ['headline', 'image', 'datePublished', 'dateModified', 'author', 'publisher']) assert.ok(news[name], name)
  const headline = String(news.headline)
  assert.ok(headline.length <= 110 && headline.endsWith('Fahrplan…'), headline)
  assert.deepEqual(news.author, [{ '@type': 'Person', name: 'Jo Weber', url: `${site}/author/${article.bylines[0]?.slug}` }])
  assert.equal((news.translator as Thing[])[0]?.name, 'Lou Trans')
  assert.equal((news.contributor as Thing[])[0]?.roleName, 'photo')
  const [image] = news.image as Thing[]
  assert.deepEqual([image?.creditText, image?.copyrightNotice, image?.caption], ['Kim Anders/wa', '© 2026', 'Am Anleger'])
  assert.match(String(image?.url), /^http:\/\/paper\.test\/pictures\/[0-9a-f]{64}\.(jpg|webp)$/)
  const { alternativeHeadline, description, dateline, articleSection, keywords, wordCount, isAccessibleForFree, commentCount, dateModified, inLanguage } = news
  assert.deepEqual({ alternativeHeadline, description, dateline, articleSection, keywords, wordCount, isAccessibleForFree, commentCount, dateModified, inLanguage }, {
    alternativeHeadline: 'Fährverkehr', description: 'Die Fähre ist zurück.', dateline: 'Norddorf wa', articleSection: 'Ausland', keywords: ['Fähren'], wordCount: 9, isAccessibleForFree: true, commentCount: 1,
    dateModified: '2026-03-01T14:00:00.000Z', inLanguage: 'de',
  })
  assert.equal((news.comment as Thing[])[0]?.text, 'Schwer erträglich.')
  assert.deepEqual(news.correction, [{ '@type': 'CorrectionComment', text: 'Hier stand, es gebe zwei. Es gibt eine.', datePublished: '2026-03-01T14:00:00.000Z' }])
  assert.deepEqual((thing(html, 'BreadcrumbList').itemListElement as Thing[]).map(({ position }) => position), [1, 2, 3])
  assert.deepEqual(meta(html, 'article:tag'), ['Fähren'])
  assert.deepEqual(meta(html, 'article:modified_time'), [dateModified])
}))

test('an opinion says that it is one, and an article without a byline is the paper’s', house(async ({ db, open }) => {
  const article = await makeArticle(db, { section_id: (await makeSection(db, { style: 'opinion' })).id })
  const { author } = thing((await open(articleUrl(article))).html, 'OpinionNewsArticle')
  assert.equal((author as Thing[])[0]?.['@type'], 'NewsMediaOrganization')
}))

test('the paper links to what it says of its own rules, as far as it says it', house(async ({ db, open }) => {
  const publisher = async () => thing((await open('/')).html, 'WebSite').publisher as Thing
  assert.equal((await publisher()).ethicsPolicy, undefined)
  await writePage(db, { slug: 'ethics', language: 'de', title: 'Kodex', body: { type: 'doc', content: [] } }, noon)
  assert.deepEqual([(await publisher()).ethicsPolicy, (await publisher()).publishingPrinciples], [`${site}/ethics`, `${site}/about`])
}))

test('front page, section, topic, author and page say what they are', house(async ({ db, open }) => {
  const [section, topic, author] = [await makeSection(db, { slug: 'stadt' }), await makeTopic(db, { slug: 'haushalt' }), await makeAuthor(db, { slug: 'jo-weber' })]
  await makeArticle(db, { section_id: section.id, topic_ids: [topic.id], bylines: [{ author_id: author.id, role: 'text' }] })
  const types = async (address: string) => things((await open(address)).html).map((one) => one['@type'])
  assert.deepEqual(await types('/'), ['WebSite'])
  assert.deepEqual(await types('/stadt'), ['CollectionPage', 'BreadcrumbList'])
  assert.deepEqual(await types('/author/jo-weber'), ['ProfilePage', 'BreadcrumbList'])
  assert.deepEqual(await types('/imprint'), ['BreadcrumbList'])
  for (const address of ['/', '/stadt', '/topic/haushalt', '/author/jo-weber', '/imprint']) assert.deepEqual(strayTerms(things((await open(address)).html)), [], address)
}))

test('an article without a picture has a card with its headline; nobody else’s words are drawn', house(async ({ db, open }) => {
  const article = await makeArticle(db, { headline: 'Größer als gedacht' })
  const address = (html: string) => meta(html, 'og:image')[0]?.replace(site, '') ?? ''
  const card = address((await open(articleUrl(article))).html)
  assert.match(card, new RegExp(`^/cards/article-${article.id}-[0-9a-f]{12}\\.png$`))
  const { status, headers, bytes } = await open(card)
  const { width, height, format } = await sharp(bytes).metadata()
  assert.deepEqual([status, headers.get('content-type'), width, height, format], [200, 'image/png', 1200, 630, 'png'])
  assert.match(headers.get('cache-control') ?? '', /immutable/)

  await db.updateTable('articles').set({ headline: 'Kleiner als gedacht' }).where('id', '=', article.id).execute()
  const next = address((await open(articleUrl(article))).html)
  assert.notEqual(next, card)
  const older = await open(card)
  assert.deepEqual([older.status, older.headers.get('location')], [301, next])
  for (const nothing of ['/cards/x.png', '/cards/article-999999999-000000000000.png', '/cards/section-nix-000000000000.png', '/cards/paper-x-000000000000.png', '/cards/article-0-000000000000.png']) assert.equal((await open(nothing)).status, 404, nothing)
}))

test('the card of a withdrawn article is gone, and that of a draft never was', house(async ({ db, open }) => {
  const [published, draft] = [await makeArticle(db), await makeArticle(db, { state: 'draft', published_at: null, first_published_at: null })]
  const card = (meta((await open(articleUrl(published))).html, 'og:image')[0] ?? '').replace(site, '')
  await withdrawArticle(db, { id: published.id, reason: 'Falsch.' }, act)
  assert.equal((await open(card)).status, 410)
  const madeUp = await open(card.replace(/[0-9a-f]{12}\.png$/, '0123456789ab.png'))
  assert.deepEqual([madeUp.status, madeUp.headers.get('location')], [301, card], 'one page for it in the press, whatever is asked for')
  assert.equal((await open(`/cards/article-${draft.id}-000000000000.png`)).status, 404)
}))

test('the mark is the first telling letter of the paper’s name, or a picture of its own, in every size', house(async ({ db, files, open }) => {
  await describePaper(db, { name: 'Der Bote' })
  const side = async (address: string) => (await sharp((await open(address)).bytes).metadata()).width
  for (const [address, width] of [['/apple-touch-icon.png', 180], ['/icon-192.png', 192]] as const) assert.equal(await side(address), width)
  const svg = await open('/icon.svg')
  assert.match(svg.html, /^<svg [^>]*viewBox="0 0 512 512"><path fill="#0b5c48"[^>]*\/><path fill="#fbfaf7" d="M[^"]+"\/><\/svg>$/)
  const icon = (await open('/favicon.ico')).bytes
  assert.deepEqual([icon.readUInt16LE(2), icon.readUInt16LE(4), icon[6], icon[22], icon[38]], [1, 3, 16, 32, 48])
  assert.equal((await sharp(icon.subarray(icon.readUInt32LE(18), icon.readUInt32LE(18) + icon.readUInt32LE(14))).metadata()).width, 16)

  await describePaper(db, { mark_picture_id: (await makePicture(db, { files })).id })
  assert.equal((await open('/icon.svg')).status, 404)
  assert.equal(await side('/icon-192.png'), 192)
  assert.doesNotMatch((await open('/')).html, /icon\.svg/)
}))

test('a telephone learns the paper’s name, colours and icons', house(async ({ db, open }) => {
  await describePaper(db, { name: 'Wallstedter Anzeiger', claim: 'Täglich', language: 'de' })
  const { html, headers } = await open('/manifest.webmanifest')
  const { name, short_name, lang, start_url, display, icons } = JSON.parse(html)
  assert.deepEqual([headers.get('content-type'), name, short_name, lang, start_url, display], ['application/manifest+json', 'Wallstedter Anzeiger', 'Anzeiger', 'de', '/', 'minimal-ui'])
  assert.deepEqual(icons.map(({ src }: { src: string }) => src), ['/icon.svg', '/icon-192.png', '/icon-512.png', '/icon-maskable-512.png'])
}))

test('an article that moved has its new address everywhere', house(async ({ db, open }) => {
  const article = await makeArticle(db, { slug: 'erst' })
  const moved = await changeArticle(db, { id: article.id, slug: 'dann', section_id: article.section_id }, act)
  const { html } = await open(articleUrl(moved))
  assert.deepEqual([canonical(html), thing(html, 'NewsArticle').url], [site + articleUrl(moved), site + articleUrl(moved)])
}))
