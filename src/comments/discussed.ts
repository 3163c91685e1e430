// What every page about comments begins with: the article whose discussion is asked for, and what stands around it.
import { isForReaders } from '../articles/article.ts'
import { articleHead, type ArticleHead } from '../articles/reads/articles.ts'
import { loadFrame } from '../articles/reads/paper.ts'
import type { Reads } from '../base/db/db.ts'
import { spoken, translator, type T } from '../base/i18n/i18n.ts'
import type { Tag } from '../base/press/stale.ts'
import type { FrameFacts } from '../base/ui/frame.tsx'
import { found } from '../base/web/route.ts'
import { articleNumber } from '../urls.ts'

/** The article by the number in its address; not found when it has no discussion to show. */
export async function discussed(db: Reads, { article }: { article: string }): Promise<ArticleHead> {
  const row = await articleHead(db, found(articleNumber(article)))
  return found(row && isForReaders(row) && row.comment_mode !== 'off' ? row : undefined)
}

/** The same for pages on which something is said or done: only of what is published. */
export async function published(db: Reads, params: { article: string }): Promise<ArticleHead> {
  const article = await discussed(db, params)
  return found(article.state === 'published' ? article : undefined)
}

/** Pages under an article speak its language. */
export async function surroundings(db: Reads, article: { language: string }): Promise<{ facts: FrameFacts; t: T }> {
  const facts = await loadFrame(db)
  return { facts, t: translator(spoken(article.language, facts.paper.language)) }
}

export function discussionTags({ id }: { id: number }): Tag[] {
  return [`thread:${id}`, `article:${id}`, 'paper']
}
