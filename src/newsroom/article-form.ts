// The plain form of an article: what was typed, kept as it was typed, and what of it can be saved.
import { z } from 'zod'
import type { Revised } from '../articles/revision.ts'
import { keptDocument, pictureNames } from '../articles/document.ts'
import { authorNamed, topicNamed } from '../articles/naming.ts'
import { notedDocument, readChecked } from '../articles/notation/notation.ts'
import type { FullArticle } from '../articles/reads/articles.ts'
import { pictureById, pictureByName, picturesByName } from '../articles/reads/pictures.ts'
import { sectionBySlug } from '../articles/reads/paper.ts'
import type { Role } from '../articles/writes.ts'
import type { Db, Reads } from '../base/db/db.ts'
import type { Act } from '../base/db/journal.ts'
import type { T } from '../base/i18n/i18n.ts'
import { slugOf } from '../base/slug.ts'
import type { Errors } from '../base/ui/form.tsx'
import { textIn, textsIn, type Form } from '../base/web/form.ts'
import { articleNumber, numberIn } from '../urls.ts'

export const bylineRoles = ['text', 'photo', 'illustration', 'data', 'translation'] as const satisfies readonly Role[]
export const commentModes = ['open', 'closed', 'off'] as const
const texts = ['headline', 'kicker', 'standfirst', 'dateline_place', 'dateline_source', 'section', 'slug', 'language', 'topics', 'lead_picture', 'lead_alt', 'lead_caption', 'note', 'comment_mode', 'translation_of'] as const

const Texts = z.record(z.enum(texts), z.string())
const textsBy = (text: (name: string) => string) => Texts.parse(Object.fromEntries(texts.map((name) => [name, text(name)])))

export type Typed = Record<(typeof texts)[number], string> & {
  /** Null where the text holds what the notation cannot say: then it stays as it is. */
  body: string | null
  sensitive: boolean
  bylines: { name: string; role: string }[]
}

export function typedIn(form: Form): Typed {
  const roles = textsIn(form, 'byline_role')
  const bylines = textsIn(form, 'byline_name').map((name, n) => ({ name: name.trim(), role: roles[n] ?? '' })).filter(({ name }) => name !== '')
  return { ...textsBy((name) => textIn(form, name).trim()), bylines, body: 'body' in form ? textIn(form, 'body') : null, sensitive: textIn(form, 'sensitive') !== '' }
}

export async function typedOf(db: Reads, article: FullArticle): Promise<Typed> {
  const picture = article.lead_picture_id === null ? undefined : await pictureById(db, article.lead_picture_id)
  const { headline, kicker, standfirst, dateline_place, dateline_source, slug, language, note, comment_mode, sensitive } = article
  return {
    headline, kicker, standfirst, dateline_place, dateline_source, slug, language, note, comment_mode, sensitive,
    section: article.section_slug, topics: article.topics.map(({ name }) => name).join(', '), body: notedDocument(keptDocument(article.body)).text ?? null,
    lead_picture: picture?.name ?? '', lead_alt: article.lead_alt ?? '', lead_caption: article.lead_caption ?? '',
    translation_of: article.translation_of === null ? '' : String(article.translation_of),
    bylines: article.bylines.map(({ name, role }) => ({ name, role })),
  }
}

export function emptyForm({ language, section, author }: { language: string; section: string; author: string | undefined }): Typed {
  return { ...textsBy(() => ''), language, section, comment_mode: 'open', body: '', sensitive: false, bylines: author === undefined ? [] : [{ name: author, role: 'text' }] }
}

/** What can be saved, but for people and topics, who are named; or what is wrong, by field. */
export type Checked = { row: Omit<Revised, 'bylines' | 'topic_ids'>; errors?: undefined } | { row?: undefined; errors: Errors }

export async function checked(db: Reads, typed: Typed, { article, t }: { article: FullArticle | undefined; t: T }): Promise<Checked> {
  const [section, picture] = [await sectionBySlug(db, typed.section), typed.lead_picture ? await pictureByName(db, typed.lead_picture) : undefined]
  const body = typed.body === null ? { doc: keptDocument(article?.body) } : readChecked(typed.body)
  const missing = body.doc && typed.body !== null ? await missingPictures(db, pictureNames(body.doc)) : []
  const slug = typed.slug || slugOf(typed.headline) || 'article'
  const translation_of = typed.translation_of === '' ? null : numberIn(typed.translation_of) ?? articleNumber(typed.translation_of)
  const comment_mode = commentModes.find((mode) => mode === typed.comment_mode) ?? 'open'
  const errors: Errors = {
    headline: typed.headline === '' || typed.headline.length > 500 ? t('articles.wrong.headline') : undefined,
    section: section ? undefined : t('articles.wrong.section'),
    slug: slugOf(slug) === slug ? undefined : t('articles.wrong.slug'),
    language: isLanguage(typed.language) ? undefined : t('articles.wrong.language'),
    body: body.wrong !== undefined ? t('notation.wrong', { why: body.wrong }) : missing[0] !== undefined ? t('articles.wrong.picture', { name: missing[0] }) : undefined,
    lead_picture: typed.lead_picture && !picture ? t('articles.wrong.picture', { name: typed.lead_picture }) : undefined,
    translation_of: translation_of === undefined ? t('articles.wrong.translation_of') : undefined,
  }
  if (!section || !body.doc || translation_of === undefined || Object.values(errors).some(Boolean)) return { errors }
  const { headline, kicker, standfirst, dateline_place, dateline_source, language, note, sensitive } = typed
  return {
    row: {
      section_id: section.id, slug, language, kicker, headline, standfirst, dateline_place, dateline_source, note, sensitive, comment_mode, translation_of,
      body: body.doc, lead_picture_id: picture?.id ?? null, lead_alt: typed.lead_alt || null, lead_caption: typed.lead_caption || null,
    },
  }
}

async function missingPictures(db: Reads, names: string[]): Promise<string[]> {
  const there = new Set((await picturesByName(db, names)).map(({ name }) => name))
  return names.filter((name) => !there.has(name))
}

function isLanguage(tag: string): boolean {
  try {
    return /^[a-z]{2,3}(-[A-Za-z0-9]+)*$/.test(tag) && Intl.getCanonicalLocales(tag).length === 1
  } catch {
    return false
  }
}

/** Who made the article and what it is about, by number. Whoever is not there yet is made. Of several of one name those the article has already are meant. */
export async function namedIn(tx: Db, { bylines, topics }: Typed, { article, ...act }: Act & { article: FullArticle | undefined }): Promise<Pick<Revised, 'bylines' | 'topic_ids'>> {
  const people: Revised['bylines'] = []
  for (const { name, role } of bylines) {
    const known = article?.bylines.find((one) => one.name === name)?.id
    const byline = { author_id: known ?? await authorNamed(tx, name, act), role: bylineRoles.find((one) => one === role) ?? 'text' }
    if (!people.some((one) => one.author_id === byline.author_id && one.role === byline.role)) people.push(byline)
  }
  const topic_ids = new Set<number>()
  for (const name of topics.split(/[,\n]/).map((one) => one.trim()).filter(Boolean)) {
    topic_ids.add(article?.topics.find((one) => one.name === name)?.id ?? await topicNamed(tx, name, act))
  }
  return { bylines: people, topic_ids: [...topic_ids] }
}
