// A group is what the paper itself says of articles: their authors, topics, section, and the desk or agency their dateline
// names. The readers of a group on one day are those of all its articles, each once: their sketches are merged.
import type { Reads } from '../base/db/db.ts'
import { together, type Day, type Figures } from './figures.ts'
import { daysIn, type Period } from './period.ts'
import { groupDays, groupDaySketches, groupRows, groupSketches, type GroupRow } from './reads/groups.ts'
import { emptySketch, mergePacked, readersIn, type Sketch } from './sketch.ts'

export const groupKinds = ['authors', 'topics', 'sections', 'desks'] as const
export type GroupKind = (typeof groupKinds)[number]

/** Of longer periods, and of more articles, visitor-days are not told: too many sketches would have to be merged for a page. */
const [mostDays, mostSketches] = [31, 40_000]

export interface ListedGroup extends GroupRow { /** Of one day; null where there are several. */ readers: number | null }

export async function groupsOf(db: Reads, kind: GroupKind, period: Period & { limit: number }): Promise<ListedGroup[]> {
  const rows = await groupRows(db, kind, period)
  const readers = period.from === period.to ? merged(await groupSketches(db, kind, period.from), ({ key }) => key) : null
  return rows.map((row) => ({ ...row, readers: readers && (readers.get(row.key) ?? 0) }))
}

export interface GroupFigures extends Figures { /** Whether readers were merged. */ isMerged: boolean }

export async function groupFigures(db: Reads, of: Period & { kind: GroupKind; key: string }): Promise<GroupFigures> {
  const all = daysIn(of)
  const found = await groupDays(db, of)
  const isMerged = all.length <= mostDays && found.reduce((sum, { sketches }) => sum + sketches, 0) <= mostSketches
  const rows = new Map(found.map(({ sketches, ...row }) => [row.day, row]))
  const readers = isMerged ? merged(await groupDaySketches(db, of), ({ day }) => day) : new Map<string, number>()
  const days = all.map((day): Day => ({ day, views: 0, told: 0, measured: 0, seconds: 0, ...rows.get(day), readers: readers.get(day) ?? 0, reached: [] }))
  return { ...together(days), isMerged }
}

/** How many readers there are under each name. */
function merged<Row extends { readers: Buffer }>(rows: readonly Row[], nameOf: (row: Row) => string): Map<string, number> {
  const sketches = new Map<string, Sketch>()
  for (const row of rows) {
    const name = nameOf(row)
    const sketch = sketches.get(name) ?? emptySketch()
    sketches.set(name, sketch)
    mergePacked(sketch, row.readers)
  }
  return new Map([...sketches].map(([name, sketch]) => [name, readersIn(sketch)]))
}
