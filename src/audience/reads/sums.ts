// What each page had in a period, of whatever length, from sums through some days (page_sums) and the few days between these and its ends.
import { sql, type RawBuilder } from 'kysely'
import type { Reads } from '../../base/db/db.ts'
import { addDays } from '../../funding/rhythm.ts'
import { daysIn, type Period } from '../period.ts'

/** Days for which each fifth has its sums; of earlier ones the last of each month. */
const finelyForDays = 400

/** Whether there are to be sums through a day, by the newest there are. */
export function isSummed(day: string, newest: string): boolean {
  const isLast = addDays(day, 1).endsWith('-01')
  return isLast || (/-(05|10|15|20|25)$/.test(day) && day > addDays(newest, -finelyForDays))
}

/** The days through which there are sums. */
export async function sumDays(db: Reads): Promise<string[]> {
  return (await db.selectFrom('page_sums').select('through').where('page_id', '=', 0).orderBy('through').execute()).map(({ through }) => through)
}

/** Sums, and days, to be added (1) or taken away (-1). */
export interface Steps { sums: { through: string; sign: number }[]; days: (Period & { sign: number })[] }

/** Two sums of all pages take about as long to read as so many days. */
const daysASum = 8

export function stepsOf(period: Period, throughs: readonly string[]): Steps {
  const ends = [{ day: addDays(period.from, -1), sign: -1 }, { day: period.to, sign: 1 }].map(({ day, sign }) => ({ day, sign, through: nearest(day, throughs) }))
  const days = ends.flatMap(({ day, through, sign }) => daysBetween(day, through, sign))
  const isLess = days.reduce((sum, part) => sum + daysIn(part).length, daysASum) < daysIn(period).length
  return throughs.length > 0 && isLess ? { sums: ends.map(({ through, sign }) => ({ through, sign })), days } : { sums: [], days: [{ ...period, sign: 1 }] }
}

function daysBetween(day: string, through: string, sign: number) {
  if (day === through) return []
  return day > through ? [{ from: addDays(through, 1), to: day, sign }] : [{ from: addDays(day, 1), to: through, sign: -sign }]
}

function nearest(day: string, throughs: readonly string[]): string {
  const [before, after] = [throughs.findLast((one) => one <= day), throughs.find((one) => one > day)]
  if (before === undefined || after === undefined) return before ?? after ?? day
  return daysIn({ from: before, to: day }).length <= daysIn({ from: day, to: after }).length ? before : after
}

/** A query of each page's views, measured views and seconds in a period, the whole paper left out. The types are those that PostgreSQL adds up without numeric; whole seconds are exact in them. */
export async function pageSums(db: Reads, period: Period): Promise<RawBuilder<unknown>> {
  const there = await sumDays(db)
  // Those that are not kept go with the next folding, perhaps before this is read.
  const { sums, days } = stepsOf(period, there.filter((day) => isSummed(day, there.at(-1) ?? day)))
  const signed = (sign: number) => sql`select page_id, ${sign}::int * views::int as views, ${sign}::int * measured::int as measured, ${sign}::int * seconds::float8 as seconds`
  const parts = [
    ...sums.map(({ through, sign }) => sql`${signed(sign)} from page_sums where through = ${through}::date and page_id <> 0`),
    ...days.map(({ from, to, sign }) => sql`${signed(sign)} from page_days where day between ${from}::date and ${to}::date and page_id <> 0`),
  ]
  return sql`select page_id, sum(views)::int as views, sum(measured)::int as measured, sum(seconds)::bigint as seconds from (${sql.join(parts, sql` union all `)}) as each
    group by 1 having sum(views) > 0 or sum(measured) > 0`
}
