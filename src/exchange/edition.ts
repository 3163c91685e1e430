// An edition on disk: JSON Lines, one kind a file, pictures beside them. The demonstration paper in demo/ is one;
// demo/README.md describes the format.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { createArticle } from '../articles/article.ts'
import { createAuthor, createSection, createTopic, continueArticleNumbers, describePaper, writePage } from '../articles/paper.ts'
import { addPicture } from '../articles/picture.ts'
import { atomically, type Db } from '../base/db/db.ts'
import type { Act } from '../base/db/journal.ts'
import type { Files } from '../base/files/files.ts'
import { staleAll } from '../base/press/stale.ts'
import { addComments, commentNumbers } from '../comments/comment.ts'
import { nameBankAccount, startCampaign } from '../funding/campaign.ts'
import { addReader } from '../people/reader.ts'
import * as kinds from './edition-kinds.ts'

export interface Edition { folder: string; files: Files; progress?: (done: number, total: number) => void }

/** Each is decoded in a process of its own. */
const picturesAtOnce = 2

/** Fills an empty paper with an edition, all or nothing; only the picture files stay if it fails. */
export function fillFromEdition(db: Db, { folder, files, progress = () => {} }: Edition, act: Act): Promise<void> {
  const read = <S extends z.ZodType>(kind: string, shape: S) => linesOf(join(folder, `${kind}.jsonl`), shape)
  const articles = read('articles', kinds.Article)
  const pictures = read('pictures', kinds.Picture)
  const total = articles.length + pictures.length
  return atomically(db, async (tx) => {
    await fillPaper(tx, { folder, pages: read('pages', kinds.Page), campaigns: read('campaigns', kinds.Campaign) }, act)
    const ids = {
      sections: await idsBySlug(read('sections', kinds.Section), (section) => createSection(tx, section)),
      topics: await idsBySlug(read('topics', kinds.Topic), (topic) => createTopic(tx, topic)),
      authors: await idsBySlug(read('authors', kinds.Author), (author) => createAuthor(tx, author)),
      pictures: new Map<string, number>(),
    }
    for (let n = 0; n < pictures.length; n += picturesAtOnce) {
      await Promise.all(pictures.slice(n, n + picturesAtOnce).map(async ({ file, ...picture }) => {
        const { id } = await addPicture(tx, { files, path: join(folder, 'pictures', file), ...picture }, act)
        ids.pictures.set(picture.name, id)
      }))
      progress(Math.min(n + picturesAtOnce, pictures.length), total)
    }
    for (const [n, article] of articles.entries()) {
      await fillArticle(tx, { article, ids }, act)
      progress(pictures.length + n + 1, total)
    }
    await continueArticleNumbers(tx)
    await fillComments(tx, read('comments', kinds.Comment), act)
    await staleAll(tx)
  })
}

interface Ids { sections: Map<string, number>; topics: Map<string, number>; authors: Map<string, number>; pictures: Map<string, number> }
interface PaperParts { folder: string; pages: z.infer<typeof kinds.Page>[]; campaigns: z.infer<typeof kinds.Campaign>[] }

async function fillPaper(tx: Db, { folder, pages, campaigns }: PaperParts, { now }: Act) {
  const { account, ...paper } = kinds.Paper.parse(JSON.parse(readFileSync(join(folder, 'paper.json'), 'utf8')))
  await describePaper(tx, paper)
  if (account) await nameBankAccount(tx, account)
  for (const { updated_at, ...page } of pages) await writePage(tx, page, updated_at ?? now)
  for (const campaign of campaigns) await startCampaign(tx, campaign)
}

async function fillArticle(tx: Db, { article, ids }: { article: z.infer<typeof kinds.Article>; ids: Ids }, act: Act) {
  const { number, section, bylines, topics, lead_picture, ...columns } = article
  await createArticle(tx, {
    ...columns,
    id: number,
    section_id: known(ids.sections, section),
    bylines: bylines.map(({ author, role }) => ({ author_id: known(ids.authors, author), role })),
    topic_ids: topics.map((topic) => known(ids.topics, topic)),
    lead_picture_id: lead_picture ? known(ids.pictures, lead_picture.picture) : null,
    lead_alt: lead_picture?.alt ?? null,
    lead_caption: lead_picture?.caption ?? null,
  }, act)
}

async function fillComments(tx: Db, comments: z.infer<typeof kinds.Comment>[], act: Act) {
  const readers = new Map<string, number>()
  for (const name of new Set(comments.flatMap((comment) => comment.name ?? []))) {
    const reader = await addReader(tx, { name, mail_address: null }, act)
    if (reader) readers.set(name, reader.id)
  }
  const numbers = await commentNumbers(tx, comments.length)
  const ids = new Map(comments.map((comment, n) => [comment.number, numbers[n] ?? 0]))
  await addComments(tx, comments.map(({ number, article, parent, name, ...comment }) => ({
    ...comment,
    id: known(ids, number),
    article_id: article,
    parent_id: parent === null ? null : known(ids, parent),
    reader_id: name === null ? null : known(readers, name),
  })), act)
}

async function idsBySlug<R extends { slug: string }>(rows: R[], create: (row: R) => Promise<{ id: number }>): Promise<Map<string, number>> {
  const ids = new Map<string, number>()
  for (const row of rows) ids.set(row.slug, (await create(row)).id)
  return ids
}

function known<K>(ids: Map<K, number>, key: K): number {
  const id = ids.get(key)
  if (id === undefined) throw new Error(`the edition names ${String(key)} but does not hold it`)
  return id
}

function linesOf<S extends z.ZodType>(path: string, shape: S): z.infer<S>[] {
  return readFileSync(path, 'utf8').split('\n').filter(Boolean).map((line, n) => {
    const read = shape.safeParse(JSON.parse(line))
    if (!read.success) throw new Error(`${path}, line ${n + 1}: ${z.prettifyError(read.error)}`)
    return read.data
  })
}
