// Daily figures that another program has counted: of the whole paper, or of each page. They stand beside the paper's own and
// are never mixed with them: a number of visitors that somebody else made is no sketch.
import { csvRows } from '../base/csv-rows.ts'
import { atomically, type Db } from '../base/db/db.ts'
import { dayOf } from '../base/time.ts'
import { pageNumbers } from './counted-page.ts'
import type { CountedPage } from './hit.ts'
import { articleOr, type MatomoParts } from './matomo.ts'
import { putImportedDays } from './writes/imported.ts'

export type FiguresOf = 'plausible' | 'umami' | 'matomo'
export interface Table { source: FiguresOf; rows: Figure[] }
/** Null where the table does not say. `page` null: the whole paper. */
interface Figure { page: string | null; day: string; views: number | null; visitors: number | null }
export interface FiguresReport { source: FiguresOf; days: number; from: string; to: string; ofPages: boolean; leftOut: number }

/** A table that is not one of those that are known; says why. */
export class NoFigures extends Error {}

const names = {
  day: ['date', 'day', 'x'],
  page: ['page', 'metadata_url', 'url', 'page url', 'path', 'url_path', 'label'],
  views: ['pageviews', 'views', 'nb_pageviews', 'nb_hits', 'page views', 'unique pageviews'],
  visitors: ['visitors', 'nb_uniq_visitors', 'unique visitors', 'sum_daily_nb_uniq_visitors'],
}

/** zone: the paper's, in which the views of a raw export fall on days. */
export function figuresIn(text: string, zone = 'UTC'): Table {
  const [head = [], ...lines] = csvRows(text)
  const heads = head.map((name) => name.trim().toLowerCase())
  if (['session_id', 'url_path', 'created_at'].every((name) => heads.includes(name))) return { source: 'umami', rows: daysOfEvents(heads, lines, zone) }
  const column = (kind: keyof typeof names) => names[kind].map((name) => heads.indexOf(name)).find((at) => at >= 0)
  const [day, page, views, visitors] = [column('day'), column('page'), column('views'), column('visitors')]
  if (day === undefined) throw new NoFigures('there is no column with the day')
  if (views === undefined && visitors === undefined) throw new NoFigures('there is no column with views or visitors')
  const rows = lines.flatMap((cells, n) => (cells.every((cell) => cell === '') ? [] : [{
    day: dayIn(cells[day] ?? '', n + 2), page: page === undefined ? null : cells[page] ?? '',
    views: views === undefined ? null : numberIn(cells[views], n + 2), visitors: visitors === undefined ? null : numberIn(cells[visitors], n + 2),
  }]))
  return { source: sourceOfTable(heads), rows }
}

/** Umami's raw export has a row for each view (of the type 1) and for each event with a name (2), which is none. Its sessions are counted and not kept. */
function daysOfEvents(heads: string[], lines: string[][], zone: string): Figure[] {
  const [session, path, created, type] = ['session_id', 'url_path', 'created_at', 'event_type'].map((name) => heads.indexOf(name))
  const sums = new Map<string, { page: string | null; day: string; views: number; sessions: Set<string> }>()
  for (const [n, cells] of lines.entries()) {
    const cell = (at: number | undefined) => cells[at ?? -1] ?? ''
    if (cells.every((one) => one === '') || (type !== undefined && type >= 0 && !['', '1', 'pageview'].includes(cell(type)))) continue
    const day = dayOf(momentIn(cell(created), n + 2), zone)
    // What has no path counts for the whole paper only.
    for (const page of cell(path) === '' ? [null] : [null, cell(path)]) {
      const sum = sums.get(`${day} ${page ?? ''}`) ?? { page, day, views: 0, sessions: new Set() }
      sums.set(`${day} ${page ?? ''}`, sum)
      sum.views++
      sum.sessions.add(cell(session))
    }
  }
  return [...sums.values()].map(({ page, day, views, sessions }) => ({ page, day, views, visitors: sessions.size }))
}

function momentIn(text: string, line: number): Date {
  const [, day, time] = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(?:\.\d+)?Z?$/.exec(text.trim()) ?? []
  const moment = new Date(`${day}T${time}Z`)
  if (!day || Number.isNaN(moment.getTime())) throw new NoFigures(`line ${line} has no time such as 2026-03-01 12:00:00`)
  return moment
}

function sourceOfTable(heads: string[]): FiguresOf {
  if (heads.some((name) => name.startsWith('nb_') || name === 'unique visitors' || name === 'actions' || name === 'label')) return 'matomo'
  return heads.some((name) => ['bounces', 'visit_duration', 'exits', 'time_on_page', 'total_time_on_page', 'entrances', 'hostname'].includes(name)) ? 'plausible' : 'umami'
}

function dayIn(text: string, line: number): string {
  const day = /^(\d{4}-\d\d-\d\d)(?:[T ].*)?$/.exec(text.trim())?.[1]
  if (!day || !new Date(`${day}T12:00:00Z`).getTime()) throw new NoFigures(`line ${line} has no day such as 2026-03-01`)
  return day
}

function numberIn(text: string | undefined, line: number): number {
  if (!/^\d{1,9}$/.test(text?.trim() || '0')) throw new NoFigures(`line ${line} has a figure that is no whole number`)
  return Number(text?.trim() || 0)
}

type Where = Pick<MatomoParts, 'addresses' | 'isPublic' | 'origin'>

/** Puts the figures in the place of what the same program has told of the same page and day before: however often, once. */
export async function importFigures(db: Db, { source, rows }: Table, where: Where): Promise<FiguresReport> {
  const pages = new Map([...new Set(rows.flatMap(({ page }) => page ?? []))].map((page) => [page, pageOf(page, where)]))
  return atomically(db, async (tx) => {
    const idOf = await pageNumbers(tx, [...pages.values()].flatMap((page) => page ?? []), { isChecked: false })
    const sums = new Map<string, { page_id: number; day: string; views: number | null; visitors: number | null }>()
    let leftOut = 0
    for (const { page, day, views, visitors } of rows) {
      const counted = page === null ? undefined : pages.get(page)
      const page_id = page === null ? 0 : counted && idOf(counted)
      if (page_id === undefined) { leftOut++; continue }
      const before = sums.get(`${page_id} ${day}`) ?? { page_id, day, views: null, visitors: null }
      sums.set(`${page_id} ${day}`, { ...before, views: plus(before.views, views), visitors: plus(before.visitors, visitors) })
    }
    await putImportedDays(tx, [...sums.values()].map((row) => ({ source, ...row })))
    const days = [...new Set([...sums.values()].map(({ day }) => day))].sort()
    return { source, days: days.length, from: days[0] ?? '', to: days.at(-1) ?? '', ofPages: rows.some(({ page }) => page !== null), leftOut }
  })
}

function pageOf(text: string, where: Where): CountedPage | undefined {
  const at = URL.parse(/^(https?:\/)?\//.test(text) ? text : `/${text}`, where.origin)
  return at ? articleOr(at, where) : undefined
}

function plus(before: number | null, more: number | null): number | null {
  return more === null ? before : (before ?? 0) + more
}
