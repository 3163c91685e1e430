// What everybody may see, where the paper wants it: the desk's own figures of days that are over, without what only the desk
// needs, and with what the paper does not know.
import type { Reads } from '../base/db/db.ts'
import { calendarDay, dayOf, secondsBefore } from '../base/time.ts'
import { addDays, addMonths } from '../funding/rhythm.ts'
import { fewest, figuresOf, type Figures } from './figures.ts'
import { groupsOf, type ListedGroup } from './group.ts'
import type { Period } from './period.ts'
import { firstCountedDay, leftOutRows, machineRows } from './reads/figures.ts'
import { topArticles, type PublicArticle } from './reads/public.ts'
import { wholePaper } from './tally.ts'

export interface PublicFigures {
  period: Period
  sums: Figures
  articles: PublicArticle[]
  sections: ListedGroup[]
  machines: { machine: string; hits: number }[]
  leftOut: { why: string; hits: number }[]
}

const daysShown = 30
const articlesShown = 20
const sectionsShown = 100

export async function publicFigures(db: Reads, period: Period): Promise<PublicFigures> {
  return {
    period, sums: await figuresOf(db, { page_id: wholePaper, ...period }), articles: await topArticles(db, { ...period, limit: articlesShown, fewest, isPublic: true }),
    sections: await groupsOf(db, 'sections', { ...period, limit: sectionsShown }), machines: await machineRows(db, period), leftOut: await leftOutRows(db, period),
  }
}

/** Days that are over, and of which nearly all has come in. */
export function lastDays({ now, zone }: { now: Date; zone: string }): Period {
  const to = addDays(dayOf(secondsBefore(now, 3_600), zone), -1)
  return { from: addDays(to, 1 - daysShown), to }
}

/** The months of which there is something, the newest first, as their first days. */
export async function monthsCounted(db: Reads, { to }: Period): Promise<string[]> {
  const first = await firstCountedDay(db, wholePaper)
  const months: string[] = []
  if (first !== undefined) for (let month = `${to.slice(0, 7)}-01`; month >= `${first.slice(0, 7)}-01`; month = addMonths(month, -1)) months.push(month)
  return months
}

/** A month as it stands in an address, 2026-11, as far as it is over; undefined where nothing was counted in it. */
export async function monthOf(db: Reads, text: string, last: Period): Promise<Period | undefined> {
  const [year = '', month = '', more] = text.split('-')
  const from = more === undefined && month.length === 2 ? calendarDay([year, month, '01']) : undefined
  if (from === undefined || !(await monthsCounted(db, last)).includes(from)) return undefined
  const end = addDays(addMonths(from, 1), -1)
  return { from, to: end > last.to ? last.to : end }
}
