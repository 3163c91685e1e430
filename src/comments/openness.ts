// Whether one may write under an article now, and what the form says of how long that takes. A printed page says it for
// everyone, for as long as it is true.
import type { Reads } from '../base/db/db.ts'
import { discussionEnd, isOpen } from './hours.ts'
import { usualWait } from './reads/settings.ts'
import type { Rules } from './reads/whole.ts'

export interface Openness {
  is_open: boolean
  /** New comments wait, whoever writes them; `minutes` as long as usual, null where nobody can say. Null: they are shown. */
  waits: { minutes: number | null } | null
  /** For how long a page may say so; undefined: until something is written. */
  seconds: number | undefined
}

/** How long a page may be behind where hours or load decide. */
const looksAgain = 600

export async function openness(db: Reads, rules: Rules, { now, zone }: { now: Date; zone: string }): Promise<Openness> {
  const is_open = takesComments(rules, now)
  if (!is_open) return { is_open, waits: null, seconds: undefined }
  const closes_at = discussionEnd(rules)
  const waits = rules.mode === 'before' || rules.sensitive || rules.overloaded || !isOpen(rules, now, zone)
  const limits = [...(closes_at ? [Math.ceil((closes_at.getTime() - now.getTime()) / 1_000)] : []), ...(rules.by_load || rules.opens_at !== null ? [looksAgain] : [])]
  return { is_open, waits: waits ? { minutes: await usualWait(db, now) } : null, seconds: limits.length > 0 ? Math.min(...limits) : undefined }
}

/** Whether anything may be said there at all. */
export function takesComments(rules: Rules, now: Date): boolean {
  const end = discussionEnd(rules)
  return rules.comment_mode === 'open' && (end === null || now < end)
}
