// The picture that other sites show of a page that has none. It is drawn when it is first asked for, and lies in the press
// with the pages. Nobody can have words of their own drawn: the address only names what the paper itself says.
import { drawCard } from '../../articles/card.ts'
import { isForReaders } from '../../articles/article.ts'
import { articleHead } from '../../articles/reads/articles.ts'
import { authorBySlug, pageBySlug, paper as paperRow, sectionBySlug, topicBySlug, type Paper } from '../../articles/reads/paper.ts'
import type { Reads } from '../../base/db/db.ts'
import { translator } from '../../base/i18n/i18n.ts'
import type { Tag } from '../../base/press/stale.ts'
import { articleWords, cardAsked, cardPicture, paperWords, titleWords, type CardSubject, type CardWords } from '../../base/ui/card.ts'
import { moved, printedBytes, printedText } from '../../base/web/respond.ts'
import { found, type Page } from '../../base/web/route.ts'
import { numberIn, paths, url } from '../../urls.ts'
import { defaultPage } from '../../articles/default-pages.ts'
import { drawn } from '../drawn.ts'

interface Shown { subject: CardSubject; words: CardWords; tags: Tag[]; isGone?: boolean }

export const show: Page<typeof paths.card, 'anyone'> = async ({ db, params }) => {
  const asked = found(cardAsked(params.file))
  const paper = await paperRow(db)
  const { subject, words, tags, isGone } = found(await shownBy(db, asked, paper))
  const { address } = cardPicture(subject, words)
  // An older card: whoever kept the page it stood on gets the one that is true now.
  if (address !== url(paths.card, params)) return moved(address)
  if (isGone) return printedText('', { contentType: 'text/plain', status: 410, tags })
  return drawn(async () => printedBytes(await drawCard(words), { contentType: 'image/png', tags: [...tags, 'paper'], headers: { 'cache-control': 'public, max-age=31536000, immutable' } }))
}

async function shownBy(db: Reads, { kind, key }: { kind: string; key: string }, paper: Paper): Promise<Shown | undefined> {
  if (kind === 'paper') return { subject: 'paper', words: paperWords(paper), tags: [] }
  if (kind === 'article') return articleShown(db, key, paper)
  return titleShown(db, { kind, key }, paper)
}

async function articleShown(db: Reads, key: string, paper: Paper): Promise<Shown | undefined> {
  const number = numberIn(key)
  const article = number === undefined ? undefined : await articleHead(db, number)
  if (!article || !isForReaders(article)) return undefined
  return { subject: `article-${article.id}`, words: articleWords(article, paper), tags: [`article:${article.id}`], isGone: article.state === 'withdrawn' }
}

async function titleShown(db: Reads, { kind, key }: { kind: string; key: string }, paper: Paper): Promise<Shown | undefined> {
  const t = translator(paper.language)
  const words = (title: string, kicker = '') => titleWords({ title, kicker }, paper)
  if (kind === 'section') {
    const row = await sectionBySlug(db, key)
    return row && { subject: `section-${key}`, words: words(row.name), tags: [`section:${row.id}`] }
  }
  if (kind === 'topic') {
    const row = await topicBySlug(db, key)
    return row && { subject: `topic-${key}`, words: words(row.name, t('topic.label')), tags: [`topic:${row.id}`] }
  }
  if (kind === 'author') {
    const row = await authorBySlug(db, key)
    return row && { subject: `author-${key}`, words: words(row.name, t('author.label')), tags: [`author:${row.id}`] }
  }
  const page = (await pageBySlug(db, key, paper.language)) ?? defaultPage(key, paper.language)
  return page && { subject: `page-${key}`, words: words(page.title), tags: [`page:${key}`] }
}
