// A submission is what somebody typed into the form for a comment, as it came.
import { textIn, textsIn, type Form } from '../base/web/form.ts'
import { numberIn } from '../urls.ts'
import { rangeIn, type Range } from './quotation.ts'

export interface Submission {
  body: string
  parent_id: number | null
  /** Words chosen to quote, not yet looked at. */
  quotes: Range[]
  follows: boolean
  /** Says that it corrects the article. */
  corrects: boolean
  name: string
  mail_address: string
  wants_preview: boolean
}

export function submissionOf(form: Form): Submission {
  const selected = rangeIn(`${textIn(form, 'quote_from')}-${textIn(form, 'quote_to')}`)
  return {
    body: plainText(textIn(form, 'body')),
    parent_id: numberIn(textIn(form, 'parent_id')) ?? null,
    quotes: selected.length > 0 ? selected : textsIn(form, 'quote').flatMap(rangeIn),
    follows: textIn(form, 'follows') !== '',
    corrects: textIn(form, 'corrects') !== '',
    name: textIn(form, 'name').trim(),
    mail_address: textIn(form, 'mail_address').trim(),
    wants_preview: textIn(form, 'action') === 'preview',
  }
}

/**
 * Text as comments keep it: paragraphs are parted by one blank line, lines end where their words do, and nothing is in it
 * that turns the direction of what stands behind it or that nobody can see.
 */
export function plainText(text: string): string {
  const seen = text.replace(/[^\P{Cc}\n\t]|[\u00AD\u200B\u2028-\u202E\u2060-\u2069\uFEFF]/gu, '')
  // By lines: a pattern for blanks at their ends takes hours over a megabyte of blanks that stand before a word.
  return seen.split('\n').map((line) => line.trimEnd()).join('\n').replace(/\n{3,}/g, '\n\n').trim()
}
