// An article is the published thing: its text, who wrote it, where it stands, and what was put right in it.
import { atomically, type Db } from '../base/db/db.ts'
import { record, type Act } from '../base/db/journal.ts'
import { stale, staleAtOnce, type Tag } from '../base/press/stale.ts'
import { articleUrl } from '../urls.ts'
import { parseDocument } from './document.ts'
import { articleById, type FullArticle } from './reads/articles.ts'
import { insertAddress, insertArticle, insertArticleTopics, insertBylines, insertCorrection, updateArticle, type NewArticle, type Role } from './writes.ts'

export interface ArticleDraft extends Omit<NewArticle, 'body' | 'created_at'> {
  /** ProseMirror JSON, checked before it is kept. */
  body: unknown
  bylines: { author_id: number; role: Role }[]
  topic_ids: number[]
  corrections?: { corrected_at: Date; was_wrong: string; is_right: string }[]
  /** Addresses it had in earlier systems: path and query string. */
  former_addresses?: string[]
}

/** Adds an article with everything that belongs to it. Throws InvalidDocument for a body that does not follow the model. */
export function createArticle(db: Db, draft: ArticleDraft, { by, now }: Act): Promise<FullArticle> {
  const { body, bylines, topic_ids, corrections = [], former_addresses = [], ...columns } = draft
  const checked = JSON.stringify(parseDocument(body))
  return atomically(db, async (tx) => {
    const { id } = await insertArticle(tx, { ...columns, body: checked, created_at: now })
    await insertBylines(tx, id, bylines)
    await insertArticleTopics(tx, id, topic_ids)
    for (const correction of corrections) await insertCorrection(tx, { article_id: id, ...correction })
    const article = await existing(tx, id)
    for (const address of [articleUrl(article), ...former_addresses]) await insertAddress(tx, { address, article_id: id, since: now })
    await record(tx, { by, what: 'article created', subject: `article:${id}`, now })
    if (article.state === 'published') await stale(tx, ...tagsOf(article))
    return article
  })
}

/** Moves an article to another section or slug. The address it had keeps leading to it. */
export function readdressArticle(db: Db, { id, ...to }: { id: number; slug: string; section_id: number }, { by, now }: Act): Promise<FullArticle> {
  return atomically(db, async (tx) => {
    const before = await existing(tx, id)
    await updateArticle(tx, id, to)
    const after = await existing(tx, id)
    await insertAddress(tx, { address: articleUrl(after), article_id: id, since: now })
    await record(tx, { by, what: 'article readdressed', subject: `article:${id}`, now })
    await staleAtOnce(tx, ...tagsOf(before), ...tagsOf(after))
    return after
  })
}

/** Takes an article back. Its address answers 410 with the reason from then on. */
export function withdrawArticle(db: Db, { id, reason }: { id: number; reason: string }, { by, now }: Act): Promise<FullArticle> {
  return atomically(db, async (tx) => {
    await updateArticle(tx, id, { state: 'withdrawn', withdrawn_at: now, withdrawn_reason: reason })
    await record(tx, { by, what: 'article withdrawn', subject: `article:${id}`, now })
    const article = await existing(tx, id)
    await staleAtOnce(tx, ...tagsOf(article))
    return article
  })
}

/** Every printed page that shows the article or a line about it. */
export function tagsOf(article: FullArticle): Tag[] {
  return [
    `article:${article.id}`, 'front', `section:${article.section_id}`,
    ...article.topics.map((topic): Tag => `topic:${topic.id}`),
    ...article.bylines.map((byline): Tag => `author:${byline.id}`),
  ]
}

async function existing(db: Db, id: number): Promise<FullArticle> {
  const article = await articleById(db, id)
  if (!article) throw new Error(`article ${id} is not there`)
  return article
}
