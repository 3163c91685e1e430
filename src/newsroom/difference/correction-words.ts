// What a difference would say as a correction: the first sentence that was wrong, and the one that stands in its place.
import { spoken, translator } from '../../base/i18n/i18n.ts'
import { textOfTokens } from './block.ts'
import type { Difference, Row } from './difference.ts'
import type { Span } from './words.ts'

/** Longer than that nobody quotes themselves. */
const longest = 300

/** In the language of the article; empty where no text was changed. */
export function correctionWords({ fields, rows }: Difference, language: string): { was_wrong: string; is_right: string } {
  const spans = [...fields.flatMap((field) => ('spans' in field ? [field.spans] : [])), ...rows.flatMap(spansOf)].find((one) => one.some(({ kind }) => kind !== 'same'))
  if (!spans) return { was_wrong: '', is_right: '' }
  const t = translator(spoken(language, 'en'))
  const [wrong, right] = [sentences(spans, { side: 'out', language }), sentences(spans, { side: 'in', language })]
  return {
    was_wrong: wrong ? t('corrections.it_said', { text: wrong }) : t('corrections.was_missing'),
    is_right: right ? t('corrections.is_right', { text: right }) : '',
  }
}

function spansOf(row: Row): Span[][] {
  if (row.kind === 'changed') return [row.spans, ...row.attributes.map(({ spans }) => spans)]
  if (row.kind === 'out') return row.moved === undefined ? [[{ kind: 'out', tokens: row.before.tokens }]] : []
  return row.kind === 'in' && row.moved === undefined ? [[{ kind: 'in', tokens: row.after.tokens }]] : []
}

/** Those sentences of one side that hold something of what changed there. */
function sentences(spans: Span[], { side, language }: { side: 'out' | 'in'; language: string }): string {
  const own = spans.filter(({ kind }) => kind === 'same' || kind === side)
  const text = own.map(({ tokens }) => textOfTokens(tokens)).join('')
  let at = 0
  const changed = own.flatMap(({ kind, tokens }) => { const from = at; at += textOfTokens(tokens).length; return kind === side ? [{ from, to: at }] : [] })
  // Where only the other side has something, the sentence around that place tells it.
  const places = changed.length > 0 ? changed : placesBetween(spans, side)
  const touched = Array.from(new Intl.Segmenter(languageOf(language), { granularity: 'sentence' }).segment(text)).filter(({ index, segment }) => places.some(({ from, to }) => from < index + segment.length && to > index))
  const said = touched.map(({ segment }) => segment).join('').trim()
  return said.length > longest ? `${said.slice(0, longest).trimEnd()}…` : said
}

function placesBetween(spans: Span[], side: 'out' | 'in'): { from: number; to: number }[] {
  let at = 0
  return spans.flatMap(({ kind, tokens }) => {
    if (kind !== 'same' && kind !== side) return [{ from: Math.max(0, at - 1), to: at + 1 }]
    at += textOfTokens(tokens).length
    return []
  })
}

function languageOf(language: string): string {
  try {
    return Intl.getCanonicalLocales(language)[0] ?? 'en'
  } catch {
    return 'en'
  }
}
