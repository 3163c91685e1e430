// What is read right now: the last half hour, and the readers of its last five minutes.
import type { Reads } from '../base/db/db.ts'
import { liveMinutes, livePages, liveSources, type LivePage } from './reads/live.ts'
import type { SourceRow } from './reads/figures.ts'
import { emptySketch, mergeInto, readersIn, unpacked } from './sketch.ts'

const minutesShown = 30
const minutesNow = 5
const pagesShown = 15

export interface Live { /** Of each minute, its views; the last one is not over. */ minutes: { minute: number; views: number }[]; views: number; readers: number; pages: LivePage[]; sources: SourceRow[] }

export async function liveFigures(db: Reads, now: Date): Promise<Live> {
  const to = Math.floor(now.getTime() / 60_000)
  const from = to - minutesShown + 1
  const rows = await liveMinutes(db, { from, to })
  const views = new Map(rows.map((row) => [row.minute, row.views]))
  const readers = emptySketch()
  for (const row of rows) if (row.readers && row.minute > to - minutesNow) mergeInto(readers, unpacked(row.readers))
  return {
    minutes: Array.from({ length: minutesShown }, (_, n) => ({ minute: from + n, views: views.get(from + n) ?? 0 })),
    views: rows.reduce((sum, row) => sum + row.views, 0), readers: readersIn(readers),
    pages: await livePages(db, { from, to, limit: pagesShown }), sources: await liveSources(db, { from, to }),
  }
}
