// Where a plot over time has its ticks: at dates and hours that people know, as many as there is room for.
import { noonOf } from '../time.ts'

/** From most ticks to least: the numbers of the points at which they stand. */
export type Ticks = readonly (readonly number[])[]

/** Each day, Mondays, every other day, every third, every other Monday, the first of each month, of each quarter and so on. */
export function dayTicks(days: readonly string[]): Ticks {
  const mondays = where(days, (day) => noonOf(day).getUTCDay() === 1)
  return [days.map((_, n) => n), mondays, ...evenTicks(days.length, [2, 3]), mondays.filter((_, n) => n % 2 === 0), ...monthTicks(days)]
}

/** Each first of a month, of a quarter, of half a year, of a year. Each point is a day, or the first of a month. */
export function monthTicks(days: readonly string[]): Ticks {
  const firsts = (every: number) => where(days, (day) => day.endsWith('-01') && (Number(day.slice(5, 7)) - 1) % every === 0)
  return [firsts(1), firsts(3), firsts(6), firsts(12)]
}

/** Each so many hours, minutes or other steps from the first point on. */
export function evenTicks(count: number, steps: readonly number[]): Ticks {
  return steps.map((step) => Array.from({ length: Math.ceil(count / step) }, (_, n) => n * step))
}

/** At each five, ten or fifteen minutes past the hour. Minutes are counted since 1970. */
export function minuteTicks(minutes: readonly number[]): Ticks {
  return [5, 10, 15].map((step) => minutes.flatMap((minute, n) => (minute % step === 0 ? [n] : [])))
}

function where(days: readonly string[], is: (day: string) => boolean): number[] {
  return days.flatMap((day, n) => (is(day) ? [n] : []))
}

/** The densest ticks that fit, and rather three than fewer. */
export function fitting(ticks: Ticks, most: number): readonly number[] {
  const fit = ticks.filter((some) => some.length <= most)
  return fit.find((some) => some.length > 2) ?? fit.find((some) => some.length > 1) ?? fit.find((some) => some.length > 0) ?? []
}
