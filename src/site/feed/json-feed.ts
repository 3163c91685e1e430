// JSON Feed 1.1 (jsonfeed.org/version/1.1).
import { ownLanguage, type Entry, type Feed } from './feed.ts'

export function jsonFeed(feed: Feed): string {
  return JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1', title: feed.title, home_page_url: feed.page, feed_url: feed.found_at.json,
    ...(feed.description ? { description: feed.description } : {}), language: feed.language,
    authors: [{ name: feed.paper }],
    items: feed.entries.map((entry) => item(entry, feed)),
  })
}

function item(entry: Entry, feed: Feed): object {
  const { picture } = entry
  const language = ownLanguage(entry, feed)
  return {
    id: entry.id, url: entry.address, title: entry.title, content_html: entry.html,
    ...(entry.summary ? { summary: entry.summary } : {}),
    date_published: entry.published_at.toISOString(), date_modified: entry.updated_at.toISOString(),
    ...(entry.authors.length > 0 ? { authors: entry.authors.map(({ name, address }) => (address ? { name, url: address } : { name })) } : {}),
    ...(entry.topics.length > 0 ? { tags: entry.topics.map(({ name }) => name) } : {}),
    ...(language === undefined ? {} : { language }),
    ...(picture ? { image: picture.address, attachments: [{ url: picture.address, mime_type: picture.type, size_in_bytes: picture.bytes, ...(picture.caption ? { title: picture.caption } : {}) }] } : {}),
  }
}
