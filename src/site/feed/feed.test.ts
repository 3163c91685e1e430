import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseFeed } from 'feedsmith'
import { all, one, tree, type XmlNode } from '../../../test/xml-tree.ts'
import { atom } from './atom.ts'
import type { Entry, Feed } from './feed.ts'
import { jsonFeed } from './json-feed.ts'
import { rss } from './rss.ts'

const origin = 'https://anzeiger.example'
const hostile = 'Ende ]]> der <b>CDATA</b> & "mehr" \u0008\u0000'
const clean = 'Ende ]]> der <b>CDATA</b> & "mehr" '
const entry = (over: Partial<Entry> = {}): Entry => ({
  id: `${origin}/stadt/depot-1`, address: `${origin}/stadt/depot-neu-1`, title: hostile, summary: hostile, html: `<p>${hostile}</p>`, language: 'de',
  authors: [{ name: 'Ada & Co', address: `${origin}/author/ada` }], contributors: [{ name: 'Jo', address: null }],
  topics: [{ slug: 'haushalt', name: 'Haushalt', address: `${origin}/topic/haushalt` }],
  published_at: new Date('2026-02-28T12:00:00Z'), updated_at: new Date('2026-03-01T09:30:00Z'),
  picture: { address: `${origin}/pictures/a.jpg`, type: 'image/jpeg', bytes: 1234, width: 1280, height: 853, caption: hostile, credit: 'Foto: Jo/Agentur' },
  comments: { address: `${origin}/stadt/depot-neu-1/comments`, feeds: { rss: `${origin}/c/feed.xml`, atom: `${origin}/c/feed.atom`, json: `${origin}/c/feed.json` } },
  answers: null, ...over,
})
const feed = (entries: Entry[]): Feed => ({
  title: hostile, description: hostile, language: 'de', page: `${origin}/stadt`, paper: 'Anzeiger', entries,
  found_at: { rss: `${origin}/stadt/feed.xml`, atom: `${origin}/stadt/feed.atom`, json: `${origin}/stadt/feed.json` },
})
const english = entry({ id: `${origin}/stadt/depot-2`, title: 'Depot', language: 'en', authors: [], contributors: [], topics: [], picture: null, comments: null, answers: { id: `${origin}/a`, address: `${origin}/b` } })
const isWhole = (address: string | undefined) => assert.match(address ?? '', /^https:\/\/anzeiger\.example\//)
const isRfc822 = (text: string) => assert.match(text, /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d\d:\d\d:\d\d GMT$/)
const isRfc3339 = (text: string) => assert.match(text, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/)

test('RSS 2.0 has all that its specification wants, once, and nothing of a text is lost or takes effect', () => {
  const root = tree(rss(feed([entry(), english])))
  assert.deepEqual([root.name, root.attributes.version], ['rss', '2.0'])
  const channel = one(root, 'channel')
  assert.equal(one(channel, 'title').text, clean)
  assert.equal(one(channel, 'description').text, clean)
  assert.equal(one(channel, 'language').text, 'de')
  isWhole(one(channel, 'link').text)
  isRfc822(one(channel, 'lastBuildDate').text)
  assert.deepEqual(one(channel, 'atom:link').attributes, { href: `${origin}/stadt/feed.xml`, rel: 'self', type: 'application/rss+xml' })
  const [first, second] = all(channel, 'item')
  itemIsRight(first!)
  assert.deepEqual([second!.attributes['xml:lang'], one(second!, 'dc:language').text], ['en', 'en'])
  assert.equal(one(second!, 'thr:in-reply-to').attributes.ref, `${origin}/a`)
})

function itemIsRight(item: XmlNode) {
  assert.equal(item.attributes['xml:lang'], undefined)
  assert.deepEqual(['title', 'description', 'content:encoded', 'dc:creator', 'dc:contributor', 'category'].map((name) => one(item, name).text), [clean, clean, `<p>${clean}</p>`, 'Ada & Co', 'Jo', 'Haushalt'])
  assert.deepEqual([one(item, 'guid').attributes.isPermaLink, one(item, 'guid').text], ['true', `${origin}/stadt/depot-1`])
  isWhole(one(item, 'link').text)
  isRfc822(one(item, 'pubDate').text)
  assert.equal(one(item, 'atom:updated').text, '2026-03-01T09:30:00.000Z')
  assert.deepEqual(one(item, 'enclosure').attributes, { url: `${origin}/pictures/a.jpg`, length: '1234', type: 'image/jpeg' })
  assert.equal(one(one(item, 'media:content'), 'media:description').text, clean)
  isWhole(one(item, 'comments').text)
}

test('Atom has all that RFC 4287 wants, once, and says of each entry when it was updated and by whom it is', () => {
  const root = tree(atom(feed([entry(), english])))
  assert.deepEqual([root.name, root.attributes.xmlns, root.attributes['xml:lang']], ['feed', 'http://www.w3.org/2005/Atom', 'de'])
  assert.deepEqual(['id', 'title', 'subtitle'].map((name) => one(root, name).text), [`${origin}/stadt/feed.atom`, clean, clean])
  assert.equal(one(root, 'updated').text, '2026-03-01T09:30:00.000Z')
  assert.deepEqual(all(root, 'link').map(({ attributes }) => attributes.rel), ['self', 'alternate'])
  assert.equal(one(one(root, 'author'), 'name').text, 'Anzeiger')
  const entries = all(root, 'entry')
  for (const one_entry of entries) {
    for (const name of ['id', 'title', 'published', 'updated', 'content', 'summary']) assert.ok(one(one_entry, name).text, name)
    isRfc3339(one(one_entry, 'updated').text)
    assert.equal(all(one_entry, 'link').filter(({ attributes }) => attributes.rel === 'alternate').length, 1)
  }
  const [first, second] = entries
  assert.deepEqual([one(first!, 'content').attributes.type, one(first!, 'content').text], ['html', `<p>${clean}</p>`])
  assert.deepEqual(one(first!, 'category').attributes, { term: 'haushalt', label: 'Haushalt' })
  assert.deepEqual(one(first!, 'author').children.map(({ text }) => text), ['Ada & Co', `${origin}/author/ada`])
  assert.equal(all(first!, 'link').find(({ attributes }) => attributes.rel === 'enclosure')?.attributes.length, '1234')
  assert.equal(second!.attributes['xml:lang'], 'en')
})

test('JSON Feed has all that version 1.1 wants, and each address is whole', () => {
  const { version, home_page_url, feed_url, items, ...about } = JSON.parse(jsonFeed(feed([entry(), english]))) as { version: string; home_page_url: string; feed_url: string; items: Record<string, unknown>[] }
  assert.equal(version, 'https://jsonfeed.org/version/1.1')
  assert.deepEqual(about, { title: hostile, description: hostile, language: 'de', authors: [{ name: 'Anzeiger' }] })
  for (const address of [home_page_url, feed_url, items[0]?.url, items[0]?.image]) isWhole(String(address))
  for (const { id, content_html, date_published, date_modified } of items) {
    assert.ok(typeof id === 'string' && typeof content_html === 'string')
    isRfc3339(String(date_published))
    isRfc3339(String(date_modified))
  }
  assert.deepEqual([items[0]?.language, items[1]?.language, items[0]?.tags], [undefined, 'en', ['Haushalt']])
  assert.deepEqual((items[0]?.attachments as Record<string, unknown>[])[0]?.size_in_bytes, 1234)
})

test('an empty feed is a feed, and says the same each time', () => {
  const empty = feed([])
  assert.equal(all(one(tree(rss(empty)), 'channel'), 'item').length, 0)
  assert.equal(one(tree(atom(empty)), 'updated').text, '1970-01-01T00:00:00.000Z')
  assert.deepEqual(JSON.parse(jsonFeed(empty)).items, [])
})

test('another program reads the three formats and finds the same in them', () => {
  const texts = [rss, atom, jsonFeed].map((write) => parseFeed(write(feed([entry(), english]))))
  assert.deepEqual(texts.map(({ format }) => format), ['rss', 'atom', 'json'])
  for (const { format, feed: read } of texts) {
    const entries = 'items' in read ? read.items : 'entries' in read ? read.entries : []
    assert.equal(entries?.length, 2, format)
    assert.match(JSON.stringify(entries?.[0]), /depot-1/, format)
  }
})
