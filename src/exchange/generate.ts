// A generated paper is one of any size, the same for a seed each time, to measure and test with: believable in its
// lengths, its rhythm and its long tails, and about nothing.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { addArticles } from '../articles/article.ts'
import { createAuthor, createSection, createTopic, describePaper } from '../articles/paper.ts'
import { addPicture } from '../articles/picture.ts'
import { atomically, type Db } from '../base/db/db.ts'
import type { Act } from '../base/db/journal.ts'
import type { Files } from '../base/files/files.ts'
import { staleAll } from '../base/press/stale.ts'
import { slugOf } from '../base/slug.ts'
import { dayOf, secondsAfter } from '../base/time.ts'
import { addComments, commentNumbers, type NewComment } from '../comments/comment.ts'
import { startCampaign } from '../funding/campaign.ts'
import { addReaders } from '../people/reader.ts'
import { holdEmptyPaper } from './empty-paper.ts'
import { draftArticle, publicationTimes, type Shelves } from './generate-articles.ts'
import { seededChance, type Chance } from './generate-chance.ts'
import { commentNumbersOf, draftComments, readerName, type Commented } from './generate-comments.ts'
import { authorName, topicName } from './generate-german.ts'

export interface Size { articles: number; comments: number; seed: number; years: number; until: Date }
export interface Generation extends Size {
  files: Files
  /** A folder with pictures to lead articles with, and how many of them to take. */
  pictures: { folder: string; most: number }
  progress?: (what: 'articles' | 'comments', done: number, total: number) => void
}

const articlesAtOnce = 500
const commentsAtOnce = 5_000
const mostAuthors = 300
const mostTopics = 4_000
const mostReaders = 8_000

/** Fills an empty paper, all or nothing; only the picture files stay if it fails. Same numbers and seed, same rows. Throws PaperNotEmpty. */
export function generatePaper(db: Db, generation: Generation, act: Act): Promise<void> {
  return atomically(db, async (tx) => {
    await holdEmptyPaper(tx)
    const shelves = await fillShelves(tx, generation, act)
    const commented = await fillArticles(tx, { ...generation, shelves }, act)
    await fillComments(tx, { ...generation, commented }, act)
    await staleAll(tx)
  })
}

const sections = [['Politik', 'news'], ['Stadt', 'news'], ['Wirtschaft', 'news'], ['Kultur', 'news'], ['Sport', 'news'], ['Wissen', 'news'], ['Gesellschaft', 'news'], ['Meinung', 'opinion']] as const

async function fillShelves(tx: Db, { articles, files, pictures, until }: Generation, act: Act): Promise<Shelves> {
  await describePaper(tx, { name: 'Wallstedter Jahrbuch', claim: 'Zwanzig Jahre Zeitung, und kein Wort davon ist wahr.', language: 'de', time_zone: 'Europe/Berlin' })
  await appeal(tx, until)
  const shelves: Shelves = { sections: [], topics: [], authors: [], pictures: [], until }
  for (const [n, [name, style]] of sections.entries()) shelves.sections.push({ ...await createSection(tx, { slug: slugOf(name), name, style, position: n + 1 }), style })
  for (const name of named(topicName, Math.min(mostTopics, Math.ceil(articles / 10)))) shelves.topics.push((await createTopic(tx, { slug: slugOf(name), name })).id)
  for (const name of named(authorName, Math.min(mostAuthors, Math.ceil(articles / 20)))) shelves.authors.push((await createAuthor(tx, { slug: slugOf(name), name, office: 'Redaktion' })).id)
  for (const file of readdirSync(pictures.folder).sort().slice(0, pictures.most)) {
    const bytes = readFileSync(join(pictures.folder, file))
    const { id } = await addPicture(tx, { files, bytes, name: file, caption: 'Ein Bild, das zu jedem Artikel passt.', credit_person: 'Ohne Namen', credit_agency: '' }, act)
    shelves.pictures.push(id)
  }
  return shelves
}

function named(name: (n: number) => string, count: number): string[] {
  return Array.from({ length: count }, (_, n) => name(n))
}

async function appeal(tx: Db, until: Date) {
  const texts = [
    { language: 'de', headline: 'Diese Zeitung ist frei für alle', body: 'Weil andere sie bezahlen.', button: 'Jetzt fördern' },
    { language: 'en', headline: 'This paper is free for everyone', body: 'Because others pay for it.', button: 'Support us now' },
  ]
  const campaign = { slug: 'freie-zeitung', goal: 50_000, goal_kind: 'supporters', carried: 31_244, reached: 31_244, smallest_amount: 500, currency: 'EUR', rhythm: 'monthly' } as const
  await startCampaign(tx, { ...campaign, starts_on: dayOf(secondsAfter(until, -60 * 86_400), 'UTC'), texts })
}

async function fillArticles(tx: Db, { shelves, seed, progress, ...size }: Generation & { shelves: Shelves }, act: Act): Promise<Commented[]> {
  const chance = seededChance(seed)
  const commented: Commented[] = []
  let batch: ReturnType<typeof draftArticle>[] = []
  let done = 0
  const add = async () => {
    const ids = await addArticles(tx, batch.map(({ topics_said, ...draft }) => draft), act)
    for (const [n, { comment_mode, state, published_at, language, topics_said }] of batch.entries()) {
      if (comment_mode !== 'off' && state === 'published' && published_at) commented.push({ id: ids[n] ?? 0, published_at, language, about: topics_said })
    }
    done += batch.length
    batch = []
    progress?.('articles', done, size.articles)
  }
  for (const published_at of publicationTimes(chance, size)) {
    batch.push(draftArticle(chance, published_at, shelves))
    if (batch.length === articlesAtOnce) await add()
  }
  await add()
  return commented
}

async function fillComments(tx: Db, { commented, comments, seed, until, progress }: Generation & { commented: Commented[] }, act: Act) {
  if (comments === 0) return
  const chance = seededChance(seed + 1)
  const readers = await fillReaders(tx, { chance, count: Math.min(mostReaders, Math.ceil(comments / 20)) }, act)
  let batch: NewComment[] = []
  let done = 0
  const add = async () => {
    await addComments(tx, batch, act)
    done += batch.length
    batch = []
    progress?.('comments', done, comments)
  }
  for (const [n, count] of commentNumbersOf(chance, { articles: commented.length, comments }).entries()) {
    const article = commented[n]
    if (!article || count === 0) continue
    batch = batch.concat(draftComments(chance, article, { numbers: await commentNumbers(tx, count), readers, until }))
    if (batch.length >= commentsAtOnce) await add()
  }
  await add()
}

function fillReaders(tx: Db, { chance, count }: { chance: Chance; count: number }, act: Act): Promise<number[]> {
  return addReaders(tx, Array.from({ length: count }, () => ({ name: readerName(chance), mail_address: null })), act)
}
