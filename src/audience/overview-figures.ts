// The tables of the whole paper, as the overview shows them and as files hold them.
import type { Reads } from '../base/db/db.ts'
import { dayOf, hourOf } from '../base/time.ts'
import type { Desk } from '../people/desk.ts'
import { comparedFigures, usualWeek } from './compared.ts'
import { firstRows, hoursTable, leftOutTable, machinesTable, pagesTable, pointsTable, sourceKindsTable, sourcesTable, traitTable, type FigureTable } from './figure-tables.ts'
import { figuresOf } from './figures.ts'
import { daysIn, wholeCompared, type Chosen, type Period } from './period.ts'
import { pairsOf } from './points.ts'
import { viewsOfPages } from './reads/compared.ts'
import { hourViews, leftOutRows, machineRows, sourceRows, topPages, traitRows, type SourceRow } from './reads/figures.ts'
import { eventRows, importedRows, machineNameRows } from './reads/others.ts'
import { wholePaper } from './tally.ts'
import { eventsTable, importedTable, machineNamesTable, weekTable } from './told-tables.ts'

export const tableNames = ['days', 'hours', 'week', 'pages', 'source_kinds', 'sources', 'devices', 'languages', 'countries', 'campaigns', 'campaign_sources', 'campaign_media', 'campaign_links', 'events', 'imported', 'machines', 'machine_names', 'left_out'] as const
export type TableName = (typeof tableNames)[number]
const traitOf = { devices: 'device', languages: 'language', countries: 'country', campaigns: 'campaign', campaign_sources: 'source', campaign_media: 'medium', campaign_links: 'content' } as const

export interface Around { db: Reads; desk: Desk; now: Date; chosen: Chosen; /** The first day that was counted. */ since: string; /** Read once, for several tables. */ sources?: Promise<SourceRow[]> }

/** limit: of lists, so many rows. */
export async function tableOf(around: Around, name: TableName, limit: number): Promise<FigureTable> {
  const { db, desk: { t, facts }, chosen: { period } } = around
  const of = { page_id: wholePaper, ...period }
  const sources = () => (around.sources ??= sourceRows(db, of))
  const compared = wholeCompared({ period, compared: comparedFrom(around) }, dayOf(around.now, facts.paper.time_zone))
  if (name === 'days') return (await daysShown(around)).table
  if (name === 'hours') return (await hoursShown(around)).table
  if (name === 'week') return (await weekShown(around)).table
  if (name === 'pages') {
    const pages = await topPages(db, { ...period, limit })
    return pagesTable(pages, { t, sections: facts.sections, headlines: new Map(), before: compared && (await viewsOfPages(db, { page_ids: pages.map(({ page_id }) => page_id), ...compared })) })
  }
  if (name === 'source_kinds') return sourceKindsTable(await sources(), { t, before: compared && (await sourceRows(db, { page_id: wholePaper, ...compared })) })
  if (name === 'sources') return firstRows(sourcesTable(await sources(), { t }), limit)
  if (name === 'machines') return machinesTable(await machineRows(db, period), { t })
  if (name === 'machine_names') return firstRows(machineNamesTable(await machineNameRows(db, period), t), limit)
  if (name === 'left_out') return leftOutTable(await leftOutRows(db, period), { t })
  if (name === 'events') return firstRows(eventsTable(await eventRows(db, period), t), limit)
  if (name === 'imported') return importedTable(await importedRows(db, of), t)
  return firstRows(traitTable(await traitRows(db, traitOf[name], period), traitOf[name], { t, before: compared && (await traitRows(db, traitOf[name], compared)) }), limit)
}

/** The other time, where anything was counted in it. */
export function comparedFrom({ chosen: { compared }, since }: Pick<Around, 'chosen' | 'since'>): Period | null {
  return compared && since <= compared.to ? compared : null
}

export async function daysShown({ db, desk: { t, facts: { paper: { time_zone: zone } } }, now, chosen, since }: Around) {
  const { period } = chosen
  const sums = await figuresOf(db, { page_id: wholePaper, ...period })
  const other = comparedFrom({ chosen, since })
  const before = other && (await comparedFigures(db, other, { period, zone, now }))
  const pairs = pairsOf(sums.days, { compared: before?.days ?? null, since, today: dayOf(now, zone) })
  return { sums, before: before?.sums ?? null, pairs, table: pointsTable(pairs, { t }) }
}

/** The hours of the period's last day, beside those of the day it is compared with. */
export async function hoursShown({ db, desk: { t, facts: { paper: { time_zone: zone } } }, now, chosen, since }: Around) {
  const { period: { to: day } } = chosen
  const isOpen = day === dayOf(now, zone)
  const lastHour = isOpen ? hourOf(now, zone) : 23
  const beforeDay = comparedFrom({ chosen, since })?.to ?? null
  const [hours, before] = [await hourViews(db, { page_id: wholePaper, day }), beforeDay === null ? null : await hourViews(db, { page_id: wholePaper, day: beforeDay })]
  return { hours: hours.slice(0, lastHour + 1), before, beforeDay, isOpen, table: hoursTable({ hours, before, lastHour }, { t }) }
}

/** A week is usual where there were seven days of it. */
export async function weekShown({ db, desk: { t, facts: { paper: { time_zone: zone } } }, now, chosen: { period }, since }: Around) {
  const week = daysIn(period).length < 7 ? [] : await usualWeek(db, { ...period, since, zone, now })
  return { week, table: weekTable(week, t) }
}
