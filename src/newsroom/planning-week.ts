// A week of the paper: what is to stand in it on which day, from Monday to Sunday.
import type { Reads } from '../base/db/db.ts'
import { noonOf } from '../base/time.ts'
import { addDays } from '../funding/rhythm.ts'
import { plannedFor, plannedForNoDay, type Piece } from './reads/planning.ts'

/** Of pieces without a day. */
const mostUndated = 50

export interface PlannedWeek { monday: string; /** Mondays of the weeks beside it. */ before: string; after: string; days: { day: string; pieces: Piece[] }[]; undated: Piece[] }

export async function plannedWeek(db: Reads, { day, ...sought }: { day: string; section?: string | undefined; staff_id?: number | undefined }): Promise<PlannedWeek> {
  const monday = mondayOf(day)
  const days = Array.from({ length: 7 }, (_, n) => addDays(monday, n))
  const [pieces, undated] = await Promise.all([plannedFor(db, { ...sought, from: monday, to: addDays(monday, 6) }), plannedForNoDay(db, sought, mostUndated)])
  return { monday, before: addDays(monday, -7), after: addDays(monday, 7), undated, days: days.map((one) => ({ day: one, pieces: pieces.filter(({ planned_on }) => planned_on === one) })) }
}

/** The Monday of a day's week; a day that is one is its own. */
export function mondayOf(day: string): string {
  return addDays(day, -((noonOf(day).getUTCDay() + 6) % 7))
}
