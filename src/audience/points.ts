// What a plot of some days shows: each day, or of many days each month, perhaps beside the same of another time.
import type { Day } from './figures.ts'

/** Views and readers are null where nothing was counted yet: that is not the same as nobody. */
export interface Sum { at: string; views: number | null; readers: number | null }
export interface Pair extends Sum { unit: 'day' | 'month'; /** As many days of the other time; null where there is none. */ before: Sum | null; /** A day that is not over. */ isOpen: boolean }

/** More days are shown by month, so that a plot can be read. */
const daysShown = 100

export function isByMonth(days: number): boolean {
  return days > daysShown
}

interface Beside { compared: readonly Day[] | null; /** The first day that was counted; null: none. */ since: string | null; today: string }

export function pairsOf(days: readonly Day[], { compared, since, today }: Beside): Pair[] {
  const unit = isByMonth(days.length) ? 'month' : 'day'
  const groups = Map.groupBy(days.keys(), (n) => (unit === 'day' ? days[n]?.day : `${days[n]?.day.slice(0, 7)}-01`) ?? '')
  const those = (of: readonly Day[], at: readonly number[]) => at.flatMap((n) => of[n] ?? [])
  return [...groups].map(([at, own]) => ({ unit, ...sumOf(those(days, own), since), at, before: compared && sumOf(those(compared, own), since), isOpen: at === today }))
}

function sumOf(days: readonly Day[], since: string | null): Sum {
  const counted = days.filter(({ day }) => since !== null && day >= since)
  const sum = (of: (day: Day) => number) => (counted.length === 0 ? null : counted.reduce((all, day) => all + of(day), 0))
  return { at: days[0]?.day ?? '', views: sum(({ views }) => views), readers: sum(({ readers }) => readers) }
}
