// Feeds as wires: RSS in all its versions, Atom, JSON Feed. They know no urgency and no withdrawal: a text is one, and may
// come again in other words.
import { bylineNames, line, moment, mostPictures, nothingWired, WireRefused, type Subject, type Wired, type WiredPicture } from './wired.ts'
import { plainLine } from './html-tree.ts'

/** Throws WireRefused. */
export async function readFeed(text: string): Promise<Wired[]> {
  // A document type that declares something of its own can grow without bound; older RSS names one, and that is all.
  if (/<!DOCTYPE[^>]*\[/i.test(text) || /<!ENTITY/i.test(text)) throw new WireRefused('a document type is declared within the file')
  const parsed = await feedOf(text)
  switch (parsed.format) {
    case 'rss': return (parsed.feed.items ?? []).map((item) => rssWired(item, { agency: parsed.feed.title, language: parsed.feed.language ?? parsed.feed.dc?.languages?.[0] }))
    case 'rdf': return (parsed.feed.items ?? []).map((item) => rssWired({ ...item, guid: { value: item.rdf?.about }, pubDate: item.dc?.dates?.[0] }, { agency: parsed.feed.title, language: parsed.feed.dc?.languages?.[0] }))
    case 'atom': return (parsed.feed.entries ?? []).map((entry) => atomWired(entry, { agency: valueOf(parsed.feed.title), language: undefined }))
    case 'json': return (parsed.feed.items ?? []).map((item) => jsonWired(item, { agency: parsed.feed.title, language: parsed.feed.language }))
  }
}

async function feedOf(text: string) {
  const { parseFeed } = await import('feedsmith')
  try {
    return parseFeed(text)
  } catch {
    throw new WireRefused('this is no feed that can be read')
  }
}

interface Channel { agency: string | undefined; language: string | undefined }
type Valued = { value?: string | undefined } | string | undefined
interface Media { contents?: { url?: string | undefined; type?: string | undefined; medium?: string | undefined; title?: Valued; description?: Valued; credits?: Valued[] | undefined }[] | undefined; thumbnails?: { url?: string | undefined }[] | undefined; groups?: Media[] | undefined; credits?: Valued[] | undefined; description?: Valued }
interface RssItem {
  title?: string | undefined; link?: string | undefined; description?: string | undefined; guid?: Valued; pubDate?: string | undefined; content?: { encoded?: string | undefined } | undefined
  dc?: { creators?: string[] | undefined; subjects?: string[] | undefined; rights?: string[] | undefined } | undefined; authors?: (string | { name?: string | undefined })[] | undefined
  categories?: { name?: string | undefined }[] | undefined; enclosures?: { url?: string | undefined; type?: string | undefined }[] | undefined; media?: Media | undefined
}

function rssWired(item: RssItem, channel: Channel): Wired {
  const content = item.content?.encoded ?? ''
  const names = (item.categories ?? []).map(({ name = '' }) => name)
  return {
    ...common({ title: item.title, link: item.link, id: valueOf(item.guid) ?? item.link, at: item.pubDate, content, summary: item.description }, channel),
    bylines: [...item.dc?.creators ?? [], ...(item.authors ?? []).map((one) => (typeof one === 'string' ? one : one.name ?? ''))].flatMap((name) => bylineNames(name.replace(/^\S+@\S+\s*\((.*)\)$/, '$1'), channel.agency ?? '')),
    subjects: subjects([...names, ...item.dc?.subjects ?? []]),
    pictures: unique([...mediaPictures(item.media), ...(item.enclosures ?? []).flatMap(({ url, type = '' }) => (url && /^image\//.test(type) ? [pictureAt(url)] : []))]),
    usage_terms: line(item.dc?.rights?.join(' '), 1_000),
  }
}

interface AtomEntry {
  id?: string | undefined; title?: Valued; updated?: string | undefined; published?: string | undefined; content?: Valued; summary?: Valued; rights?: Valued; authors?: { name?: string | undefined }[] | undefined
  categories?: { term?: string | undefined; label?: string | undefined }[] | undefined; links?: { href?: string | undefined; rel?: string | undefined; type?: string | undefined }[] | undefined; media?: Media | undefined
}

function atomWired(entry: AtomEntry, channel: Channel): Wired {
  const links = entry.links ?? []
  const link = (links.find(({ rel = 'alternate' }) => rel === 'alternate') ?? links[0])?.href
  return {
    ...common({ title: valueOf(entry.title), link, id: entry.id ?? link, at: entry.updated ?? entry.published, content: valueOf(entry.content) ?? '', summary: valueOf(entry.summary) }, channel),
    bylines: (entry.authors ?? []).flatMap(({ name = '' }) => bylineNames(name, channel.agency ?? '')),
    subjects: (entry.categories ?? []).map(({ term = '', label }) => ({ name: line(label ?? term, 100), code: term })).filter(({ name }) => name !== ''),
    pictures: unique([...mediaPictures(entry.media), ...links.flatMap(({ rel, href, type = '' }) => (rel === 'enclosure' && href && /^image\//.test(type) ? [pictureAt(href)] : []))]),
    usage_terms: line(valueOf(entry.rights), 1_000),
  }
}

interface JsonItem { id?: string | undefined; url?: string | undefined; title?: string | undefined; content_html?: string | undefined; content_text?: string | undefined; summary?: string | undefined; image?: string | undefined; date_published?: string | undefined; date_modified?: string | undefined; authors?: { name?: string | undefined }[] | undefined; tags?: string[] | undefined; language?: string | undefined }

function jsonWired(item: JsonItem, channel: Channel): Wired {
  return {
    ...common({ title: item.title, link: item.url, id: item.id ?? item.url, at: item.date_modified ?? item.date_published, content: item.content_html ?? item.content_text ?? '', summary: item.summary }, { ...channel, language: item.language ?? channel.language }),
    bylines: (item.authors ?? []).flatMap(({ name = '' }) => bylineNames(name, channel.agency ?? '')),
    subjects: subjects(item.tags ?? []), pictures: item.image ? [pictureAt(item.image)] : [],
  }
}

interface Common { title: string | undefined; link: string | undefined; id: string | undefined; at: string | undefined; content: string; summary: string | undefined }

function common({ title, link = '', id, at, content, summary = '' }: Common, { agency = '', language = '' }: Channel): Wired {
  const standfirst = content.trim() === '' ? '' : line(summary, 1_000)
  const isBeginning = standfirst !== '' && plainLine(content).startsWith(standfirst.replace(/\s*(…|\.\.\.|\[…\]|\[\.\.\.\])$/, ''))
  return {
    ...nothingWired,
    foreign_id: id ?? line(title), issued_at: moment(at), language, agency: line(agency, 100), link: /^https?:/i.test(link) ? link.slice(0, 2_000) : '',
    headline: line(title) || line(summary || content, 120), standfirst: isBeginning ? '' : standfirst, html: content.trim() === '' ? summary : content,
  }
}

function mediaPictures(media: Media | undefined): WiredPicture[] {
  if (!media) return []
  const contents = [...media.contents ?? [], ...(media.groups ?? []).flatMap((group) => group.contents ?? [])]
  return contents.filter(({ url, type, medium }) => url && (medium === 'image' || /^image\//.test(type ?? ''))).map(({ url = '', description, title, credits }) =>
    ({ address: url, alt: '', caption: line(valueOf(description) ?? valueOf(title), 2_000), credit: line((credits ?? media.credits ?? []).map(valueOf).join('/'), 200), rights: '' }))
}

function pictureAt(address: string): WiredPicture {
  return { address, alt: '', caption: '', credit: '', rights: '' }
}
function unique(pictures: WiredPicture[]): WiredPicture[] {
  return pictures.filter(({ address }, n) => pictures.findIndex((other) => other.address === address) === n).slice(0, mostPictures)
}
function subjects(names: string[]): Subject[] {
  return [...new Set(names.map((name) => line(name, 100)))].filter(Boolean).map((name) => ({ name, code: '' }))
}
function valueOf(given: Valued): string | undefined {
  return typeof given === 'string' ? given : given?.value
}
