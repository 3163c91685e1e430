// Tables of what others have counted, of what clients tell besides views, and of the usual week.
import type { T } from '../base/i18n/i18n.ts'
import { column, named, type FigureTable } from './figure-tables.ts'
import type { EventRow, ImportedRow } from './reads/others.ts'

/** Deeds as the client named them; those that the program names itself in words. */
export function eventsTable(rows: readonly EventRow[], t: T): FigureTable {
  const said = (word: string) => named(`audience_figures.event.${word.replace(' ', '_')}`, word, t)
  return {
    columns: [column('category', t('audience_figures.event'), 'name'), column('action', t('audience_figures.event_action'), 'name'), column('hits', t('audience_figures.event_count'), 'few')],
    rows: rows.map(({ category, action, hits }) => ({ cells: [said(category), said(action), hits] })),
  }
}

export function importedTable(rows: readonly ImportedRow[], t: T): FigureTable {
  return {
    columns: [column('day', t('audience_figures.day'), 'name'), column('program', t('audience_figures.program'), 'name'), column('views', t('audience_figures.views'), 'count'), column('visitors', t('audience_figures.their_visitors'), 'few')],
    rows: rows.map(({ day, source, views, visitors }) => ({ cells: [day, programName(source), views, visitors] })),
  }
}

/** As it is written: Matomo. */
export function programName(source: string): string {
  return `${source.slice(0, 1).toUpperCase()}${source.slice(1)}`
}

/** Hours down, weekdays across. */
export function weekTable(week: readonly (readonly (number | null)[])[], t: T): FigureTable {
  const days = week.map((_, n) => `2024-01-0${n + 1}`)
  return {
    columns: [column('hour', t('audience_figures.hour'), 'name'), ...days.map((day, n) => column(['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'][n] ?? '', t.weekday(day), 'count'))],
    rows: Array.from({ length: 24 }, (_, hour) => ({ cells: [String(hour).padStart(2, '0'), ...week.map((day) => day[hour] ?? null)] })),
  }
}

export function machineNamesTable(rows: readonly { machine: string; name: string; hits: number }[], t: T): FigureTable {
  return {
    columns: [column('name', t('audience_figures.machine_name'), 'name'), column('class', t('audience_figures.machine'), 'name'), column('hits', t('audience_figures.hits'), 'count')],
    rows: rows.map(({ machine, name, hits }) => ({ cells: [name || t('audience_figures.machine_unnamed'), named(`audience_figures.machine.${machine}`, machine, t), hits] })),
  }
}
