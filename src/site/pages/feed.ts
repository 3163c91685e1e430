// The feeds: of the paper, a section, a topic, an author, and of the discussion of an article; each in three formats.
import { isForReaders } from '../../articles/article.ts'
import { articleHead } from '../../articles/reads/articles.ts'
import { correctionsOfAll, firstAddressOf, fullTexts } from '../../articles/reads/full-texts.ts'
import { newest, type Of } from '../../articles/reads/lists.ts'
import { authorBySlug, paper, redirectFrom, sectionBySlug, topicBySlug, type Paper } from '../../articles/reads/paper.ts'
import { picturesOf } from '../../articles/reads/pictures.ts'
import type { Reads } from '../../base/db/db.ts'
import { spoken, translator } from '../../base/i18n/i18n.ts'
import type { Tag } from '../../base/press/stale.ts'
import { moved, printedText } from '../../base/web/respond.ts'
import { found, type Call, type Page } from '../../base/web/route.ts'
import { newestComments } from '../../comments/reads/threads.ts'
import { articleNumber, articleUrl, commentsUrl, feedTypes, feedUrls, paths, url, type FeedFormat } from '../../urls.ts'
import { articleEntry, picturesShown } from '../feed/article-entry.tsx'
import { atom } from '../feed/atom.ts'
import { commentEntry } from '../feed/comment-entry.tsx'
import { feedLength, type Entry, type Feed } from '../feed/feed.ts'
import { jsonFeed } from '../feed/json-feed.ts'
import { rss } from '../feed/rss.ts'

type Printing<P extends string> = (c: Call<P, 'anyone'> & { db: Reads }) => Promise<{ feed: Feed; tags: Tag[] } | { moved: string } | { gone: Tag[] }>

/** The pages of one feed, by their formats. */
function inEachFormat<P extends string>(print: Printing<P>): Record<FeedFormat, Page<P, 'anyone'>> {
  const page = (format: FeedFormat): Page<P, 'anyone'> => async (c) => {
    const result = await print(c)
    if ('moved' in result) return moved(feedUrls(result.moved)[format])
    if ('gone' in result) return printedText('', { contentType: `${feedTypes[format]}; charset=utf-8`, status: 410, tags: result.gone })
    return printedText(writers[format](result.feed), { contentType: `${feedTypes[format]}; charset=utf-8`, tags: result.tags })
  }
  return { rss: page('rss'), atom: page('atom'), json: page('json') }
}

const writers: Record<FeedFormat, (feed: Feed) => string> = { rss, atom, json: jsonFeed }

export const { rss: paperRss, atom: paperAtom, json: paperJson } = inEachFormat<typeof paths.rss>(async ({ db, site }) =>
  articlesOf(db, { of: { all: true }, tag: 'front', page: paths.front, title: '', about: '' }, site.url))

export const { rss: sectionRss, atom: sectionAtom, json: sectionJson } = inEachFormat<typeof paths.sectionRss>(async ({ db, params: { slug }, site }) => {
  const page = url(paths.section, { slug })
  const row = await sectionBySlug(db, slug)
  if (!row) return { moved: found(await redirectFrom(db, page)) }
  return articlesOf(db, { of: { section_id: row.id }, tag: `section:${row.id}`, page, title: row.name, about: row.description }, site.url)
})

export const { rss: topicRss, atom: topicAtom, json: topicJson } = inEachFormat<typeof paths.topicRss>(async ({ db, params: { slug }, site }) => {
  const page = url(paths.topic, { slug })
  const row = await topicBySlug(db, slug)
  if (!row) return { moved: found(await redirectFrom(db, page)) }
  return articlesOf(db, { of: { topic_ids: [row.id] }, tag: `topic:${row.id}`, page, title: row.name, about: row.description }, site.url)
})

export const { rss: authorRss, atom: authorAtom, json: authorJson } = inEachFormat<typeof paths.authorRss>(async ({ db, params: { slug }, site }) => {
  const page = url(paths.author, { slug })
  const row = await authorBySlug(db, slug)
  if (!row) return { moved: found(await redirectFrom(db, page)) }
  return articlesOf(db, { of: { author_id: row.id }, tag: `author:${row.id}`, page, title: row.name, about: row.office }, site.url)
})

export const { rss: commentsRss, atom: commentsAtom, json: commentsJson } = inEachFormat<typeof paths.commentsRss>(async ({ db, params, site }) => {
  const row = await articleHead(db, found(articleNumber(params.article)))
  const article = found(row && isForReaders(row) && row.comment_mode !== 'off' ? row : undefined)
  const page = commentsUrl(article)
  if (page !== url(paths.comments, params)) return { moved: page }
  const tags: Tag[] = [`thread:${article.id}`, `article:${article.id}`, 'paper']
  if (article.state === 'withdrawn') return { gone: tags }

  const [ours, comments, first] = await Promise.all([paper(db), newestComments(db, article.id, feedLength), firstAddressOf(db, article.id)])
  const t = translator(spoken(article.language, ours.language))
  const first_address = `${site.url}${first ?? articleUrl(article)}`
  const { headline } = article
  const about = { page, title: t('comments.title', { headline }), description: t('feed.comments', { headline }), language: article.language }
  return { feed: feedOf(ours, { ...about, entries: comments.map((comment) => commentEntry(comment, { article, first_address, origin: site.url, t })) }, site.url), tags }
})

interface Listed { of: Of; tag: Tag; page: string; title: string; about: string }

async function articlesOf(db: Reads, { of, tag, page, title, about }: Listed, origin: string): Promise<{ feed: Feed; tags: Tag[] }> {
  const [ours, list] = await Promise.all([paper(db), newest(db, of, feedLength)])
  const texts = await fullTexts(db, list.map(({ id }) => id))
  const [pictures, corrections] = await Promise.all([picturesOf(db, picturesShown(texts)), correctionsOfAll(db, texts.map(({ id }) => id))])
  const ordered = list.flatMap(({ id }) => texts.find((text) => text.id === id) ?? [])
  const entries = ordered.map((text) => articleEntry(text, { paper: ours, corrections, pictures, origin }))
  const tags: Tag[] = [
    tag, 'paper', ...texts.map((text): Tag => `article:${text.id}`), ...pictures.map((picture): Tag => `picture:${picture.name}`),
    ...texts.flatMap((text) => [...text.topics.map((topic): Tag => `topic:${topic.id}`), ...text.bylines.map((byline): Tag => `author:${byline.id}`)]),
  ]
  const description = about.split('\n')[0] || ours.claim || ours.name
  return { feed: feedOf(ours, { page, title: title ? `${ours.name}: ${title}` : ours.name, description, language: ours.language, entries }, origin), tags }
}

interface About { page: string; title: string; description: string; language: string; entries: Entry[] }

function feedOf({ name }: Paper, { page, ...about }: About, origin: string): Feed {
  const base = page === paths.front ? origin : `${origin}${page}`
  return { ...about, page: `${origin}${page}`, found_at: feedUrls(base), paper: name }
}
