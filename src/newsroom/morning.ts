// A morning is what the desk wants to know of the day before.
import { appealFigures, type AppealFigures } from '../audience/appeals.ts'
import { figuresOf, weekBefore, type Figures } from '../audience/figures.ts'
import { sourceRows, topPages, type PageRow, type SourceRow } from '../audience/reads/figures.ts'
import { wholePaper } from '../audience/tally.ts'
import { loadFrame } from '../articles/reads/paper.ts'
import type { Reads } from '../base/db/db.ts'
import { discussedOn, type Discussed } from './reads/morning.ts'

export interface Morning {
  day: string
  sums: Figures
  /** Of the same weekday a week before. */
  before: Figures
  hasBefore: boolean
  pages: PageRow[]
  discussed: Discussed[]
  sources: SourceRow[]
  appeal: AppealFigures
  sections: { slug: string; name: string }[]
}

const shownAtMost = 5

export async function morningOf(db: Reads, day: string): Promise<Morning> {
  const { paper: { time_zone: zone }, sections } = await loadFrame(db)
  const [period, earlier] = [{ from: day, to: day }, { from: weekBefore(day), to: weekBefore(day) }]
  const before = await figuresOf(db, { page_id: wholePaper, ...earlier })
  return {
    day, sums: await figuresOf(db, { page_id: wholePaper, ...period }), before, hasBefore: before.views > 0,
    pages: await topPages(db, { ...period, limit: shownAtMost }), discussed: await discussedOn(db, { day, zone, limit: shownAtMost }),
    sources: await sourceRows(db, { page_id: wholePaper, ...period }), appeal: await appealFigures(db, { article_id: null, ...period }), sections,
  }
}
