// How often a pledge gives.
export const rhythms = ['once', 'monthly', 'quarterly', 'yearly'] as const
export type Rhythm = (typeof rhythms)[number]

const months = { monthly: 1, quarterly: 3, yearly: 12 } as const

/** The first day (YYYY-MM-DD) after `after` on which a pledge that began on a day is due again; null for what is given once. */
export function nextDueOn({ rhythm, began_on }: { rhythm: Rhythm; began_on: string }, after: string): string | null {
  if (rhythm === 'once') return null
  for (let n = 1; ; n++) {
    const day = addMonths(began_on, n * months[rhythm])
    if (day > after) return day
  }
}

/** The same after something of it was paid on a day, that was due on another: not sooner than half its rhythm after that. */
export function nextDueAfterPaying(pledge: { rhythm: Rhythm; began_on: string }, { on, due_on }: { on: string; due_on: string }): string | null {
  if (pledge.rhythm === 'once') return null
  const half = addDays(due_on, months[pledge.rhythm] * 15)
  return nextDueOn(pledge, half > on ? half : on)
}

/** What a pledge gives in a month on average, minor units, not rounded. */
export function monthly({ amount, rhythm }: { amount: number; rhythm: Rhythm }): number {
  return rhythm === 'once' ? 0 : amount / months[rhythm]
}

/** The same day so many months later, or that month's last day where it has no such day. */
export function addMonths(day: string, count: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const last = new Date(Date.UTC(year, month - 1 + count + 1, 0)).getUTCDate()
  return new Date(Date.UTC(year, month - 1 + count, Math.min(date, last))).toISOString().slice(0, 10)
}

export function addDays(day: string, count: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  return new Date(Date.UTC(year, month - 1, date + count)).toISOString().slice(0, 10)
}
