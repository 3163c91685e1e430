// What of a working copy can stand in the article's row, and what is wrong with the rest. While somebody writes, anything may
// stand in a working copy: no headline, a picture that is not there. Readers are given none of that.
import { parseDocument, InvalidDocument, pictureNames, type DocumentNode } from '../articles/document.ts'
import { authorNamed, topicNamed } from '../articles/naming.ts'
import type { Why } from '../articles/picture-use.ts'
import type { FullArticle } from '../articles/reads/articles.ts'
import { sectionBySlug } from '../articles/reads/paper.ts'
import { knownPictures, pictureByName } from '../articles/reads/pictures.ts'
import type { Revised } from '../articles/revision.ts'
import type { Db, Reads } from '../base/db/db.ts'
import type { Act } from '../base/db/journal.ts'
import type { T } from '../base/i18n/i18n.ts'
import { slugOf } from '../base/slug.ts'
import type { Errors } from '../base/ui/form.tsx'
import type { Written } from './written.ts'

export const commentModes = ['open', 'closed', 'off'] as const

export type Row = Omit<Revised, 'bylines' | 'topic_ids'>
/** Why a field cannot be as it is written. `name`: the picture that is not there, or may not be shown. */
export interface Fault { why: 'headline' | 'section' | 'slug' | 'language' | 'picture' | `picture_${Why}` | 'text' | 'translation_of'; name?: string }
export type Faults = Partial<Record<'headline' | 'section' | 'slug' | 'language' | 'body' | 'lead_picture' | 'translation_of', Fault>>

/** The row as it would be; what is at fault is as it was in `article`, and missing where there is none. */
export async function rowOf(db: Reads, given: Written, article?: FullArticle | undefined): Promise<{ row: Partial<Row>; faults: Faults }> {
  const written = tidied(given)
  const [section, picture] = [await sectionBySlug(db, written.section), written.lead_picture ? await pictureByName(db, written.lead_picture) : undefined]
  // An address that readers have stays.
  const slug = written.slug || (article && article.state !== 'draft' ? article.slug : slugOf(written.headline)) || 'article'
  const [body, missing] = [bodyIn(written.body), await missingPicture(db, pictureNames(written.body))]
  const faults: Faults = {
    ...(written.headline === '' || written.headline.length > 500 ? { headline: { why: 'headline' } } : {}),
    ...(section ? {} : { section: { why: 'section' } }),
    ...(slugOf(slug) === slug ? {} : { slug: { why: 'slug' } }),
    ...(isLanguage(written.language) ? {} : { language: { why: 'language' } }),
    ...(!body ? { body: { why: 'text' } } : missing === undefined ? {} : { body: { why: 'picture', name: missing } }),
    ...(written.lead_picture && !picture ? { lead_picture: { why: 'picture', name: written.lead_picture } } : {}),
  }
  const { kicker, standfirst, dateline_place, dateline_source, note, sensitive, translation_of, headline, language } = written
  const row: Partial<Row> = {
    ...(faults.section ? asWas(article, 'section_id') : { section_id: section?.id ?? 0 }), ...(faults.slug ? asWas(article, 'slug') : { slug }), ...(faults.language ? asWas(article, 'language') : { language }),
    ...(faults.headline ? asWas(article, 'headline') : { headline }), ...(faults.lead_picture ? asWas(article, 'lead_picture_id') : { lead_picture_id: picture?.id ?? null }),
    ...(body ? { body } : asWas(article, 'body')),
    kicker, standfirst, dateline_place, dateline_source, note, sensitive, translation_of, comment_mode: commentModes.find((mode) => mode === written.comment_mode) ?? 'open',
    lead_alt: written.lead_alt || null, lead_caption: written.lead_caption || null,
  }
  return { row, faults }
}

function asWas<K extends keyof Row>(article: FullArticle | undefined, name: K): Partial<Row> {
  return article ? { [name]: article[name] } : {}
}

export function isWhole(row: Partial<Row>, faults: Faults): row is Row {
  return Object.keys(faults).length === 0 && row.headline !== undefined && row.section_id !== undefined
}

/** Without what nobody meant: white space around texts, lines in what is one line, the same topic or person twice. */
export function tidied(written: Written): Written {
  const line = (text: string) => text.replace(/\s*\n\s*/g, ' ').trim()
  const { kicker, headline, dateline_place, dateline_source, slug } = written
  const bylines = written.bylines.map(({ name, role }) => ({ name: line(name), role })).filter(({ name }) => name !== '')
  return {
    ...written, kicker: line(kicker), headline: line(headline), dateline_place: line(dateline_place), dateline_source: line(dateline_source), slug: slug.trim(),
    standfirst: written.standfirst.trim(), lead_alt: written.lead_alt.trim(), lead_caption: written.lead_caption.trim(), note: written.note.trim(), language: written.language.trim(),
    topics: [...new Set(written.topics.map(line).filter(Boolean))],
    bylines: bylines.filter((byline, n) => bylines.findIndex(({ name, role }) => name === byline.name && role === byline.role) === n),
  }
}

/** Who made the article and what it is about, by number. Whoever is not there yet is made. Of several of one name those the article has already are meant. */
export async function namedIn(tx: Db, given: Pick<Written, 'bylines' | 'topics'>, { article, ...act }: Act & { article: FullArticle | undefined }): Promise<Pick<Revised, 'bylines' | 'topic_ids'>> {
  const bylines: Revised['bylines'] = []
  for (const { name, role } of given.bylines) {
    const author_id = article?.bylines.find((one) => one.name === name)?.id ?? await authorNamed(tx, name, act)
    if (!bylines.some((one) => one.author_id === author_id && one.role === role)) bylines.push({ author_id, role })
  }
  const topic_ids = new Set<number>()
  for (const name of given.topics) topic_ids.add(article?.topics.find((one) => one.name === name)?.id ?? await topicNamed(tx, name, act))
  return { bylines, topic_ids: [...topic_ids] }
}

export function faultsInWords(faults: Faults, t: T): Errors {
  return Object.fromEntries(Object.entries(faults).map(([field, { why, name = '' }]) => [field, t(`articles.wrong.${why}`, { name })]))
}

function bodyIn(body: DocumentNode): DocumentNode | undefined {
  try {
    return parseDocument(body)
  } catch (error) {
    if (!(error instanceof InvalidDocument)) throw error
    return undefined
  }
}

async function missingPicture(db: Reads, names: string[]): Promise<string | undefined> {
  if (names.length === 0) return undefined
  const there = await knownPictures(db, names)
  return names.find((name) => !there.has(name))
}

function isLanguage(tag: string): boolean {
  try {
    return /^[a-z]{2,3}(-[A-Za-z0-9]+)*$/.test(tag) && Intl.getCanonicalLocales(tag).length === 1
  } catch {
    return false
  }
}
