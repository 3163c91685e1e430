// The whole paper's figures of another time, made comparable: a day that is not over is compared with the same hours.
import type { Reads } from '../base/db/db.ts'
import { dayOf, hourOf, noonOf } from '../base/time.ts'
import { daysOf, together, type Day, type Figures } from './figures.ts'
import { daysIn, type Period } from './period.ts'
import { hoursWithReaders, weekRows } from './reads/compared.ts'
import { dayRows } from './reads/figures.ts'
import { emptySketch, mergeInto, readersIn, unpacked } from './sketch.ts'
import { wholePaper } from './tally.ts'

interface Around { /** What it is compared with. */ period: Period; zone: string; now: Date }

/** sums: of the last day only as much as had been counted at this time of day, where the period's last day is not over yet; days are whole. */
export async function comparedFigures(db: Reads, compared: Period, { period, zone, now }: Around): Promise<{ sums: Figures; days: Day[] }> {
  const days = daysOf(await dayRows(db, { page_id: wholePaper, ...compared }), compared)
  const last = days.at(-1)
  if (period.to !== dayOf(now, zone) || !last) return { sums: together(days), days }
  return { sums: together([...days.slice(0, -1), { ...last, ...(await untilNow(db, last.day, { zone, now })) }]), days }
}

async function untilNow(db: Reads, day: string, { zone, now }: Pick<Around, 'zone' | 'now'>): Promise<{ views: number; readers: number }> {
  const [hour, passed] = [hourOf(now, zone), (now.getTime() % 3_600_000) / 3_600_000]
  const readers = emptySketch()
  let views = 0
  for (const row of await hoursWithReaders(db, day)) {
    if (row.hour > hour) continue
    views += row.hour < hour ? row.views : row.views * passed
    if (row.readers && (row.hour < hour || passed > 0.5)) mergeInto(readers, unpacked(row.readers))
  }
  return { views: Math.round(views), readers: readersIn(readers) }
}

/** Views of an hour on a usual Monday and so on, Monday first; null where no such hour has been counted. */
export async function usualWeek(db: Reads, { since, zone, now, ...period }: Period & { since: string; zone: string; now: Date }): Promise<(number | null)[][]> {
  const [today, hourNow] = [dayOf(now, zone), hourOf(now, zone)]
  const sums = new Map((await weekRows(db, period)).map(({ weekday, hour, views }) => [`${weekday} ${hour}`, views]))
  const days = daysIn(period).filter((day) => day >= since)
  return Array.from({ length: 7 }, (_, weekday) => Array.from({ length: 24 }, (__, hour) => {
    // What of the present hour was counted is part of it only.
    const count = days.filter((day) => weekdayOf(day) === weekday + 1 && (day < today || hour < hourNow)).length
    const isNow = weekdayOf(today) === weekday + 1 && hour >= hourNow && days.includes(today)
    return count === 0 ? null : Math.round((sums.get(`${weekday + 1} ${hour}`) ?? 0) / (isNow && hour === hourNow ? count + 1 : count))
  }))
}

/** 1: Monday; 7: Sunday. */
function weekdayOf(day: string): number {
  return noonOf(day).getUTCDay() || 7
}
