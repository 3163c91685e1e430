// The paper is the site: its name, its sections and topics, the people in its bylines, its static pages.
import { stale, staleAll } from '../base/press/stale.ts'
import { atomically, type Db } from '../base/db/db.ts'
import { record, type Act } from '../base/db/journal.ts'
import { reservedSlugs, staticPages } from '../urls.ts'
import { recount } from './archive.ts'
import { parseDocument } from './document.ts'
import { pageBySlug, sectionBySlug } from './reads/paper.ts'
import { articleIdsBy, articleIdsOn } from './reads/search.ts'
import { indexArticles } from './search.ts'
import { insertAuthor, insertRedirect, insertSection, insertTopic, updateAuthor, updateNoAppeals, updatePaper, updateTopic, upsertPage } from './writes.ts'

type Refusal = 'reserved' | 'taken'

/** Why no section can have this slug: it means something else, or a static page stands there. */
export async function sectionSlugRefusal(db: Db, slug: string): Promise<Refusal | null> {
  if (reservedSlugs.includes(slug)) return 'reserved'
  return (await sectionBySlug(db, slug)) || (await pageBySlug(db, slug, '')) ? 'taken' : null
}

/** Why no static page can have this slug. The five that every paper has are reserved for just that. */
export async function pageSlugRefusal(db: Db, slug: string): Promise<Refusal | null> {
  if (reservedSlugs.includes(slug) && !staticPages.some((page) => page === slug)) return 'reserved'
  return (await sectionBySlug(db, slug)) ? 'taken' : null
}

export class SlugRefused extends Error {}

export function createSection(db: Db, section: Parameters<typeof insertSection>[1]) {
  return atomically(db, async (tx) => {
    const refused = await sectionSlugRefusal(tx, section.slug)
    if (refused) throw new SlugRefused(`a section cannot have the slug ${section.slug}: it is ${refused}`)
    const created = await insertSection(tx, section)
    await staleAll(tx)
    return created
  })
}

/** Writes a static page, or writes it anew. */
export function writePage(db: Db, page: { slug: string; language: string; title: string; body: unknown }, now: Date) {
  return atomically(db, async (tx) => {
    const refused = await pageSlugRefusal(tx, page.slug)
    if (refused) throw new SlugRefused(`a page cannot have the slug ${page.slug}: it is ${refused}`)
    await upsertPage(tx, { ...page, body: JSON.stringify(parseDocument(page.body)), updated_at: now })
    await staleAll(tx)
  })
}

export function describePaper(db: Db, change: Parameters<typeof updatePaper>[1]) {
  return atomically(db, async (tx) => {
    await updatePaper(tx, change)
    if (change.time_zone !== undefined) await recount(tx)
    await staleAll(tx)
  })
}

export const createTopic = insertTopic
export const createAuthor = insertAuthor

/** Its address stays: only a name changes. */
export function renameTopic(db: Db, { id, name }: { id: number; name: string }, { by, now }: Act) {
  return atomically(db, async (tx) => {
    await updateTopic(tx, id, { name })
    await indexArticles(tx, await articleIdsOn(tx, id))
    await record(tx, { by, what: 'topic renamed', subject: `topic:${id}`, now })
    await staleAll(tx)
  })
}
export function renameAuthor(db: Db, { id, name }: { id: number; name: string }, { by, now }: Act) {
  return atomically(db, async (tx) => {
    await updateAuthor(tx, id, { name })
    await indexArticles(tx, await articleIdsBy(tx, id))
    await record(tx, { by, what: 'author renamed', subject: `author:${id}`, now })
    await staleAll(tx)
  })
}

/** Lets a former address lead to where its content stands now. */
export const keepRedirect = insertRedirect

/** Says under what nobody is asked for money: sections by number, topics by slug. Every page that may ask carries the tag. */
export function markNoAppeals(db: Db, marked: Parameters<typeof updateNoAppeals>[1]) {
  return atomically(db, async (tx) => {
    await updateNoAppeals(tx, marked)
    await stale(tx, 'campaign')
  })
}
