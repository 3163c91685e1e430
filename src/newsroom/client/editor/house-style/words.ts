// Words that the paper avoids, where they stand and what could stand there.
import type { StyleRule } from './finding.ts'

export interface Hit { from: number; to: number; rule: StyleRule; instead: string[] }

const letter = '[\\p{L}\\p{N}]'

/** Finds in a text what the rules say to avoid; of two that meet the longer one. */
export function avoidFinder(rules: readonly StyleRule[]): (text: string) => Hit[] {
  const ready = rules.flatMap((rule) => { const source = sourceOf(rule.what); return source === '' ? [] : [{ rule, source }] }).sort((a, b) => b.rule.what.length - a.rule.what.length)
  if (ready.length === 0) return () => []
  const every = new RegExp(`(?<!${letter})(?:${ready.map(({ source }) => source).join('|')})(?!${letter})`, 'giu')
  const single = ready.map(({ rule, source }) => ({ rule, whole: new RegExp(`^(?:${source})$`, 'iu') }))
  return (text) => [...text.matchAll(every)].flatMap(({ 0: words, index }) => {
    const rule = single.find(({ whole }) => whole.test(words))?.rule
    return rule ? [{ from: index, to: index + words.length, rule, instead: suggestions(rule.instead, words) }] : []
  })
}

function sourceOf(what: string): string {
  if (!/[\p{L}\p{N}]/u.test(what)) return ''
  return what.trim().split(/\s+/).map((word) => word.split('*').map(literally).join(`${letter}*`)).join('\\s+')
}
function literally(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')
}

/** Beginning with a capital letter where what they replace does. */
function suggestions(instead: string, words: string): string[] {
  const isCapital = /^\p{Lu}/u.test(words)
  return instead.split(';').map((one) => one.trim()).filter(Boolean).map((one) => (isCapital ? one.replace(/^\p{Ll}/u, (first) => first.toUpperCase()) : one))
}
