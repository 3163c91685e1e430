// An objection asks that a decision be looked at again: once per decision and party, for six months, and never decided
// by a machine (Article 20 of the Digital Services Act).
import { dayOf } from '../base/time.ts'

const objectable: readonly string[] = ['reject', 'remove', 'hide', 'warn', 'suspend', 'ban']

/** Whether a decision takes something from somebody. */
export function mayBeObjected({ kind }: { kind: string }): boolean {
  return objectable.includes(kind)
}

const months = 6

/** The last calendar day (YYYY-MM-DD) on which a decision may be objected to. The whole of it counts. */
export function lastDayToObject(decided_at: Date, zone: string): string {
  const [year = 0, month = 0, day = 0] = dayOf(decided_at, zone).split('-').map(Number)
  // A month may lack the day: then it ends with the month (as § 188 (3) of the German Civil Code has it).
  const lastOfMonth = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate()
  return new Date(Date.UTC(year, month - 1 + months, Math.min(day, lastOfMonth))).toISOString().slice(0, 10)
}

export function isInTime(decided_at: Date, { now, zone }: { now: Date; zone: string }): boolean {
  return dayOf(now, zone) <= lastDayToObject(decided_at, zone)
}
