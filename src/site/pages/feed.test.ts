import assert from 'node:assert/strict'
import { test } from 'node:test'
import { makeComment, makeReader } from '../../../test/comment-makers.ts'
import { house } from '../../../test/house.ts'
import { changeArticle, documentOf, makeArticle, makeAuthor, makePicture, makeSection, makeTopic, noon, paragraph } from '../../../test/makers.ts'
import { all, one, tree, type XmlNode } from '../../../test/xml-tree.ts'
import { withdrawArticle } from '../../articles/article.ts'
import { keepRedirect } from '../../articles/paper.ts'
import { removeComment } from '../../comments/comment.ts'
import { articleUrl, commentsUrl, feedUrls } from '../../urls.ts'

const act = { by: 'test', now: noon }
const items = (xml: string) => all(one(tree(xml), 'channel'), 'item')
const text = (item: XmlNode | undefined, name: string) => one(item!, name).text
const hours = (n: number) => new Date(noon.getTime() + n * 3_600_000)
const types = { rss: 'application/rss+xml', atom: 'application/atom+xml', json: 'application/feed+json' }

test('the paper, a section, a topic and an author each have three feeds of what stands there, the newest first', house(async ({ db, open }) => {
  const [section, topic, author] = [await makeSection(db, { slug: 'stadt', name: 'Stadt' }), await makeTopic(db, { slug: 'haushalt' }), await makeAuthor(db, { slug: 'jo-weber', name: 'Jo Weber' })]
  for (let n = 0; n < 32; n++) {
    await makeArticle(db, { section_id: section.id, headline: `Nr. ${n}`, published_at: hours(-n), first_published_at: hours(-n), topic_ids: [topic.id], bylines: [{ author_id: author.id, role: 'text' }] })
  }
  await makeArticle(db, { headline: 'Anderswo', published_at: hours(1), first_published_at: hours(1) })
  const expected = Array.from({ length: 30 }, (_, n) => `Nr. ${n}`)
  for (const [page, first] of [['/', 'Anderswo'], ['/stadt', 'Nr. 0'], ['/topic/haushalt', 'Nr. 0'], ['/author/jo-weber', 'Nr. 0']] as const) {
    const addresses = feedUrls(page)
    const xml = items((await open(addresses.rss)).html)
    assert.deepEqual(xml.map((item) => text(item, 'title')), first === 'Nr. 0' ? expected : ['Anderswo', ...expected.slice(0, 29)], page)
    assert.equal(one(all(tree((await open(addresses.atom)).html), 'entry')[0]!, 'title').text, first)
    assert.equal((JSON.parse((await open(addresses.json)).html) as { items: { title: string }[] }).items[0]?.title, first)
    for (const format of ['rss', 'atom', 'json'] as const) assert.equal((await open(addresses[format])).headers.get('content-type'), `${types[format]}; charset=utf-8`)
  }
}))

test('an entry holds the whole text, with whole addresses and nothing that runs', house(async ({ db, files, open }) => {
  const picture = await makePicture(db, { files, alt: 'Das Depot', caption: 'Vier Hallen.', credit_person: 'Ada', credit_agency: 'WA' })
  const link = { type: 'text', text: 'hier', marks: [{ type: 'link', attrs: { href: '/imprint', title: null } }] }
  const body = { type: 'doc', content: [
    { type: 'paragraph', content: [{ type: 'text', text: 'Steht ' }, link, { type: 'footnote', content: [{ type: 'text', text: 'Beleg.' }] }] },
    { type: 'picture', attrs: { picture: picture.name } },
    { type: 'embed', attrs: { url: 'https://www.youtube.com/watch?v=abcdefghijk', title: 'Der Film' } },
    { type: 'fact_box', attrs: { title: 'Zahlen' }, content: [paragraph('Drei & vier <b>')] },
    { type: 'table', content: [{ type: 'table_row', content: [{ type: 'table_header', content: [{ type: 'text', text: 'Kopf' }] }, { type: 'table_cell', content: [{ type: 'text', text: 'Zelle' }] }] }] },
  ] }
  const correction = { corrected_at: hours(2), was_wrong: 'Es waren nicht fünf.', is_right: 'Es waren vier.' }
  const article = await makeArticle(db, { body, lead_picture_id: picture.id, kicker: 'Bahn', headline: 'Depot', standfirst: 'Zurück.', corrections: [correction] })
  const [item] = items((await open('/feed.xml')).html)
  const html = text(item, 'content:encoded')
  const page = `http://paper.test${articleUrl(article)}`
  assert.match(html, /<a href="http:\/\/paper\.test\/imprint">hier<\/a>/)
  assert.ok(html.includes(`<sup><a href="${page}#note-1">1</a></sup>`))
  assert.match(html, /<h3>Anmerkungen<\/h3><ol><li>Beleg\.<\/li>/)
  assert.match(html, /<img src="http:\/\/paper\.test\/pictures\/[0-9a-f]{64}\.(webp|jpg)" width="\d+" height="\d+" alt="Das Depot"\/><figcaption>Vier Hallen\. Foto: Ada\/WA/)
  assert.match(html, /<a href="https:\/\/www\.youtube\.com\/watch\?v=abcdefghijk">Der Film \(/)
  assert.match(html, /<h3>Zahlen<\/h3><p>Drei &amp; vier &lt;b&gt;<\/p>/)
  assert.match(html, /<tr><th>Kopf<\/th><td>Zelle<\/td><\/tr>/)
  assert.match(html, /Es waren nicht fünf\. Es waren vier\./)
  assert.match(html, /<a href="http:\/\/paper\.test\/support">/)
  assert.doesNotMatch(html, /<(script|iframe|button|svg|source)|srcset|(href|src)="[/#]/)
  assert.deepEqual([text(item, 'title'), text(item, 'description'), text(item, 'atom:updated')], ['Bahn: Depot', 'Zurück.', hours(2).toISOString()])
  assert.equal(one(item!, 'enclosure').attributes.url?.startsWith('http://paper.test/pictures/'), true)
}))

test('no appeal stands in a sensitive article, and an article in another language says which', house(async ({ db, open }) => {
  await makeArticle(db, { sensitive: true, language: 'en' })
  const [item] = items((await open('/feed.xml')).html)
  assert.doesNotMatch(text(item, 'content:encoded'), /support/)
  assert.equal(item?.attributes['xml:lang'], 'en')
}))

test('an article that moves keeps its id and date in the feeds, and its old feeds lead to the new ones', house(async ({ db, open }) => {
  const [old, section] = [await makeSection(db, { slug: 'stadt' }), await makeSection(db, { slug: 'land' })]
  const article = await makeArticle(db, { section_id: old.id, slug: 'depot' })
  const before = items((await open('/feed.xml')).html)[0]
  await changeArticle(db, { id: article.id, slug: 'halle', section_id: section.id }, { by: 'test', now: hours(1) })
  const after = items((await open('/feed.xml')).html)[0]
  for (const name of ['guid', 'pubDate', 'atom:updated']) assert.equal(text(after, name), text(before, name))
  assert.equal(text(after, 'link'), `http://paper.test/land/halle-${article.id}`)
  assert.equal(text(after, 'guid'), `http://paper.test/stadt/depot-${article.id}`)
  const moved = await open(`/stadt/depot-${article.id}/comments/feed.atom`)
  assert.deepEqual([moved.status, moved.headers.get('location')], [301, `/land/halle-${article.id}/comments/feed.atom`])

  await keepRedirect(db, { address: '/topic/alt', leads_to: '/topic/neu', since: noon })
  await keepRedirect(db, { address: '/lokales', leads_to: '/stadt', since: noon })
  assert.equal((await open('/topic/alt/feed.json')).headers.get('location'), '/topic/neu/feed.json')
  assert.equal((await open('/lokales/feed.xml')).headers.get('location'), '/stadt/feed.xml')
  for (const nowhere of ['/nix/feed.xml', '/topic/nix/feed.atom', '/author/nix/feed.json', '/stadt/nix-999999/comments/feed.xml', '/imprint/feed.xml']) assert.equal((await open(nowhere)).status, 404, nowhere)
}))

test('the feed of a discussion has what is shown, the newest first, and says whom each answers', house(async ({ db, open }) => {
  const article = await makeArticle(db, { headline: 'Depot' })
  const [ada, bo] = [await makeReader(db, 'Ada'), await makeReader(db, 'Bo')]
  const first = await makeComment(db, { article_id: article.id, reader_id: ada, body: 'Zu teuer.', submitted_at: hours(1) })
  const answer = await makeComment(db, { article_id: article.id, reader_id: bo, parent_id: first, body: 'Nein & <i>nie</i>.', submitted_at: hours(2) })
  await makeComment(db, { article_id: article.id, reader_id: bo, state: 'pending', body: 'Noch nicht gesehen', submitted_at: hours(3) })
  const { rss } = feedUrls(commentsUrl(article))
  const shown = items((await open(rss)).html)
  assert.deepEqual(shown.map((item) => text(item, 'title')), ['Bo, Antwort auf: Ada', 'Ada'])
  assert.equal(text(shown[0], 'link'), `http://paper.test${commentsUrl(article)}/${answer}#c${answer}`)
  assert.match(text(shown[0], 'content:encoded'), new RegExp(`<a href="http://paper.test${commentsUrl(article)}/${first}#c${first}">@Ada</a> Nein &amp; &lt;i&gt;nie`))
  assert.equal(one(shown[0]!, 'thr:in-reply-to').attributes.ref, text(shown[1], 'guid'))

  await removeComment(db, { id: first, removed_reason: 'Beleidigung', removed_by: 'person' }, act)
  const { html } = await open(rss)
  assert.deepEqual(items(html).map((item) => text(item, 'title')), ['Bo, Antwort auf: entfernter Kommentar'])
  assert.doesNotMatch(html, /Ada|Zu teuer|Noch nicht/)

  await withdrawArticle(db, { id: article.id, reason: 'Es stimmte nicht.' }, act)
  const gone = await open(rss)
  assert.deepEqual([gone.status, gone.html], [410, ''])
  const closed = await makeArticle(db, { comment_mode: 'off' })
  assert.equal((await open(feedUrls(commentsUrl(closed)).rss)).status, 404)
}))

test('the page of feeds lists those of the paper, its sections and its latest topics', house(async ({ db, open }) => {
  await makeSection(db, { slug: 'stadt', name: 'Stadt' })
  const [topic, idle] = [await makeTopic(db, { slug: 'haushalt', name: 'Haushalt' }), await makeTopic(db)]
  await makeArticle(db, { topic_ids: [topic.id], body: documentOf('Text.') })
  const { html } = await open('/feeds')
  for (const address of ['/feed.xml', '/feed.atom', '/feed.json', '/stadt/feed.xml', '/topic/haushalt/feed.json']) assert.ok(html.includes(`href="${address}"`), address)
  assert.ok(!html.includes(`/topic/${idle.slug}/`))
}))
