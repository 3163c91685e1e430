// A revision is a saved state of an article. Who saves one says which state they began from: two who work on the same
// article at once do not overwrite each other unknowingly.
import { createHash } from 'node:crypto'
import { atomically, type Db } from '../base/db/db.ts'
import { record, type Act } from '../base/db/journal.ts'
import { stale, staleAtOnce } from '../base/press/stale.ts'
import { articleUrl } from '../urls.ts'
import { listedAt } from './addition.ts'
import { relist } from './archive.ts'
import { tagsOf } from './article.ts'
import { parseDocument } from './document.ts'
import { HeldBack, holdOn, placeInLists } from './hold.ts'
import { articleById, type FullArticle } from './reads/articles.ts'
import { indexArticles } from './search.ts'
import { pointToOriginal } from './translation.ts'
import { deleteBylinesAndTopics, insertAddresses, insertArticleTopics, insertBylines, insertCorrections, lockArticles, updateArticle, updateListed, type Role } from './writes.ts'

export interface Revised extends Pick<FullArticle, typeof columns[number]> {
  /** ProseMirror JSON, checked before it is kept. */
  body: unknown
  bylines: { author_id: number; role: Role }[]
  topic_ids: number[]
}
/** What is revised as it stands in its row. */
export const columns = ['section_id', 'slug', 'language', 'kicker', 'headline', 'standfirst', 'dateline_place', 'dateline_source', 'lead_picture_id', 'lead_alt', 'lead_caption', 'note', 'sensitive', 'comment_mode', 'translation_of'] as const

/** What tells one state of an article from another: equal as long as nobody has saved another one. */
export function fingerprint(article: FullArticle): string {
  const told = [columns.map((name) => article[name]), article.body, article.bylines.map(({ id, role }) => [id, role]), article.topics.map(({ id }) => id)]
  return createHash('sha256').update(JSON.stringify(told)).digest('base64url').slice(0, 22)
}

export interface Revision {
  id: number
  /** The fingerprint of the state that was worked on. */
  seen: string
  revised: Revised
  /** Readers are told that it says something new. */
  is_update: boolean
}

/** Saves a revision; answers the state that somebody else has saved meanwhile, if there is one. Throws InvalidDocument and TranslationRefused. */
export function reviseArticle(db: Db, { id, seen, revised: { body, bylines, topic_ids, translation_of, ...row }, is_update }: Revision, { by, now }: Act): Promise<{ article: FullArticle; overtaken: boolean }> {
  return atomically(db, async (tx) => {
    const before = await locked(tx, id)
    if (fingerprint(before) !== seen) return { article: before, overtaken: true }
    await updateArticle(tx, id, { ...row, body: JSON.stringify(parseDocument(body)), ...(is_update ? { updated_at: now } : {}) })
    await retell(tx, before, { bylines, topic_ids })
    if (translation_of === null) await updateArticle(tx, id, { translation_of })
    else if (translation_of !== before.translation_of) await pointToOriginal(tx, { id, translation_of })
    const after = await locked(tx, id)
    if (articleUrl(after) !== articleUrl(before)) await insertAddresses(tx, [{ address: articleUrl(after), article_id: id, since: now }])
    await indexArticles(tx, [id])
    await record(tx, { by, what: is_update ? 'article brought up to date' : 'article revised', subject: `article:${id}`, now })
    await stale(tx, ...tagsOf(before), ...tagsOf(after))
    return { article: after, overtaken: false }
  })
}

async function retell(tx: Db, { id, state, published_at }: FullArticle, { bylines, topic_ids }: Pick<Revised, 'bylines' | 'topic_ids'>) {
  const listed_at = listedAt({ state, published_at })
  await deleteBylinesAndTopics(tx, id)
  await insertBylines(tx, bylines.map((byline, position) => ({ ...byline, article_id: id, position, listed_at })))
  await insertArticleTopics(tx, topic_ids.map((topic_id, position) => ({ topic_id, article_id: id, position, listed_at })))
}

/** Lets an article lead with another picture, which is shown with its own words. */
export function leadWith(db: Db, { id, lead_picture_id }: { id: number; lead_picture_id: number }, { by, now }: Act): Promise<void> {
  return atomically(db, async (tx) => {
    const before = await locked(tx, id)
    await updateArticle(tx, id, { lead_picture_id, lead_alt: null, lead_caption: null })
    await indexArticles(tx, [id])
    await record(tx, { by, what: 'article revised', subject: `article:${id}`, now })
    await stale(tx, ...tagsOf(before))
  })
}

/** Makes a draft public, or one that was withdrawn public again, on the day it was first listed on. One that is public stays as it is. Throws HeldBack. */
export function publishArticle(db: Db, { id }: { id: number }, { by, now }: Act): Promise<FullArticle> {
  return atomically(db, async (tx) => {
    const before = await locked(tx, id)
    if (before.state === 'published') return before
    const hold = holdOn(before, now)
    if (hold) throw new HeldBack(id, hold)
    const published_at = placeInLists(before, now)
    await updateArticle(tx, id, { state: 'published', published_at, first_published_at: before.first_published_at ?? now, withdrawn_at: null, withdrawn_reason: null })
    await updateListed(tx, id, published_at)
    const neighbours = await relist(tx, { was: null, is: published_at })
    await indexArticles(tx, [id])
    await record(tx, { by, what: 'article published', subject: `article:${id}`, now })
    const article = await locked(tx, id)
    // Who has its address already is told that there is nothing, or that it was withdrawn: that ends now.
    await staleAtOnce(tx, ...tagsOf(article), ...neighbours)
    return article
  })
}

/** Says under a published article what was wrong in it, and what is right. */
export function correctArticle(db: Db, { id, ...correction }: { id: number; was_wrong: string; is_right: string }, { by, now }: Act): Promise<FullArticle> {
  return atomically(db, async (tx) => {
    const article = await locked(tx, id)
    await insertCorrections(tx, [{ article_id: id, corrected_at: now, ...correction }])
    await updateArticle(tx, id, { stage: 'corrected' })
    await record(tx, { by, what: 'article corrected', subject: `article:${id}`, now })
    await stale(tx, ...tagsOf(article))
    return article
  })
}

async function locked(tx: Db, id: number): Promise<FullArticle> {
  await lockArticles(tx, [id])
  const article = await articleById(tx, id)
  if (!article) throw new Error(`article ${id} is not there`)
  return article
}
