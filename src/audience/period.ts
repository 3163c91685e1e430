// The days that figures are asked for, and those they are compared with.
import { calendarDay } from '../base/time.ts'
import { addDays } from '../funding/rhythm.ts'

export interface Period { from: string; to: string }

export const usual = ['today', 'yesterday', '7', '30', '90'] as const
/** As many days right before; the same weekdays before; the same weekdays a year before; from any earlier day on; with nothing. */
export const comparisons = ['before', 'weekdays', 'year', 'own', 'none'] as const
export type Choice = (typeof usual)[number] | 'own'
export type Comparison = (typeof comparisons)[number]
export type PeriodWord = 'days' | 'from' | 'to' | 'compare' | 'than'
/** What a page of a period may be asked for; `than` is the first of the days that it is compared with. */
export const periodQuery: PeriodWord[] = ['days', 'from', 'to', 'compare', 'than']
export type Asked = Partial<Record<PeriodWord, string | undefined>>
export interface Chosen { choice: Choice; period: Period; comparison: Comparison; /** As many days, all of them earlier ones; null where nothing is compared. */ compared: Period | null }
/** What in the address makes no sense. */
export type Wrong = 'to' | 'than'

/** Three years: no page has more to say. */
const longest = 1_096

/** Today unless the address says otherwise; undefined where it says what is no period. What is not over yet ends today. */
export function periodOf(asked: Asked, today: string): Chosen | undefined {
  const chosen = chosenOf(asked, today)
  return typeof chosen === 'string' ? undefined : chosen
}

/** The same, or what is wrong. */
export function chosenOf({ days, from = '', to = '', compare, than = '' }: Asked, today: string): Chosen | Wrong {
  if (from !== '' || to !== '') {
    const [begins, ends] = [dayIn(from), dayIn(to === '' ? today : to)]
    if (!begins || !ends || begins > ends || begins > today || addDays(begins, longest) < ends) return 'to'
    return compared({ choice: 'own', period: { from: begins, to: ends > today ? today : ends } }, { compare, than })
  }
  const choice = usual.find((one) => one === days) ?? 'today'
  const yesterday = addDays(today, -1)
  if (choice === 'today' || choice === 'yesterday') return compared({ choice, period: choice === 'today' ? { from: today, to: today } : { from: yesterday, to: yesterday } }, { compare, than })
  return compared({ choice, period: { from: addDays(today, 1 - Number(choice)), to: today } }, { compare, than })
}

/** A single day is compared with the same weekday before, unless something else is asked for. */
function compared({ choice, period }: Pick<Chosen, 'choice' | 'period'>, { compare, than }: { compare: string | undefined; than: string }): Chosen | Wrong {
  const comparison = comparisons.find((one) => one === compare) ?? usualComparison(period)
  if (comparison !== 'own') return { choice, period, comparison, compared: comparedWith(period, comparison) }
  const from = dayIn(than)
  if (!from || from >= period.from) return 'than'
  return { choice, period, comparison, compared: { from, to: addDays(from, daysIn(period).length - 1) } }
}

export function usualComparison({ from, to }: Period): Comparison {
  return from === to ? 'weekdays' : 'before'
}

export function dayIn(text: string): string | undefined {
  const [year = '', month = '', day = ''] = text.split('-')
  return calendarDay([year, month, day])
}

/** As many days: right before, or on the same weekdays. */
export function comparedWith({ from, to }: Period, comparison: Exclude<Comparison, 'own'>): Period | null {
  if (comparison === 'none') return null
  const length = daysIn({ from, to }).length
  const back = comparison === 'year' ? 7 * 52 * Math.ceil(length / 366) : comparison === 'weekdays' ? 7 * Math.ceil(length / 7) : length
  return { from: addDays(from, -back), to: addDays(to, -back) }
}

/** What lists are compared with: nothing where there is but one day, which is not over; it would always be less. */
export function wholeCompared({ period: { from, to }, compared: other }: Pick<Chosen, 'period' | 'compared'>, today: string): Period | null {
  return from === today && to === today ? null : other
}

export function daysIn({ from, to }: Period): string[] {
  const days: string[] = []
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day)
  return days
}
