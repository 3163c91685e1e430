// An objection asks that a decision be looked at again: once per decision and party, for six months, and never decided
// by a machine (Article 20 of the Digital Services Act).
import type { Db } from '../base/db/db.ts'
import { dayOf } from '../base/time.ts'
import { insertObjection } from './writes/cases.ts'

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
  const lastOfMonth = new Date(Date.UTC(year, month + months, 0)).getUTCDate()
  return new Date(Date.UTC(year, month - 1 + months, Math.min(day, lastOfMonth))).toISOString().slice(0, 10)
}

interface Decided { kind: string; decided_at: Date; undone_at: Date | null }
export type NoObjection = 'nothing' | 'undone' | 'late' | 'twice'

/** Why a decision cannot be objected to; by its author, or by a reporter when it was to keep what they reported. */
export function objectionRefusal({ kind, decided_at, undone_at }: Decided, { by_whom, now, zone }: { by_whom: 'author' | 'reporter'; now: Date; zone: string }): NoObjection | null {
  if (by_whom === 'author' && !mayBeObjected({ kind })) return 'nothing'
  if (undone_at) return 'undone'
  return dayOf(now, zone) > lastDayToObject(decided_at, zone) ? 'late' : null
}

/** The longest text of an objection. */
export const longestObjection = 5_000

interface NewObjection { decision: Decided & { id: number }; report_id: number | null; text: string }

/** Takes an objection: by the reporter where a report is named, else by the author. */
export async function object(db: Db, { decision, report_id, text }: NewObjection, { now, zone }: { now: Date; zone: string }): Promise<NoObjection | null> {
  const by_whom = report_id === null ? 'author' : 'reporter'
  const refused = objectionRefusal(decision, { by_whom, now, zone })
  if (refused) return refused
  const id = await insertObjection(db, { decision_id: decision.id, by_whom, report_id, text, objected_at: now })
  return id === undefined ? 'twice' : null
}
