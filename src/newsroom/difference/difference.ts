// A difference is what somebody would have to change in one state of an article to have another one: in its fields, its text,
// its pictures. Both states can be read from it.
import type { Written } from '../written.ts'
import { alignBlocks, contentKey } from './alignment.ts'
import { blocksOf, countWords, tokensOfText, type Block } from './block.ts'
import { fieldDifferences, type FieldDifference } from './fields.ts'
import { wordDifference, type Span } from './words.ts'

/** A block of both sides, of one that went, or of one that came. `moved`: the same number stands at both of its places. */
export type Row =
  | { kind: 'same'; before: Block; after: Block }
  | { kind: 'changed'; before: Block; after: Block; spans: Span[]; attributes: AttributeChange[]; isReframed: boolean }
  | { kind: 'out'; before: Block; moved?: number }
  | { kind: 'in'; after: Block; moved?: number; spans?: Span[] }

/** What a block says beside its text: a caption, whose words a quotation is. */
export interface AttributeChange { name: string; spans: Span[] }
export interface Difference { fields: FieldDifference[]; rows: Row[] }

export function differenceOf(before: Written, after: Written): Difference {
  const aligned = alignBlocks(blocksOf(before.body, before.language), blocksOf(after.body, after.language))
  const rows = aligned.map((pairing): Row => {
    if (!('after' in pairing)) return { kind: 'out', ...pairing }
    if (!('before' in pairing)) {
      const { movedFrom, ...row } = pairing
      return { kind: 'in', ...row, ...(movedFrom && contentKey(movedFrom) !== contentKey(row.after) ? { spans: wordDifference(movedFrom.tokens, row.after.tokens) } : {}) }
    }
    const { isSame, ...both } = pairing
    return isSame ? { kind: 'same', ...both } : { kind: 'changed', ...both, ...changesOf(both, after.language) }
  })
  return { fields: fieldDifferences(before, after), rows }
}

function changesOf({ before, after }: { before: Block; after: Block }, language: string) {
  const names = [...new Set([...Object.keys(before.attrs), ...Object.keys(after.attrs)])]
  const attributes = names.map((name) => ({ name, was: said(before.attrs[name]), is: said(after.attrs[name]) })).filter(({ was, is }) => was !== is)
    .map(({ name, was, is }): AttributeChange => ({ name, spans: wordDifference(tokensOfText(was, language), tokensOfText(is, language)) }))
  const frame = ({ type, framings }: Block) => JSON.stringify([type, framings.map((framing) => [framing.type, framing.attrs])])
  return { spans: wordDifference(before.tokens, after.tokens), attributes, isReframed: frame(before) !== frame(after) }
}

function said(value: unknown): string {
  return value === null || value === undefined ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value)
}

export function isNone({ fields, rows }: Difference): boolean {
  return fields.length === 0 && rows.every(({ kind }) => kind === 'same')
}

export interface Size { words_in: number; words_out: number; pictures_in: number; pictures_out: number }

/** How much went and came; what only stands elsewhere now did neither. */
export function sizeOf({ fields, rows }: Difference): Size {
  const spans = [...fields.flatMap((field) => ('spans' in field ? field.spans : [])), ...rows.flatMap(spansIn)]
  const words = (kind: Span['kind']) => spans.filter((span) => span.kind === kind).reduce((sum, { tokens }) => sum + countWords(tokens), 0)
  const pictures = (kind: 'in' | 'out') => rows.filter((row) => row.kind === kind && row.moved === undefined && (row.kind === 'in' ? row.after : row.before).type === 'picture').length
  return { words_in: words('in'), words_out: words('out'), pictures_in: pictures('in'), pictures_out: pictures('out') }
}

function spansIn(row: Row): Span[] {
  if (row.kind === 'same') return []
  if (row.kind === 'changed') return [...row.spans, ...row.attributes.flatMap(({ spans }) => spans)]
  if (row.kind === 'in') return row.spans ?? (row.moved === undefined ? [{ kind: 'in', tokens: row.after.tokens }] : [])
  return row.moved === undefined ? [{ kind: 'out', tokens: row.before.tokens }] : []
}
