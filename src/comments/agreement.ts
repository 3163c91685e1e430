// How far two moderators agree who decided about the same texts without knowing of each other.
import type { BlindPair } from './reads/figures.ts'

export interface Agreement {
  checks: number
  /** Share of texts that both approved or both rejected; null without any. */
  agreed: number | null
  /** Cohen's kappa: agreement beyond what chance would bring. Null where chance alone would always agree. */
  kappa: number | null
  /** Of those that both rejected, the share for the same clause. */
  same_clause: number | null
}

export function agreementOf(pairs: BlindPair[]): Agreement {
  const of = (counts: (pair: BlindPair) => boolean) => pairs.filter(counts).reduce((sum, { count }) => sum + count, 0)
  const checks = of(() => true)
  if (checks === 0) return { checks, agreed: null, kappa: null, same_clause: null }
  const agreed = of(({ first_kind, second_kind }) => first_kind === second_kind) / checks
  const [first, second] = [of(({ first_kind }) => first_kind === 'reject') / checks, of(({ second_kind }) => second_kind === 'reject') / checks]
  const byChance = first * second + (1 - first) * (1 - second)
  const bothRejected = of(({ first_kind, second_kind }) => first_kind === 'reject' && second_kind === 'reject')
  const sameClause = of((pair) => pair.first_kind === 'reject' && pair.second_kind === 'reject' && pair.first_clause === pair.second_clause)
  return { checks, agreed, kappa: byChance === 1 ? null : (agreed - byChance) / (1 - byChance), same_clause: bothRejected === 0 ? null : sameClause / bothRejected }
}
