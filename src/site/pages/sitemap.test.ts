import assert from 'node:assert/strict'
import { test } from 'node:test'
import { house } from '../../../test/house.ts'
import { makeArticle, makeAuthor, makeSection, makeTopic, noon } from '../../../test/makers.ts'
import { all, one, tree } from '../../../test/xml-tree.ts'
import { withdrawArticle } from '../../articles/article.ts'
import { articleUrl, sitemapPart, sitemapPartLength } from '../../urls.ts'
import { mostAddresses, newsSitemap, sitemapOf } from '../sitemap.ts'

const hours = (n: number) => new Date(noon.getTime() + n * 3_600_000)
const locations = (xml: string) => tree(xml).children.map((child) => one(child, 'loc').text)
const changed = (xml: string) => new Map(tree(xml).children.map((child) => [one(child, 'loc').text, all(child, 'lastmod')[0]?.text]))
const base = 'http://paper.test/sitemap.xml'

test('the index leads to every published article, each in the part of its number, with when it last changed', house(async ({ db, open }) => {
  const section = await makeSection(db, { slug: 'stadt' })
  const near = await makeArticle(db, { section_id: section.id, published_at: hours(-50), updated_at: hours(-3) })
  const corrected = await makeArticle(db, { section_id: section.id, updated_at: hours(-3), corrections: [{ corrected_at: hours(5), was_wrong: 'Falsch.', is_right: 'Richtig.' }] })
  const far = await makeArticle(db, { id: sitemapPartLength * 3, section_id: section.id })
  await makeArticle(db, { id: sitemapPartLength * 7, section_id: section.id, state: 'draft' })
  assert.deepEqual([sitemapPart(1), sitemapPart(sitemapPartLength), sitemapPart(sitemapPartLength + 1), sitemapPart(far.id)], [1, 1, 2, 3])

  const index = await open('/sitemap.xml')
  assert.equal(index.headers.get('content-type'), 'application/xml; charset=utf-8')
  assert.equal(tree(index.html).name, 'sitemapindex')
  assert.deepEqual([...changed(index.html)], [[`${base}?part=pages`, hours(5).toISOString()], [`${base}?part=archive`, hours(5).toISOString()], [`${base}?part=1`, hours(5).toISOString()], [`${base}?part=3`, noon.toISOString()]])
  const [first, third] = [await open('/sitemap.xml?part=1'), await open('/sitemap.xml?part=3')]
  assert.deepEqual([...changed(first.html)], [[`http://paper.test${articleUrl(near)}`, hours(-3).toISOString()], [`http://paper.test${articleUrl(corrected)}`, hours(5).toISOString()]])
  assert.deepEqual(locations(third.html), [`http://paper.test${articleUrl(far)}`])
  assert.deepEqual([first.headers.get('surrogate-key'), third.headers.get('surrogate-key')], ['sitemap:1 paper', 'sitemap:3 paper'])
  for (const nowhere of ['2', '8', '0', '-1', 'x', '1e3', '99999999999']) assert.equal((await open(`/sitemap.xml?part=${nowhere}`)).status, 404, nowhere)
}))

test('what is no article stands in a part of its own: front page, sections, topics with articles, authors, pages; and the archive', house(async ({ db, open }) => {
  const section = await makeSection(db, { slug: 'stadt' })
  const [topic, idle] = [await makeTopic(db, { slug: 'haushalt' }), await makeTopic(db)]
  const [author, silent] = [await makeAuthor(db, { slug: 'jo-weber' }), await makeAuthor(db)]
  await makeArticle(db, { section_id: section.id, topic_ids: [topic.id], bylines: [{ author_id: author.id, role: 'text' }] })
  const pages = changed((await open('/sitemap.xml?part=pages')).html)
  for (const path of ['/', '/stadt', '/topic/haushalt', '/imprint', '/privacy', '/support', '/feeds']) assert.ok(pages.has(`http://paper.test${path}`), path)
  for (const path of ['/topic/haushalt', '/author/jo-weber']) assert.equal(pages.get(`http://paper.test${path}`), noon.toISOString(), path)
  for (const path of [`/topic/${idle.slug}`, `/author/${silent.slug}`]) assert.ok(!pages.has(`http://paper.test${path}`), path)
  assert.deepEqual(locations((await open('/sitemap.xml?part=archive')).html), ['', '/2026', '/2026/03', '/2026/03/01'].map((path) => `http://paper.test/archive${path}`))
}))

test('the sitemap of news has what was published in the last two days, and says when its oldest must leave', house(async ({ db, now, open }) => {
  await makeArticle(db, { headline: 'Neu & <gut>', language: 'de-AT', published_at: new Date(now.getTime() - 1) })
  await makeArticle(db, { headline: 'Fast zu alt', language: 'en', published_at: new Date(now.getTime() - 48 * 3_600_000 + 90_000) })
  await makeArticle(db, { headline: 'Zu alt', published_at: new Date(now.getTime() - 48 * 3_600_000) })
  const { html, headers } = await open('/sitemap-news.xml')
  const news = tree(html).children.map((child) => one(child, 'news:news'))
  assert.deepEqual(news.map((item) => one(item, 'news:title').text), ['Neu & <gut>', 'Fast zu alt'])
  assert.deepEqual(news.map((item) => one(item, 'news:publication').children.map(({ text }) => text)), [['Litfass', 'de'], ['Litfass', 'en']])
  assert.equal(one(news[0]!, 'news:publication_date').text, new Date(now.getTime() - 1).toISOString())
  assert.equal(headers.get('x-true-for'), '90')
}))

test('an empty paper has sitemaps too', house(async ({ open }) => {
  assert.deepEqual(locations((await open('/sitemap.xml')).html), [`${base}?part=pages`, `${base}?part=archive`])
  const news = await open('/sitemap-news.xml')
  assert.deepEqual([tree(news.html).children.length, news.headers.get('x-true-for')], [0, null])
}))

test('a withdrawn article is in no sitemap', house(async ({ db, open }) => {
  const article = await makeArticle(db)
  for (const path of ['/sitemap.xml?part=1', '/sitemap-news.xml']) assert.deepEqual(locations((await open(path)).html), [`http://paper.test${articleUrl(article)}`])
  await withdrawArticle(db, { id: article.id, reason: 'Es stimmte nicht.' }, { by: 'test', now: noon })
  assert.equal((await open('/sitemap.xml?part=1')).status, 404)
  for (const path of ['/sitemap.xml', '/sitemap.xml?part=pages', '/sitemap-news.xml']) assert.ok(!(await open(path)).html.includes(article.slug), path)
}))

test('no part is larger than search engines take', () => {
  assert.ok(sitemapPartLength <= mostAddresses)
  const longest = sitemapOf(Array.from({ length: sitemapPartLength }, () => ({ address: `https://anzeiger.example/${'x'.repeat(2_000)}`, changed_at: noon })))
  assert.ok(Buffer.byteLength(longest) < 50 * 1024 * 1024)
  assert.match(newsSitemap('A', [{ address: 'https://a.example/1', language: 'zh-Hant-TW', headline: 'x', published_at: noon }]), /<news:language>zh-tw</)
})
