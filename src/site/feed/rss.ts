// RSS 2.0 (rssboard.org), with the modules that readers know: content:encoded for the whole text, dc:creator since the
// author of RSS must be a mail address, media:content for what belongs to a picture.
import { cdata, element, textElement, xmlDocument, type Markup } from '../../base/xml.ts'
import { feedTypes } from '../../urls.ts'
import { changedAt, ownLanguage, type Entry, type Feed, type FeedPicture } from './feed.ts'

const modules = {
  'xmlns:atom': 'http://www.w3.org/2005/Atom', 'xmlns:content': 'http://purl.org/rss/1.0/modules/content/', 'xmlns:dc': 'http://purl.org/dc/elements/1.1/',
  'xmlns:media': 'http://search.yahoo.com/mrss/', 'xmlns:thr': 'http://purl.org/syndication/thread/1.0', 'xmlns:wfw': 'http://wellformedweb.org/CommentAPI/',
}

export function rss(feed: Feed): string {
  const newest = feed.entries[0]
  const channel = element('channel', {},
    element('title', {}, feed.title), element('link', {}, feed.page), element('description', {}, feed.description),
    element('language', {}, feed.language), element('copyright', {}, `© ${feed.paper}`),
    newest ? element('pubDate', {}, date(newest.published_at)) : null,
    feed.entries.length > 0 ? element('lastBuildDate', {}, date(changedAt(feed))) : null,
    element('generator', {}, 'Litfass'), element('docs', {}, 'https://www.rssboard.org/rss-specification'),
    element('atom:link', { href: feed.found_at.rss, rel: 'self', type: feedTypes.rss }),
    ...feed.entries.map((entry) => item(entry, feed)))
  return xmlDocument(element('rss', { version: '2.0', ...modules }, channel))
}

function item(entry: Entry, feed: Feed): Markup {
  const language = ownLanguage(entry, feed)
  return element('item', { 'xml:lang': language },
    element('title', {}, entry.title), element('link', {}, entry.address), element('guid', { isPermaLink: 'true' }, entry.id),
    element('pubDate', {}, date(entry.published_at)), element('atom:updated', {}, entry.updated_at.toISOString()),
    ...entry.authors.map(({ name }) => element('dc:creator', {}, name)), ...entry.contributors.map(({ name }) => element('dc:contributor', {}, name)),
    language === undefined ? null : element('dc:language', {}, language),
    ...entry.topics.map(({ name, address }) => element('category', { domain: address }, name)),
    entry.summary ? element('description', {}, entry.summary) : null, element('content:encoded', {}, cdata(entry.html)),
    ...(entry.picture ? picture(entry.picture) : []),
    entry.comments ? element('comments', {}, entry.comments.address) : null,
    entry.comments ? element('wfw:commentRss', {}, entry.comments.feeds.rss) : null,
    entry.answers ? element('thr:in-reply-to', { ref: entry.answers.id, href: entry.answers.address, type: 'text/html' }) : null)
}

function picture({ address, type, bytes, width, height, caption, credit }: FeedPicture): Markup[] {
  return [
    element('enclosure', { url: address, length: bytes, type }),
    element('media:content', { url: address, fileSize: bytes, type, medium: 'image', width, height },
      textElement('media:description', caption), textElement('media:credit', credit)),
  ]
}

/** As RFC 822 has it, with all four digits of the year. */
function date(time: Date): string {
  return time.toUTCString()
}
