// Categories become sections and topics, tags become topics, people become bylines.
import { createAuthor, createSection, createTopic, keepRedirect, sectionSlugRefusal } from '../articles/paper.ts'
import { authorBySlug, sectionBySlug, sections, topicBySlug } from '../articles/reads/paper.ts'
import { paths, url } from '../urls.ts'
import { changed, leftOut } from './import-report.ts'
import { importedIds } from './reads/imported.ts'
import { freeSlug, slugOf } from '../base/slug.ts'
import { insertImported } from './writes/imported.ts'
import { remember, remembered, type Import } from './wxr-import.ts'
import type { WxrTerm } from './wxr-item.ts'

interface Named { id: number; slug: string }
interface Thing {
  kind: 'section' | 'topic' | 'author'
  foreign_id: string
  /** Where the former site had it. */
  addresses: string[]
}

/** The thing met earlier in this run, or taken over before, or made now; and what it was called then. */
async function once(ours: Import, { kind, foreign_id, addresses }: Thing, make: () => Promise<Named & { made: boolean }>): Promise<number> {
  const met = remembered(ours, kind, foreign_id)
  if (met !== undefined) return Number(met)
  const origin = { source: ours.outline.source, kind }
  const before = (await importedIds(ours.tx, origin, [foreign_id])).get(foreign_id)
  if (before !== undefined) {
    remember(ours, { kind, foreign_id }, before)
    return Number(before)
  }
  const { id, slug, made } = await make()
  await insertImported(ours.tx, { ...origin, now: ours.act.now }, [[foreign_id, String(id)]])
  for (const address of addresses) await keepAddress(ours, address, url(paths[kind], { slug }))
  remember(ours, { kind, foreign_id, ...(made ? { counted: `${kind}s` } : {}) }, String(id))
  return id
}

export async function keepAddress({ tx, act, report }: Import, address: string, leads_to: string) {
  if (address === leads_to) return
  if (Buffer.byteLength(address) > 2000) return leftOut(report, 'addresses too long to be kept', leads_to)
  await keepRedirect(tx, { address, leads_to, since: act.now })
}

/** The section of a post's first category. A post without one stands where WordPress would have put it. */
export function sectionFor(ours: Import, category: WxrTerm | undefined): Promise<number> {
  const { slug, name } = category ?? { slug: 'uncategorized', name: 'Uncategorized' }
  const { tx, outline, report } = ours
  const term = outline.categories.get(slug)
  return once(ours, { kind: 'section', foreign_id: slug, addresses: categoryAddresses(ours, slug) }, async () => {
    const wanted = slugOf(slug) || slugOf(name) || 'section'
    const there = await sectionBySlug(tx, wanted)
    if (there) return { ...there, made: false }
    const free = await freeSlug(wanted, async (tried) => (await sectionSlugRefusal(tx, tried)) !== null)
    if (free !== slug) changed(report, 'sections with another slug, the old one being reserved, taken or not writable', `${slug} → ${free}`)
    const position = Math.max(0, ...(await sections(tx)).map((section) => section.position)) + 1
    const { id } = await createSection(tx, { slug: free, name: named(term?.name || name || slug || free), description: term?.description ?? '', position })
    return { id, slug: free, made: true }
  })
}

/** The topics of a post: its other categories, then its tags, each once. */
export async function topicsFor(ours: Import, terms: WxrTerm[]): Promise<number[]> {
  const ids: number[] = []
  for (const term of terms) ids.push(await topicFor(ours, term))
  return [...new Set(ids)]
}

function topicFor(ours: Import, { domain, slug, name }: WxrTerm): Promise<number> {
  const { tx, outline, report } = ours
  const isCategory = domain === 'category'
  const term = (isCategory ? outline.categories : outline.tags).get(slug)
  const title = named(term?.name || name || slug)
  // A category that is a section too keeps leading to the section.
  const addresses = !isCategory ? tagAddresses(ours, slug) : outline.sectionSlugs.has(slug) ? [] : categoryAddresses(ours, slug)
  return once(ours, { kind: 'topic', foreign_id: `${domain}:${slug}`, addresses }, async () => {
    const wanted = slugOf(slug) || slugOf(title) || 'topic'
    const there = await topicBySlug(tx, wanted)
    // A category and a tag of one slug mean the same; two slugs that only become alike here do not.
    if (there && (wanted === slug || there.name === title)) return { ...there, made: false }
    const free = await freeSlug(wanted, async (tried) => (await topicBySlug(tx, tried)) !== undefined)
    if (free !== slug) changed(report, 'topics with another slug, the old one being taken or not writable', `${slug} → ${free}`)
    const { id } = await createTopic(tx, { slug: free, name: title || free, description: term?.description ?? '' })
    return { id, slug: free, made: true }
  })
}

/** The person in a post's byline, who needs no account. */
export function authorFor(ours: Import, login: string): Promise<number> {
  const { tx, outline } = ours
  const name = named(outline.authors.get(login) || login)
  const wanted = slugOf(login.replace(/@.*/, '')) || slugOf(name) || 'author'
  return once(ours, { kind: 'author', foreign_id: login, addresses: [`${outline.site.path}/author/${wanted}/`] }, async () => {
    const there = await authorBySlug(tx, wanted)
    if (there?.name === name) return { ...there, made: false }
    const free = await freeSlug(wanted, async (tried) => (await authorBySlug(tx, tried)) !== undefined)
    const { id } = await createAuthor(tx, { slug: free, name })
    return { id, slug: free, made: true }
  })
}

function named(name: string): string {
  return name.slice(0, 200)
}

function categoryAddresses({ outline }: Import, slug: string): string[] {
  const { path } = outline.site
  const term = outline.categories.get(slug)
  const slugs = [slug]
  for (let above = term?.parent ?? ''; above !== '' && !slugs.includes(above); above = outline.categories.get(above)?.parent ?? '') slugs.unshift(above)
  return [`${path}/category/${slugs.join('/')}/`, ...(term?.id ? [`${path}/?cat=${term.id}`] : [])]
}
function tagAddresses({ outline }: Import, slug: string): string[] {
  return [`${outline.site.path}/tag/${slug}/`, `${outline.site.path}/?tag=${slug}`]
}

/** Says which categories, tags and people of the export nothing refers to: they are not taken over. */
export function reportUnused(ours: Import) {
  const { outline, report } = ours
  const used = (kind: string, foreign_id: string) => remembered(ours, kind, foreign_id) !== undefined
  for (const [slug, { name }] of outline.categories) if (!used('section', slug) && !used('topic', `category:${slug}`)) leftOut(report, 'categories that no post is in', name)
  for (const [slug, { name }] of outline.tags) if (!used('topic', `post_tag:${slug}`)) leftOut(report, 'tags that no post has', name)
  for (const [login, name] of outline.authors) if (!used('author', login)) leftOut(report, 'people who wrote no post', name)
}
