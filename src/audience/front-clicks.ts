// What of the front page is followed: by slot and article, in the hours that are asked for, of the views that were measured.
import type { Reads } from '../base/db/db.ts'
import { dayOf, hourOf, secondsBefore } from '../base/time.ts'
import { addDays } from '../funding/rhythm.ts'
import { frontClicks, frontViews, hoursOfFront, type ClickRow, type Hour, type Span } from './reads/slots.ts'

export const spans = ['hour', 'three', 'today', 'yesterday', 'week'] as const
export type SpanName = (typeof spans)[number]
const hoursBack = { hour: 1, three: 3 }

export interface FrontFigures {
  span: Span
  /** Views of the front page. */
  views: number
  /** Of these, those of which it is known where they led. */
  measured: number
  rows: ClickRow[]
}

/** Hours are whole: the last hour is the one that runs and the one before. */
export function spanOf(name: SpanName, { now, zone }: { now: Date; zone: string }): Span {
  const at = (time: Date): Hour => ({ day: dayOf(time, zone), hour: hourOf(time, zone) })
  const [to, today] = [at(now), dayOf(now, zone)]
  if (name === 'hour' || name === 'three') return { from: at(secondsBefore(now, hoursBack[name] * 3_600)), to }
  const yesterday = addDays(today, -1)
  if (name === 'yesterday') return { from: { day: yesterday, hour: 0 }, to: { day: yesterday, hour: 23 } }
  return { from: { day: name === 'today' ? today : addDays(today, -6), hour: 0 }, to }
}

export async function frontFigures(db: Reads, span: Span): Promise<FrontFigures> {
  return { span, views: await hoursOfFront(db, span), measured: await frontViews(db, span), rows: await frontClicks(db, span) }
}

/** Of a slot, whichever article stood there. */
export function clicksIn(rows: readonly ClickRow[], of: { slot: string; article_id?: number }): number {
  return rows.reduce((sum, row) => (row.slot === of.slot && (of.article_id === undefined || row.article_id === of.article_id) ? sum + row.clicks : sum), 0)
}
