// A post becomes an article: public ones stay public, whatever else there was is a draft that only the desk sees.
import { z } from 'zod'
import { createArticle } from '../articles/article.ts'
import { textOf, type DocumentNode } from '../articles/document.ts'
import { htmlToDocument } from './html-to-document.ts'
import { ownPath } from './html-links.ts'
import { plainLine } from './html-tree.ts'
import { alreadyHere, came, changed, changedAsNoted, leftOut } from './import-report.ts'
import { importedIds } from './reads/imported.ts'
import { slugOf } from '../base/slug.ts'
import { insertImported } from './writes/imported.ts'
import { importComments } from './wxr-comments.ts'
import { placeOf, type Import } from './wxr-import.ts'
import type { WxrItem } from './wxr-item.ts'
import { fillPictures, pictureFor } from './wxr-pictures.ts'
import { authorFor, sectionFor, topicsFor } from './wxr-terms.ts'

const longestHeadline = 500
const Footnotes = z.array(z.object({ id: z.string(), content: z.string() }))
const ignoredTaxonomies = new Set(['category', 'post_tag', 'post_format'])

export async function importArticle(ours: Import, item: WxrItem) {
  const { tx, act, outline, report } = ours
  const origin = { source: outline.source, kind: 'article' }
  const before = (await importedIds(tx, origin, [item.id])).get(item.id)
  if (before !== undefined) alreadyHere(report, 'articles')
  else noteOddities(ours, item)
  const article_id = before === undefined ? await newArticle(ours, item) : Number(before)
  if (before === undefined) await insertImported(tx, { ...origin, now: act.now }, [[item.id, String(article_id)]])
  await importComments(ours, { item, article_id, published: item.published ?? act.now })
}

async function newArticle(ours: Import, item: WxrItem): Promise<number> {
  const { tx, act, report, language } = ours
  const isPublic = item.status === 'publish' && !item.protected
  const [first, ...others] = item.terms.filter(({ domain }) => domain === 'category')
  const doc = await documentOf(ours, item)
  const headline = headlineOf(ours, item, doc)
  const published = isPublic ? item.published ?? act.now : null
  const { id } = await createArticle(tx, {
    section_id: await sectionFor(ours, first),
    slug: slugOf(item.slug) || slugOf(headline) || 'text',
    state: isPublic ? 'published' : 'draft',
    language,
    headline,
    standfirst: plainLine(item.excerpt),
    ...await leadPicture(ours, item, doc),
    body: doc,
    comment_mode: item.commentsOpen ? 'open' : item.comments.length > 0 ? 'closed' : 'off',
    first_published_at: published,
    published_at: published,
    updated_at: published && laterThan(item.modified, published),
    bylines: item.creator === '' ? [] : [{ author_id: await authorFor(ours, item.creator), role: 'text' }],
    topic_ids: await topicsFor(ours, [...others, ...item.terms.filter(({ domain }) => domain === 'post_tag')]),
    former_addresses: isPublic ? formerAddresses(ours, item, `p=${item.id}`) : [],
  }, act)
  came(report, isPublic ? 'articles' : `drafts that were ${draftKinds.get(item.status) ?? `in the state ${item.status}`}`)
  return id
}

const draftKinds = new Map([['publish', 'protected by a password'], ['future', 'scheduled'], ['draft', 'drafts'], ['pending', 'waiting for review'], ['private', 'private']])

function noteOddities({ report }: Import, item: WxrItem) {
  const where = placeOf(item)
  if (item.sticky) changed(report, 'articles no longer held at the top', where)
  for (const { domain, name } of item.terms) if (!ignoredTaxonomies.has(domain)) leftOut(report, `terms of the kind ${domain}`, name)
}

/** A minute's difference is the saving itself. */
function laterThan(modified: Date | undefined, published: Date): Date | null {
  return modified && modified.getTime() > published.getTime() + 60_000 ? modified : null
}

/** The text of a post or page as a document, with the pictures that could be had. */
export async function documentOf(ours: Import, item: WxrItem): Promise<DocumentNode> {
  const { outline, language, report } = ours
  const where = placeOf(item)
  const footnotes = footnotesOf(item.meta.get('footnotes'))
  const { doc, pictures, notes } = htmlToDocument(item.content, { from: item.link, site: outline.site, language, footnotes, attached: outline.attachedTo.get(item.id) })
  changedAsNoted(report, notes, where)
  await fillPictures(ours, pictures, where)
  return doc
}

function footnotesOf(json: string | undefined): Map<string, string> {
  if (!json) return new Map()
  try {
    return new Map(Footnotes.parse(JSON.parse(json)).map(({ id, content }) => [id, content]))
  } catch {
    return new Map()
  }
}

function headlineOf({ report, language }: Import, item: WxrItem, doc: DocumentNode): string {
  const title = plainLine(item.title)
  if (title.length > longestHeadline) changed(report, `headlines cut at ${longestHeadline} characters`, placeOf(item))
  if (title !== '') return title.slice(0, longestHeadline)
  changed(report, 'articles without a title, now headed by their first words', placeOf(item))
  const words = (doc.content ?? []).map((block) => textOf(block).trim()).find((text) => text !== '')?.split(/\s+/) ?? []
  if (words.length === 0) return language === 'de' ? 'Ohne Titel' : 'Untitled'
  return words.slice(0, 8).join(' ').slice(0, longestHeadline - 2) + (words.length > 8 ? ' …' : '')
}

/** The post's own picture stands above the article. Where its file is missing, its place is marked at the beginning of the text. */
async function leadPicture(ours: Import, item: WxrItem, doc: DocumentNode): Promise<{ lead_picture_id: number | null }> {
  const attachment = item.meta.get('_thumbnail_id')
  if (!attachment || !/^[1-9]\d*$/.test(attachment)) return { lead_picture_id: null }
  const picture = await pictureFor(ours, { attachment })
  if (picture) return { lead_picture_id: picture.id }
  const node: DocumentNode = { type: 'picture', attrs: { picture: null, alt: '', caption: null, missing: `attachment ${attachment}` } }
  await fillPictures(ours, [{ node, ref: { attachment } }], placeOf(item))
  doc.content = [node, ...(doc.content ?? [])]
  return { lead_picture_id: null }
}

/** Where readers and other sites know it: its permalink, with and without a stroke at the end, and its number. */
export function formerAddresses({ outline: { site } }: Import, item: WxrItem, byNumber: string): string[] {
  const link = URL.canParse(item.link) ? new URL(item.link.replace(/([^:])\/{2,}/g, '$1/')) : undefined
  const path = link && (ownPath(link, site) ?? link.pathname + link.search)
  const numbered = `${site.path}/?${byNumber}`
  const forms = path === undefined || path === '/' || path === numbered ? [] : path.includes('?') ? [path] : [path, path.replace(/\/$/, '')]
  return [...new Set([...forms, numbered])].filter((address) => address.startsWith('/') && address.length > 1 && address.length <= 2000)
}
