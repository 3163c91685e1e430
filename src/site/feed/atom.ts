// Atom 1.0 (RFC 4287), with threading (RFC 4685) to lead from an article to its comments, and from a comment to what it answers.
import { cdata, element, textElement, xmlDocument, type Markup } from '../../base/xml.ts'
import { feedTypes } from '../../urls.ts'
import { changedAt, ownLanguage, type Entry, type Feed, type Person } from './feed.ts'

const namespaces = { xmlns: 'http://www.w3.org/2005/Atom', 'xmlns:thr': 'http://purl.org/syndication/thread/1.0' }

export function atom(feed: Feed): string {
  return xmlDocument(element('feed', { ...namespaces, 'xml:lang': feed.language },
    element('id', {}, feed.found_at.atom), element('title', {}, feed.title), textElement('subtitle', feed.description),
    element('updated', {}, changedAt(feed).toISOString()),
    element('link', { rel: 'self', type: feedTypes.atom, href: feed.found_at.atom }), element('link', { rel: 'alternate', type: 'text/html', href: feed.page }),
    // Whoever wrote an entry stands in it; one without a writer is the paper's.
    person('author', { name: feed.paper, address: null }), element('rights', {}, `© ${feed.paper}`),
    element('generator', {}, 'Litfass'), ...feed.entries.map((entry) => written(entry, feed))))
}

function written(entry: Entry, feed: Feed): Markup {
  const { picture, comments, answers } = entry
  return element('entry', { 'xml:lang': ownLanguage(entry, feed) },
    element('id', {}, entry.id), element('title', {}, entry.title), element('published', {}, entry.published_at.toISOString()), element('updated', {}, entry.updated_at.toISOString()),
    element('link', { rel: 'alternate', type: 'text/html', href: entry.address }),
    picture ? element('link', { rel: 'enclosure', type: picture.type, length: picture.bytes, href: picture.address, title: picture.caption || undefined }) : null,
    comments ? element('link', { rel: 'replies', type: 'text/html', href: comments.address }) : null,
    comments ? element('link', { rel: 'replies', type: feedTypes.atom, href: comments.feeds.atom }) : null,
    answers ? element('thr:in-reply-to', { ref: answers.id, href: answers.address, type: 'text/html' }) : null,
    ...entry.authors.map((author) => person('author', author)), ...entry.contributors.map((contributor) => person('contributor', contributor)),
    ...entry.topics.map(({ slug, name }) => element('category', { term: slug, label: name })),
    entry.summary ? element('summary', { type: 'text' }, entry.summary) : null, element('content', { type: 'html' }, cdata(entry.html)))
}

function person(role: 'author' | 'contributor', { name, address }: Person): Markup {
  return element(role, {}, element('name', {}, name), address ? element('uri', {}, address) : null)
}
