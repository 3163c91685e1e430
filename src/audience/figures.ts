// What was counted in a period. Readers are told from each other within one day only: of several days there are visitor-days,
// the sum of each day's readers, and never a number of people.
import type { Reads } from '../base/db/db.ts'
import { addDays } from '../funding/rhythm.ts'
import { daysIn, type Period } from './period.ts'
import { dayRows, type DayRow } from './reads/figures.ts'
import { readersIn, unpacked } from './sketch.ts'

/** Fewer than so many are not told apart where that could point to somebody. */
export const fewest = 5

export interface Day { day: string; views: number; told: number; readers: number; measured: number; seconds: number; reached: number[] }
export interface Figures {
  days: Day[]
  views: number
  /** Of these, views by readers who could be told from each other. */
  told: number
  /** Of one day its readers; of several, the sum of the days. */
  readers: number
  measured: number
  /** Attention of a measured view, in seconds; null where none was. */
  engaged: number | null
  /** The share of measured views that reached each tenth of the text; empty where none was measured. */
  reached: number[]
}

export async function figuresOf(db: Reads, of: { page_id: number } & Period): Promise<Figures> {
  return together(daysOf(await dayRows(db, of), of))
}

/** Every day has its row. */
export function daysOf(rows: readonly DayRow[], period: Period): Day[] {
  const byDay = new Map(rows.map((row) => [row.day, row]))
  return daysIn(period).map((day) => {
    const row = byDay.get(day)
    return { day, views: row?.views ?? 0, told: row?.told ?? 0, readers: row?.reader_count ?? (row?.readers ? readersIn(unpacked(row.readers)) : 0), measured: row?.measured ?? 0, seconds: row?.seconds ?? 0, reached: row?.reached ?? [] }
  })
}

export function together(days: Day[]): Figures {
  const sum = (of: (day: Day) => number) => days.reduce((all, day) => all + of(day), 0)
  const measured = sum((day) => day.measured)
  return {
    days, views: sum(({ views }) => views), told: sum(({ told }) => told), readers: sum(({ readers }) => readers), measured, engaged: measured > 0 ? sum(({ seconds }) => seconds) / measured : null,
    reached: measured > 0 ? Array.from({ length: 10 }, (_, n) => Math.min(1, sum(({ reached }) => reached[n] ?? 0) / measured)) : [],
  }
}

/** Many days are shown by month, so that a plot can be read. */
const daysShown = 100

export interface Point { at: string; label: 'day' | 'month'; views: number; readers: number }

export function pointsOf(days: readonly Day[]): Point[] {
  if (days.length <= daysShown) return days.map(({ day, views, readers }) => ({ at: day, label: 'day', views, readers }))
  return [...Map.groupBy(days, ({ day }) => `${day.slice(0, 7)}-01`)].map(([at, those]) => ({ at, label: 'month', ...sums(those) }))
}

function sums(days: readonly Day[]) {
  return days.reduce((all, { views, readers }) => ({ views: all.views + views, readers: all.readers + readers }), { views: 0, readers: 0 })
}

export function weekBefore(day: string): string {
  return addDays(day, -7)
}
