// A rule says what a comment is looked through for when it comes in: words, a pattern, or a text that was posted before. It
// holds the comment for a moderator, or refuses it with the clause it breaks; it never removes what stands.
import type { Reads } from '../base/db/db.ts'
import { isClause, type Clause } from './clause.ts'
import { patternFinder, PatternError } from './pattern.ts'
import { activeRules } from './reads/rules.ts'
import { wordFinder, type Finder } from './word-list.ts'

export const ruleKinds = ['words', 'pattern', 'repeat'] as const
export type RuleKind = (typeof ruleKinds)[number]

/** Who said it before: the same reader, or whoever. Of a rule about repeated text the pattern. */
export const repeaters = ['reader', 'anyone'] as const
export type Repeater = (typeof repeaters)[number]
/** Shorter texts are said by many, who mean nothing by it. */
export const shortestRepeated = 40

export interface RuleText { kind: RuleKind; pattern: string }
export interface Rule extends RuleText { id: number; action: 'hold' | 'refuse'; clause: Clause }

/** A rule that a text matches, and where: pairs of from and up to, in UTF-16 units of the text. */
export interface Match { rule_id: number; action: 'hold' | 'refuse'; clause: Clause; places: number[] }

export const longestRule = 20_000

/** Why something is no rule; null where it is one. */
export function ruleRefusal({ kind, pattern }: RuleText): 'empty' | 'pattern' | 'everything' | 'too_long' | null {
  if (kind === 'repeat') return null
  if (pattern.trim() === '') return 'empty'
  if (pattern.length > longestRule) return 'too_long'
  if (kind === 'words') return pattern.split('\n').some((line) => /^[\s*]*\*[\s*]*$/.test(line)) ? 'everything' : null
  return patternRefusal(pattern)
}

function patternRefusal(pattern: string): 'pattern' | 'everything' | null {
  try {
    // What nobody meant anything by.
    return patternFinder(pattern)('Das Wetter war heute schön, the end.').length > 0 && patternFinder(pattern)('xyz').length > 0 ? 'everything' : null
  } catch (error) {
    if (error instanceof PatternError) return 'pattern'
    throw error
  }
}

/** How a text is looked through for what a rule names; never by its words for one about repeated text. */
export function finderOf({ kind, pattern }: RuleText): Finder {
  return kind === 'words' ? wordFinder(pattern) : kind === 'pattern' ? patternFinder(pattern) : () => []
}

/** Looks a text through; `repeated_by` says whether it was posted before. */
export type Matcher = (text: string, repeated_by: Repeater | null) => Match[]

export function matcherOf(rules: Rule[]): Matcher {
  const ready = rules.map((rule) => ({ ...rule, find: finderOf(rule) }))
  return (text, repeated_by) => ready.flatMap(({ id, kind, pattern, action, clause, find }) => {
    const places = kind === 'repeat' ? repeated(pattern, text, repeated_by) : find(text)
    return places.length === 0 ? [] : { rule_id: id, action, clause, places }
  })
}

function repeated(whose: string, text: string, repeated_by: Repeater | null): number[] {
  const isMeant = repeated_by === 'reader' || (repeated_by === 'anyone' && whose === 'anyone')
  return isMeant && text.length >= shortestRepeated ? [0, text.length] : []
}

// The paper's rules, made ready once for the process and thrown away when they are others: the facts of each comment that
// comes in say which there are.
let ready: { key: string; matcher: Matcher } | undefined

export async function paperMatcher(db: Reads, rules_key: string): Promise<Matcher> {
  if (rules_key === '') return () => []
  if (ready?.key !== rules_key) {
    const rules = await activeRules(db)
    ready = { key: rules_key, matcher: matcherOf(rules.flatMap((rule) => (isClause(rule.clause) ? { ...rule, clause: rule.clause } : []))) }
  }
  return ready.matcher
}
