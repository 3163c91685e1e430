// What differs between two states of what stands around an article's text: its headline word by word, its topics one by one.
import { writtenTexts, type Written } from '../written.ts'
import { tokensOfText } from './block.ts'
import { wordDifference, type Span } from './words.ts'

/** Several of something, each kept, taken away or added. */
export interface Entries { kept: string[]; out: string[]; into: string[] }
export type FieldName = Exclude<keyof Written, 'body'>
export type FieldDifference =
  | { name: (typeof writtenTexts)[number]; spans: Span[] }
  | { name: 'topics'; entries: Entries }
  | { name: 'bylines'; entries: { [K in keyof Entries]: Written['bylines'] }; isReordered: boolean }
  | { name: 'section' | 'language' | 'lead_picture' | 'comment_mode' | 'sensitive' | 'translation_of' | 'length_aim'; before: string; after: string }

const values = ['section', 'language', 'lead_picture', 'comment_mode', 'sensitive', 'translation_of', 'length_aim'] as const

/** Only what differs, in the order of the form. */
export function fieldDifferences(before: Written, after: Written): FieldDifference[] {
  const texts = writtenTexts.filter((name) => before[name] !== after[name])
    .map((name): FieldDifference => ({ name, spans: wordDifference(tokensOfText(before[name], before.language), tokensOfText(after[name], after.language)) }))
  const settings = values.map((name): FieldDifference => ({ name, before: said(before[name]), after: said(after[name]) })).filter((one) => 'before' in one && one.before !== one.after)
  return [...texts, ...bylinesIn(before, after), ...topicsIn(before, after), ...settings]
}

function said(value: string | boolean | number | null): string {
  return value === null || value === false ? '' : String(value)
}

function topicsIn(before: Written, after: Written): FieldDifference[] {
  const entries = entriesOf(before.topics, after.topics, (name) => name)
  return before.topics.join('\n') === after.topics.join('\n') ? [] : [{ name: 'topics', entries }]
}

function bylinesIn(before: Written, after: Written): FieldDifference[] {
  const key = ({ name, role }: Written['bylines'][number]) => `${role}\n${name}`
  const entries = entriesOf(before.bylines, after.bylines, key)
  if (before.bylines.map(key).join('\0') === after.bylines.map(key).join('\0')) return []
  return [{ name: 'bylines', entries, isReordered: entries.out.length === 0 && entries.into.length === 0 }]
}

function entriesOf<E>(before: E[], after: E[], key: (entry: E) => string): { kept: E[]; out: E[]; into: E[] } {
  const [was, is] = [new Set(before.map(key)), new Set(after.map(key))]
  return { kept: after.filter((entry) => was.has(key(entry))), out: before.filter((entry) => !is.has(key(entry))), into: after.filter((entry) => !was.has(key(entry))) }
}
