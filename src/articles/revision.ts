// What becomes of an article that is there: its row takes what was written, it is published, corrected. How it came to what was
// written, and how that is kept as revisions, is the newsroom's (newsroom/settling.ts).
import { createHash } from 'node:crypto'
import { atomically, type Db } from '../base/db/db.ts'
import { record, type Act } from '../base/db/journal.ts'
import { stale, staleAtOnce, type Tag } from '../base/press/stale.ts'
import { articleUrl } from '../urls.ts'
import { listedAt } from './addition.ts'
import { relist } from './archive.ts'
import { tagsOf } from './article.ts'
import { parseDocument } from './document.ts'
import { HeldBack, holdOn, placeInLists } from './hold.ts'
import { articleById, type FullArticle } from './reads/articles.ts'
import { indexArticles } from './search.ts'
import { pointToOriginal } from './translation.ts'
import { deleteBylinesAndTopics, insertAddresses, insertArticleTopics, insertBylines, insertCorrections, lockArticles, updateArticle, updateCredit, updateListed, type Role } from './writes.ts'

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

interface Revision {
  id: number
  revised: Revised
  /** Readers are told that it says something new. */
  is_update: boolean
  /** As the journal has it; nothing of what the program does by itself. */
  deed: 'article revised' | 'article brought up to date' | null
}

/** Takes what was written into the article's row. Throws InvalidDocument and TranslationRefused. */
export function reviseArticle(db: Db, { id, revised: { body, bylines, topic_ids, translation_of, ...row }, is_update, deed }: Revision, { by, now }: Act): Promise<FullArticle> {
  return atomically(db, async (tx) => {
    const before = await lockedArticle(tx, id)
    await updateArticle(tx, id, { ...row, body: JSON.stringify(parseDocument(body)), ...(is_update ? { updated_at: now } : {}) })
    await retell(tx, before, { bylines, topic_ids })
    if (translation_of === null) await updateArticle(tx, id, { translation_of })
    else if (translation_of !== before.translation_of) await pointToOriginal(tx, { id, translation_of })
    const after = await lockedArticle(tx, id)
    if (articleUrl(after) !== articleUrl(before)) await insertAddresses(tx, [{ address: articleUrl(after), article_id: id, since: now }])
    await indexArticles(tx, [id])
    if (deed) await record(tx, { by, what: deed, subject: `article:${id}`, now })
    // No page shows a draft.
    if (before.state !== 'draft') await stale(tx, ...tagsOf(before), ...tagsOf(after))
    return after
  })
}

async function retell(tx: Db, { id, state, published_at }: FullArticle, { bylines, topic_ids }: Pick<Revised, 'bylines' | 'topic_ids'>) {
  const listed_at = listedAt({ state, published_at })
  await deleteBylinesAndTopics(tx, id)
  await insertBylines(tx, bylines.map((byline, position) => ({ ...byline, article_id: id, position, listed_at })))
  await insertArticleTopics(tx, topic_ids.map((topic_id, position) => ({ topic_id, article_id: id, position, listed_at })))
}

/** Makes a draft public, or one that was withdrawn public again, on the day it was first listed on. One that is public stays as it is. Throws HeldBack. */
export function publishArticle(db: Db, { id }: { id: number }, { by, now }: Act): Promise<FullArticle> {
  return atomically(db, async (tx) => {
    const before = await lockedArticle(tx, id)
    if (before.state === 'published') return before
    const hold = holdOn(before, now)
    if (hold) throw new HeldBack(id, hold)
    const published_at = placeInLists(before, now)
    await updateArticle(tx, id, { state: 'published', published_at, first_published_at: before.first_published_at ?? now, withdrawn_at: null, withdrawn_reason: null })
    await updateListed(tx, id, published_at)
    const neighbours = await relist(tx, { was: null, is: published_at })
    await indexArticles(tx, [id])
    await record(tx, { by, what: 'article published', subject: `article:${id}`, now })
    const article = await lockedArticle(tx, id)
    // Who has its address already is told that there is nothing, or that it was withdrawn: that ends now.
    await staleAtOnce(tx, ...tagsOf(article), ...neighbours)
    return article
  })
}

interface NewCorrection {
  id: number
  was_wrong: string
  is_right: string
  /** The revision that put it right. */
  revision?: number | null
  /** The reader's comment that led to it. */
  comment_id?: number | null
  /** Whoever wrote that has said that they may be named. */
  is_credited?: boolean
}

/** Says under a published article what was wrong in it, and what is right. */
export function correctArticle(db: Db, { id, revision = null, comment_id = null, is_credited = false, ...correction }: NewCorrection, { by, now }: Act): Promise<FullArticle> {
  return atomically(db, async (tx) => {
    const article = await lockedArticle(tx, id)
    await insertCorrections(tx, [{ article_id: id, corrected_at: now, ...correction, revision, comment_id, credited_at: comment_id !== null && is_credited ? now : null }])
    await updateArticle(tx, id, { stage: 'corrected' })
    await record(tx, { by, what: 'article corrected', subject: `article:${id}`, now })
    await stale(tx, ...tagsOf(article))
    return lockedArticle(tx, id)
  })
}

/** Names the reader whose comment led to corrections, or does no longer. */
export function creditCorrections(db: Db, { comment_id, credited_at }: { comment_id: number; credited_at: Date | null }): Promise<void> {
  return atomically(db, async (tx) => {
    const articles = await updateCredit(tx, { comment_id, credited_at })
    await stale(tx, ...articles.map((id): Tag => `article:${id}`))
  })
}

/** The article, which nobody else changes before the transaction ends. */
export async function lockedArticle(tx: Db, id: number): Promise<FullArticle> {
  await lockArticles(tx, [id])
  const article = await articleById(tx, id)
  if (!article) throw new Error(`article ${id} is not there`)
  return article
}
