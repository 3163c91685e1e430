// A group is what the paper itself says of articles: their authors, topics, section, and the desk or agency their dateline
// names. The readers of a group on one day are those of all its articles, each once: their sketches are merged.
import type { Reads } from '../base/db/db.ts'
import { together, type Day, type Figures } from './figures.ts'
import { daysIn, type Period } from './period.ts'
import { groupDays, groupRows, groupSketches, type GroupRow } from './reads/groups.ts'
import { keptSumDays, stepsOf, togetherOn, togetherThrough, type Steps, type Together } from './reads/sums.ts'
import { emptySketch, mergeFramed, readersIn } from './sketch.ts'

export const groupKinds = ['authors', 'topics', 'sections', 'desks'] as const
export type GroupKind = (typeof groupKinds)[number]

/** Of longer periods, and of more articles, visitor-days are not told: too many sketches would have to be merged for a page. */
const [mostDays, mostSketches] = [31, 40_000]

export interface ListedGroup extends GroupRow { /** Of one day; null where there are several. */ readers: number | null }

export async function groupsOf(db: Reads, kind: GroupKind, period: Period & { limit: number }): Promise<ListedGroup[]> {
  const rows = await groupRows(db, kind, period)
  const readers = period.from === period.to ? new Map((await groupSketches(db, kind, period.from)).map(({ key, readers: sketches }) => [key, readersOf(sketches)])) : null
  return rows.map((row) => ({ ...row, readers: readers && (readers.get(row.key) ?? 0) }))
}

export interface GroupFigures extends Figures { /** Whether readers were merged. */ isMerged: boolean }

export interface OfPages extends Period { page_ids: readonly number[] }

export async function groupFigures(db: Reads, of: OfPages): Promise<GroupFigures> {
  const all = daysIn(of)
  // Where there may be far too many, how many there are is asked first: not each article is read each day.
  const [isShort, areFew] = [all.length <= mostDays, all.length * of.page_ids.length <= 2 * mostSketches]
  const counted = await groupDays(db, { ...of, withReaders: isShort && areFew })
  const isMerged = isShort && counted.reduce((sum, { sketches }) => sum + sketches, 0) <= mostSketches
  const rows = new Map((isMerged && !areFew ? await groupDays(db, { ...of, withReaders: true }) : counted).map(({ sketches: _, readers, ...row }) => [row.day, { ...row, readers: isMerged && readers ? readersOf(readers) : 0 }]))
  const days = all.map((day): Day => ({ day, views: 0, told: 0, measured: 0, seconds: 0, readers: 0, ...rows.get(day), reached: [] }))
  return { ...together(days), isMerged }
}

/** By month, for plots of long periods: what a month had stands at the last of its days; views that could be told apart are not known of. `like`: whose months they are, of another period those of the days beside. */
export async function groupMonths(db: Reads, { page_ids, ...period }: OfPages, like: Period): Promise<GroupFigures> {
  const [all, throughs] = [daysIn(period), await keptSumDays(db)]
  const parts = monthsOf(all, daysIn(like)).map((part) => ({ part, steps: stepsOf(part, throughs) }))
  const read = new Map<string, Together>([
    ...(await togetherThrough(db, { page_ids, throughs: unique(parts.flatMap(({ steps }) => steps.sums.map(({ through }) => through))) })).map((row) => [`through ${row.day}`, row] as const),
    ...(await togetherOn(db, { page_ids, days: unique(parts.flatMap(({ steps }) => steps.days.flatMap(daysIn))) })).map((row) => [row.day, row] as const),
  ])
  const months = new Map(parts.map(({ part, steps }) => [part.to, added(steps, read)]))
  return { ...together(all.map((day): Day => ({ day, views: 0, measured: 0, seconds: 0, ...months.get(day), told: 0, readers: 0, reached: [] }))), isMerged: false }
}

/** The days cut where others change their month. */
function monthsOf(days: readonly string[], others: readonly string[]): Period[] {
  return [...Map.groupBy(days.keys(), (n) => others[n]?.slice(0, 7) ?? '').values()].map((places) => ({ from: days[places[0] ?? 0] ?? '', to: days[places.at(-1) ?? 0] ?? '' }))
}

function added({ sums, days }: Steps, read: ReadonlyMap<string, Together>): Together {
  const signed = [...sums.map(({ through, sign }) => ({ name: `through ${through}`, sign })), ...days.flatMap(({ sign, ...part }) => daysIn(part).map((name) => ({ name, sign })))]
  const sum = (of: (row: Together) => number) => signed.reduce((all, { name, sign }) => { const row = read.get(name); return all + (row ? sign * of(row) : 0) }, 0)
  return { views: sum(({ views }) => views), measured: sum(({ measured }) => measured), seconds: sum(({ seconds }) => seconds) }
}

function unique(days: string[]): string[] {
  return [...new Set(days)]
}

/** How many readers many sketches tell together. */
function readersOf(sketches: Buffer): number {
  const sketch = emptySketch()
  mergeFramed(sketch, sketches)
  return readersIn(sketch)
}
