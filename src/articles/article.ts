// An article is the published thing: its text, who wrote it, where it stands, and what was put right in it.
import { atomically, type Db } from '../base/db/db.ts'
import { record, type Act } from '../base/db/journal.ts'
import { archiveTags, stale, staleAll, staleAtOnce, type Tag } from '../base/press/stale.ts'
import { latest } from '../base/time.ts'
import { sitemapPart } from '../urls.ts'
import { addWhole, listedAt, type ArticleDraft } from './addition.ts'
import { listMany, relist } from './archive.ts'
import { articleById, type FullArticle } from './reads/articles.ts'
import { indexArticles } from './search.ts'
import { lockArticles, updateArticle, updateListed } from './writes.ts'

/** Adds an article with everything that belongs to it. Throws InvalidDocument for a body that does not follow the model, TranslationRefused where the original is none. */
export function createArticle(db: Db, draft: ArticleDraft, act: Act): Promise<FullArticle> {
  return atomically(db, async (tx) => {
    const [id = 0] = await addWhole(tx, [draft], act)
    const neighbours = await relist(tx, { was: null, is: listedAt(draft) })
    const article = await existing(tx, id)
    await record(tx, { ...act, what: 'article created', subject: `article:${id}` })
    if (article.state === 'published') await stale(tx, ...tagsOf(article), ...neighbours)
    return article
  })
}

/** Adds many articles, all or none, and answers their numbers in the order given. Every printed page is thrown away. Throws as `createArticle` does. */
export function addArticles(db: Db, drafts: ArticleDraft[], act: Act): Promise<number[]> {
  if (drafts.length === 0) return Promise.resolve([])
  return atomically(db, async (tx) => {
    const ids = await addWhole(tx, drafts, act)
    await listMany(tx, drafts.flatMap((draft) => listedAt(draft) ?? []))
    await record(tx, { ...act, what: `${ids.length} articles created`, subject: `article:${ids[0]}` })
    await staleAll(tx)
    return ids
  })
}

/** Takes an article back. Its address answers 410 with the reason from then on. */
export function withdrawArticle(db: Db, { id, reason }: { id: number; reason: string }, { by, now }: Act): Promise<FullArticle> {
  return atomically(db, async (tx) => {
    await lockArticles(tx, [id])
    const before = await existing(tx, id)
    await updateArticle(tx, id, { state: 'withdrawn', withdrawn_at: now, withdrawn_reason: reason })
    await updateListed(tx, id, null)
    const neighbours = await relist(tx, { was: listedAt(before), is: null })
    await indexArticles(tx, [id])
    await record(tx, { by, what: 'article withdrawn', subject: `article:${id}`, now })
    const article = await existing(tx, id)
    await staleAtOnce(tx, ...tagsOf(article), ...neighbours)
    return article
  })
}

/** Whether readers find something at its addresses: the article, or why it was withdrawn. */
export function isForReaders({ state }: Pick<FullArticle, 'state'>): boolean {
  return state === 'published' || state === 'withdrawn'
}

/** When readers were last told something new by it: it was published, brought up to date, or corrected. */
export function changedAt({ published_at, updated_at }: Pick<FullArticle, 'published_at' | 'updated_at'>, corrections: { corrected_at: Date }[]): Date | null {
  return latest([published_at, updated_at, ...corrections.map(({ corrected_at }) => corrected_at)])
}

/** Says how far a draft has come; see newsroom/stage.ts. */
export function setStage(tx: Db, { id, stage }: Pick<FullArticle, 'id' | 'stage'>): Promise<void> {
  return updateArticle(tx, id, { stage })
}

/** Every printed page that shows the article or a line about it: those of its translations too, which name each other. */
export function tagsOf(article: FullArticle): Tag[] {
  return [
    `article:${article.id}`, `sitemap:${sitemapPart(article.id)}`, 'front', `section:${article.section_id}`,
    ...article.translations.map((other): Tag => `article:${other.id}`),
    ...article.topics.map((topic): Tag => `topic:${topic.id}`),
    ...article.bylines.map((byline): Tag => `author:${byline.id}`),
    ...(article.published_on ? archiveTags(article.published_on) : []),
  ]
}

async function existing(db: Db, id: number): Promise<FullArticle> {
  const article = await articleById(db, id)
  if (!article) throw new Error(`article ${id} is not there`)
  return article
}
