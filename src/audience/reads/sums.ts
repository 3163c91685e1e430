// What each page had in a period, of whatever length, from sums through some days (page_sums) and the few days between these and its ends.
import { sql, type RawBuilder } from 'kysely'
import type { Reads } from '../../base/db/db.ts'
import { addDays } from '../../funding/rhythm.ts'
import { daysIn, type Period } from '../period.ts'

/** Days for which each has its sums, and each fifth; of earlier ones the last of each month. */
const [dailyForDays, finelyForDays] = [70, 400]

/** Whether there are to be sums through a day, by the newest there are. */
export function isSummed(day: string, newest: string): boolean {
  const isLast = addDays(day, 1).endsWith('-01')
  return isLast || day > addDays(newest, -dailyForDays) || (/-(05|10|15|20|25)$/.test(day) && day > addDays(newest, -finelyForDays))
}

/** The days through which there are sums. */
export async function sumDays(db: Reads): Promise<string[]> {
  return (await db.selectFrom('page_sums').select('through').where('page_id', '=', 0).orderBy('through').execute()).map(({ through }) => through)
}

/** Sums, and days, to be added (1) or taken away (-1). */
export interface Steps { sums: { through: string; sign: number }[]; days: (Period & { sign: number })[] }

/** Two sums of all pages take about as long to read as so many days. */
const daysASum = 4

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

/** The days through which there are sums that may be read: those that are not kept go with the next folding, perhaps before they are read. */
export async function keptSumDays(db: Reads): Promise<string[]> {
  const there = await sumDays(db)
  return there.filter((day) => isSummed(day, there.at(-1) ?? day))
}

/** A query of each page's views, measured views and seconds in a period, the whole paper left out; page_ids: of these alone. Each part has a page once: so the database knows how many pages to expect. Seconds are added up without numeric; whole ones are exact. */
export async function pageSums(db: Reads, period: Period, page_ids?: readonly number[]): Promise<RawBuilder<unknown>> {
  const { sums, days } = stepsOf(period, await keptSumDays(db))
  const those = (column: string) => (page_ids ? sql`${sql.ref(column)} = any(${page_ids}::bigint[])` : sql`${sql.ref(column)} <> 0`)
  const parts = [
    ...sums.map(({ through, sign }) => ({ sign, rows: sql`select page_id, views, measured, seconds from page_sums where through = ${through}::date and ${those('page_id')}` })),
    ...days.map(({ from, to, sign }) => ({ sign, rows: sql`select page_id, sum(views) as views, sum(measured) as measured, sum(seconds::float8)::bigint as seconds from page_days where day between ${from}::date and ${to}::date and ${those('page_id')} group by 1` })),
  ].map((part, n) => ({ ...part, as: `part${n}` }))
  const sumOf = (name: string) => sql.join(parts.map(({ sign, as }) => sql`${sql.raw(sign < 0 ? '-' : '+')} coalesce(${sql.ref(`${as}.${name}`)}, 0)`), sql` `)
  return sql`select page_id, article_id, views::int, measured::int, seconds from (select p.id as page_id, p.article_id, ${sumOf('views')} as views, ${sumOf('measured')} as measured, ${sumOf('seconds')} as seconds
    from counted_pages as p ${sql.join(parts.map(({ rows, as }) => sql`left join (${rows}) as ${sql.ref(as)} on ${sql.ref(`${as}.page_id`)} = p.id`), sql` `)} where ${those('p.id')}) as each where views > 0 or measured > 0`
}

/** Of these pages together. */
export interface Together { views: number; measured: number; seconds: number }

/** What these pages have had through each of some days, of which there are sums. */
export async function togetherThrough(db: Reads, { page_ids, throughs }: { page_ids: readonly number[]; throughs: readonly string[] }) {
  const { rows } = await sql<Together & { day: string }>`select through as day, sum(views::float8)::bigint as views, sum(measured::float8)::bigint as measured, sum(seconds::float8)::bigint as seconds
    from page_sums where page_id = any(${page_ids}::bigint[]) and through = any(${throughs}::date[]) group by 1`.execute(db)
  return rows
}

/** What they had on each of some days. */
export async function togetherOn(db: Reads, { page_ids, days }: { page_ids: readonly number[]; days: readonly string[] }) {
  const { rows } = await sql<Together & { day: string }>`select day, sum(views)::bigint as views, sum(measured)::bigint as measured, sum(seconds::float8)::bigint as seconds
    from page_days where page_id = any(${page_ids}::bigint[]) and day = any(${days}::date[]) group by 1`.execute(db)
  return rows
}
