// The plain form of an article: what was typed, kept as it was typed, and what of it can be saved.
import { z } from 'zod'
import { emptyDocument } from '../articles/document.ts'
import { notedDocument, readChecked } from '../articles/notation/notation.ts'
import type { Role } from '../articles/writes.ts'
import type { Reads } from '../base/db/db.ts'
import type { T } from '../base/i18n/i18n.ts'
import type { Errors } from '../base/ui/form.tsx'
import { textIn, textsIn, type Form } from '../base/web/form.ts'
import { articleNumber, numberIn } from '../urls.ts'
import { faultsInWords, isWhole, rowOf, tidied, type Row } from './revised.ts'
import { typeset } from './typeset.ts'
import type { Written } from './written.ts'

export const bylineRoles = ['text', 'photo', 'illustration', 'data', 'translation'] as const satisfies readonly Role[]
const texts = ['headline', 'kicker', 'standfirst', 'dateline_place', 'dateline_source', 'section', 'slug', 'language', 'topics', 'lead_picture', 'lead_alt', 'lead_caption', 'note', 'comment_mode', 'translation_of', 'length_aim'] as const

const Texts = z.record(z.enum(texts), z.string())
const textsBy = (text: (name: string) => string) => Texts.parse(Object.fromEntries(texts.map((name) => [name, text(name)])))

export type Typed = Record<(typeof texts)[number], string> & {
  /** Null where the text holds what the notation cannot say: then it stays as it is. */
  body: string | null
  sensitive: boolean
  /** Whether what is new is set as the editor sets it. */
  typography: boolean
  bylines: { name: string; role: string }[]
}

export function typedIn(form: Form): Typed {
  const roles = textsIn(form, 'byline_role')
  const bylines = textsIn(form, 'byline_name').map((name, n) => ({ name: name.trim(), role: roles[n] ?? '' })).filter(({ name }) => name !== '')
  // Those that were advised and ticked are as if they had been typed.
  const topics = [textIn(form, 'topics').trim(), ...textsIn(form, 'suggested_topic')].filter(Boolean).join(', ')
  return { ...textsBy((name) => textIn(form, name).trim()), topics, bylines, body: 'body' in form ? textIn(form, 'body') : null, sensitive: textIn(form, 'sensitive') !== '', typography: textIn(form, 'typography') !== '' }
}

export function typedOf(written: Written): Typed {
  const { headline, kicker, standfirst, dateline_place, dateline_source, slug, language, note, comment_mode, sensitive, section, lead_picture, lead_alt, lead_caption, bylines, topics } = written
  return {
    headline, kicker, standfirst, dateline_place, dateline_source, slug, language, note, comment_mode, sensitive, section, lead_picture, lead_alt, lead_caption, bylines, typography: true,
    topics: topics.join(', '), body: notedDocument(written.body).text ?? null, translation_of: written.translation_of === null ? '' : String(written.translation_of),
    length_aim: written.length_aim === null ? '' : String(written.length_aim),
  }
}

export function emptyForm({ language, section, author }: { language: string; section: string; author: string | undefined }): Typed {
  return { ...textsBy(() => ''), language, section, comment_mode: 'open', body: '', sensitive: false, typography: true, bylines: author === undefined ? [] : [{ name: author, role: 'text' }] }
}

/** What was typed as it stands in a working copy, or what is wrong with it, by field. `before`: what stands there now, for what the form does not show. */
export function writtenIn(typed: Typed, { before, t }: { before: Written | undefined; t: T }): { written: Written; errors?: undefined } | { written?: undefined; errors: Errors } {
  const body = typed.body === null ? { doc: before?.body ?? emptyDocument } : readChecked(typed.body)
  const translation_of = typed.translation_of === '' ? null : numberIn(typed.translation_of) ?? articleNumber(typed.translation_of)
  const length_aim = typed.length_aim === '' ? null : numberIn(typed.length_aim)
  if (!body.doc || translation_of === undefined || length_aim === undefined) {
    return { errors: {
      body: body.wrong === undefined ? undefined : t('notation.wrong', { why: body.wrong }), translation_of: translation_of === undefined ? t('articles.wrong.translation_of') : undefined,
      length_aim: length_aim === undefined ? t('articles.wrong.length_aim') : undefined,
    } }
  }
  const bylines = typed.bylines.map(({ name, role }) => ({ name, role: bylineRoles.find((one) => one === role) ?? 'text' }))
  const topics = typed.topics.split(/[,\n]/).map((name) => name.trim()).filter(Boolean)
  const { typography, ...own } = typed
  const written = tidied({ ...own, body: body.doc, translation_of, topics, bylines, length_aim })
  return { written: typography ? typeset(written, before) : written }
}

export type Checked = { written: Written; row: Row; errors?: undefined } | { written?: undefined; row?: undefined; errors: Errors }

/** What was typed, if all of it can stand in the article's row. */
export async function checked(db: Reads, typed: Typed, { before, t }: { before: Written | undefined; t: T }): Promise<Checked> {
  const { written, errors } = writtenIn(typed, { before, t })
  const { row, faults } = await rowOf(db, written ?? { ...typed, topics: [], bylines: [], translation_of: null, length_aim: null, body: emptyDocument })
  const wrong = { ...faultsInWords(faults, t), ...errors }
  if (Object.values(wrong).some(Boolean) || !written || !isWhole(row, faults)) return { errors: wrong }
  return { written, row }
}
