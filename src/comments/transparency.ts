// The transparency report counts how a period was moderated: Articles 15 and 24 of the Digital Services Act. It is
// generated from what was decided, never written, and names nobody.
import type { Reads } from '../base/db/db.ts'
import { calendarDay, dayOf } from '../base/time.ts'
import { decidedIn, objectedIn, peopleIn, reportedIn, spanOf, type Decided, type Objected, type Reported } from './reads/transparency.ts'

/** Calendar days (YYYY-MM-DD), both counted. */
export interface Period { from: string; to: string }

export interface TransparencyReport extends Period {
  reported: Reported[]
  decided: Decided[]
  /** Decisions that a rule made by itself, and the share of them that turned out wrong. */
  automated: { count: number; wrong: number; error_rate: number | null }
  objected: Objected[]
  /** People who decided about comments in a month, on average. */
  people: number
}

export async function transparencyReport(db: Reads, period: Period): Promise<TransparencyReport> {
  const span = await spanOf(db, period)
  const decided = await decidedIn(db, span)
  return { ...period, reported: await reportedIn(db, span), decided, automated: errorsOf(decided), objected: await objectedIn(db, span), people: await peopleIn(db, span) }
}

/** An automated decision was wrong where an objection overturned it. */
function errorsOf(decided: Decided[]): TransparencyReport['automated'] {
  const own = decided.filter(({ automated }) => automated)
  const count = sumOf(own, ({ count: n }) => n)
  const wrong = sumOf(own, ({ overturned }) => overturned)
  return { count, wrong, error_rate: count === 0 ? null : wrong / count }
}

export function sumOf<Row>(rows: Row[], n: (row: Row) => number): number {
  return rows.reduce((sum, row) => sum + n(row), 0)
}

/** The longest period that is reported on: longer ones would be counted for ever. */
const mostYears = 10

/** A period as it stands in an address; undefined for none. */
export function periodIn({ from = '', to = '' }: { from?: string; to?: string }): Period | undefined {
  const [first, last] = [dayIn(from), dayIn(to)]
  if (!first || !last || first > last || Number(last.slice(0, 4)) - Number(first.slice(0, 4)) > mostYears) return undefined
  return { from: first, to: last }
}
function dayIn(text: string): string | undefined {
  const [, year = '', month = '', day = ''] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? []
  return calendarDay([year, month, day])
}

export type Usual = 'last_year' | 'this_year'

/** The last full year, and the one that runs, until today. */
export function usualPeriods(now: Date, zone: string): Record<Usual, Period> {
  const today = dayOf(now, zone)
  const year = Number(today.slice(0, 4))
  return { last_year: { from: `${year - 1}-01-01`, to: `${year - 1}-12-31` }, this_year: { from: `${year}-01-01`, to: today } }
}

/** Of the last full year if there is anything to tell of it, otherwise of the year that runs. */
export async function usualReport(db: Reads, periods: Record<Usual, Period>): Promise<{ report: TransparencyReport; usual: Usual }> {
  const report = await transparencyReport(db, periods.last_year)
  const isEmpty = report.reported.length + report.decided.length + report.objected.length === 0
  return isEmpty ? { report: await transparencyReport(db, periods.this_year), usual: 'this_year' } : { report, usual: 'last_year' }
}
