// The days that figures are asked for, and those they are compared with.
import { calendarDay } from '../base/time.ts'
import { addDays, addMonths } from '../funding/rhythm.ts'

export interface Period { from: string; to: string }

export const usual = ['today', 'yesterday', '7', '30', '90'] as const
export const comparisons = ['before', 'year'] as const
export type Choice = (typeof usual)[number] | 'own'
export type Comparison = (typeof comparisons)[number]
export interface Asked { days?: string | undefined; from?: string | undefined; to?: string | undefined; compare?: string | undefined }
export interface Chosen { choice: Choice; period: Period; comparison: Comparison }

/** Three years: no page has more to say. */
const longest = 1_096

/** Today unless the address says otherwise; undefined where it says what is no period. What is not over yet ends today. */
export function periodOf({ days, from = '', to = '', compare }: Asked, today: string): Chosen | undefined {
  const comparison = comparisons.find((one) => one === compare) ?? 'before'
  if (from !== '' || to !== '') {
    const [begins, ends] = [dayIn(from), dayIn(to === '' ? today : to)]
    if (!begins || !ends || begins > ends || begins > today || addDays(begins, longest) < ends) return undefined
    return { choice: 'own', period: { from: begins, to: ends > today ? today : ends }, comparison }
  }
  const choice = usual.find((one) => one === days) ?? 'today'
  const yesterday = addDays(today, -1)
  if (choice === 'today' || choice === 'yesterday') return { choice, period: choice === 'today' ? { from: today, to: today } : { from: yesterday, to: yesterday }, comparison }
  return { choice, period: { from: addDays(today, 1 - Number(choice)), to: today }, comparison }
}

function dayIn(text: string): string | undefined {
  const [year = '', month = '', day = ''] = text.split('-')
  return calendarDay([year, month, day])
}

/** As many days, right before or a year before. */
export function comparedWith({ from, to }: Period, comparison: Comparison): Period {
  if (comparison === 'year') return { from: addMonths(from, -12), to: addMonths(to, -12) }
  const length = daysIn({ from, to }).length
  return { from: addDays(from, -length), to: addDays(from, -1) }
}

export function daysIn({ from, to }: Period): string[] {
  const days: string[] = []
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day)
  return days
}
