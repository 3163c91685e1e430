// What keeps a processor busy is done for one of the staff only so often: colleagues work in the same process.
import type { Limit, Limits } from '../base/web/limits.ts'

const heavy = {
  /** Two states of an article beside one another. */
  difference: { name: 'desk difference', most: 60, seconds: 60 },
  /** A rule of house style tried on hundreds of articles. */
  trial: { name: 'house style trial', most: 10, seconds: 60 },
  /** Topics for a text. */
  advice: { name: 'topic advice', most: 30, seconds: 60 },
} as const satisfies Record<string, Limit>

/** Counts one more; false when it is one too many. */
export function mayAsk(limits: Limits, work: keyof typeof heavy, who: { id: number }): boolean {
  return limits.allows(heavy[work], String(who.id))
}

/** Said to programs, and to browsers that understand it. */
export const waitAWhile = { 'retry-after': '60' }
