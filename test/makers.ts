// Makers of test data that state only what matters to a test.
import type { ArticleDraft } from '../src/articles/addition.ts'
import { createArticle } from '../src/articles/article.ts'
import { createAuthor, createSection, createTopic } from '../src/articles/paper.ts'
import { addPicture, type PictureDraft } from '../src/articles/picture.ts'
import { articleById } from '../src/articles/reads/articles.ts'
import { columns, reviseArticle, type Revised } from '../src/articles/revision.ts'
import type { Act } from '../src/base/db/journal.ts'
import type { Db } from '../src/base/db/db.ts'
import type { Files } from '../src/base/files/files.ts'
import { drawn } from './pictures.ts'

export const noon = new Date('2026-03-01T12:00:00Z')
const act = { by: 'test', now: noon }
// Test files run side by side on one database: what one makes must not be what another waits for.
let made = process.pid * 100

export const paragraph = (text: string) => ({ type: 'paragraph', content: [{ type: 'text', text }] })
export const documentOf = (...texts: string[]) => ({ type: 'doc', content: texts.map(paragraph) })

export async function makeSection(db: Db, over: { slug?: string; name?: string; style?: 'news' | 'opinion' } = {}) {
  const n = ++made
  const section = { slug: over.slug ?? `section-${n}`, name: over.name ?? `Section ${n}`, style: over.style ?? ('news' as const), position: n }
  const { id } = await createSection(db, section)
  return { id, ...section }
}
export async function makeTopic(db: Db, over: { slug?: string; name?: string } = {}) {
  const n = ++made
  const topic = { slug: over.slug ?? `topic-${n}`, name: over.name ?? `Topic ${n}` }
  return { ...(await createTopic(db, topic)), ...topic }
}
export async function makeAuthor(db: Db, over: { slug?: string; name?: string } = {}) {
  const n = ++made
  const author = { slug: over.slug ?? `author-${n}`, name: over.name ?? `Author ${n}` }
  return { ...(await createAuthor(db, author)), ...author }
}
/** A published article of the test's day, in a section of its own, unless the test says otherwise. */
export async function makeArticle(db: Db, over: Partial<ArticleDraft> = {}) {
  const n = ++made
  return createArticle(db, {
    section_id: over.section_id ?? (await makeSection(db)).id,
    slug: `article-${n}`, state: 'published', language: 'de', headline: `Headline ${n}`, body: documentOf('Some text.'),
    first_published_at: noon, published_at: noon, bylines: [], topic_ids: [], ...over,
  }, act)
}
/** Saves an article as somebody does who changes this much of it. */
export async function changeArticle(db: Db, { id, ...change }: { id: number } & Partial<Revised>, by: Act) {
  const article = (await articleById(db, id))!
  const row = Object.fromEntries(columns.map((column) => [column, article[column]])) as Pick<Revised, typeof columns[number]>
  const bylines = article.bylines.map(({ id: author_id, role }) => ({ author_id, role }))
  const revised = { ...row, body: article.body, bylines, topic_ids: article.topics.map((topic) => topic.id), ...change }
  return reviseArticle(db, { id, revised, is_update: false, deed: 'article revised' }, by)
}
/** A drawn picture of 900 by 600 unless the test brings its bytes; its smaller files are there in WebP alone until the job runs. */
export async function makePicture(db: Db, over: Partial<Omit<PictureDraft, 'path'>> & { files: Files }) {
  const bytes = over.bytes ?? (await drawn(900, 600).jpeg().toBuffer())
  return addPicture(db, { name: `picture-${++made}`, ...over, bytes }, act)
}
