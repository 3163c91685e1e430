// Figures as tables: what a page shows under its plots is what its CSV holds, so both are made of the same.
import { csvLine } from '../base/csv.ts'
import { isKey, type T } from '../base/i18n/i18n.ts'
import { countryName } from '../funding/countries.ts'
import { articleNumber, paths, url } from '../urls.ts'
import { fewest } from './figures.ts'
import type { GroupKind, ListedGroup } from './group.ts'
import type { Pair } from './points.ts'
import type { PageRow, SourceRow, TraitRow } from './reads/figures.ts'
import type { Trait } from './tally.ts'

/** few: a number that could point to somebody, of which too small ones are not told apart. change: by how much more or less, null where that would tell a small one. day: a name that is a day. */
export type CellKind = 'name' | 'count' | 'few' | 'share' | 'seconds' | 'change' | 'day'
export interface FigureColumn { /** In CSV. */ key: string; label: string; kind: CellKind }
export interface FigureRow { cells: (string | number | null)[]; /** Where its name leads. */ href?: string | undefined; /** The language of its name. */ lang?: string | undefined }
export interface FigureTable { columns: FigureColumn[]; rows: FigureRow[] }

export const column = (key: string, label: string, kind: CellKind): FigureColumn => ({ key, label, kind })

/** Line by line; numbers as programs read them. */
export async function* figureLines({ columns, rows }: FigureTable): AsyncGenerator<string> {
  yield csvLine(columns.map(({ key }) => key))
  for (const { cells } of rows) yield csvLine(cells.map((value, n) => fileCell(value, columns[n]?.kind ?? 'name')))
}
function fileCell(value: string | number | null, kind: CellKind): string | number | null {
  if (typeof value !== 'number') return value
  if (kind === 'few' && isFew(value)) return `< ${fewest}`
  return kind === 'share' || kind === 'seconds' ? Number(value.toFixed(4)) : value
}
export function isFew(value: number): boolean {
  return value > 0 && value < fewest
}

export function firstRows({ columns, rows }: FigureTable, most: number): FigureTable {
  return { columns, rows: rows.slice(0, most) }
}

/** The word for a code; what has none is called as it is. */
export function named(key: string, otherwise: string, t: T): string {
  return isKey(key) ? t(key) : otherwise
}

interface Said { t: T }

/** Readers of one day, visitor-days of a month. */
export function readersLabel(t: T, isOneDay: boolean): string {
  return t(isOneDay ? 'audience_figures.readers' : 'audience_figures.visitor_days')
}

/** What stands beside a value where it is compared: the same of another time, and how much more or less it is. */
function beforeColumns(t: T, kind: 'count' | 'few' = 'count'): FigureColumn[] {
  return [column('before', t('audience_figures.compared_value'), kind), column('change', t('audience_figures.change'), 'change')]
}
function beforeCells(value: number | null, before: number | null, kind: 'count' | 'few' = 'count'): (number | null)[] {
  const isHidden = value === null || before === null || (kind === 'few' && (isFew(value) || isFew(before)))
  return [before, isHidden ? null : value - before]
}

export function pointsTable(pairs: readonly Pair[], { t }: Said): FigureTable {
  const isDay = pairs[0]?.unit !== 'month'
  const isCompared = pairs.some(({ before }) => before !== null)
  return {
    columns: [
      column(isDay ? 'day' : 'month', t(isDay ? 'audience_figures.day' : 'audience_figures.month'), 'name'), column('views', t('audience_figures.views'), 'count'),
      column(isDay ? 'readers' : 'visitor_days', readersLabel(t, isDay), 'few'), ...(isCompared ? [column('compared_from', t('audience_figures.compared_from'), 'day'), ...beforeColumns(t)] : []),
    ],
    // A day that is not over is no less read than one that is.
    rows: pairs.map(({ at, views, readers, before, isOpen }) => ({ cells: [at, views, readers, ...(isCompared ? [before?.at ?? null, before?.views ?? null, isOpen ? null : beforeCells(views, before?.views ?? null)[1] ?? null] : [])] })),
  }
}

/** Hours to come are null. */
export function hoursTable({ hours, before, lastHour }: { hours: readonly number[]; before: readonly number[] | null; lastHour: number }, { t }: Said): FigureTable {
  return {
    columns: [column('hour', t('audience_figures.hour'), 'name'), column('views', t('audience_figures.views'), 'count'), ...(before ? beforeColumns(t) : [])],
    rows: Array.from({ length: before ? 24 : lastHour + 1 }, (_, hour) => {
      const views = hour > lastHour ? null : hours[hour] ?? 0
      return { cells: [String(hour).padStart(2, '0'), views, ...(before ? beforeCells(views, before[hour] ?? 0) : [])] }
    }),
  }
}

/** Of pages by their addresses: how the desk calls them. */
export interface Names { t: T; sections: readonly { slug: string; name: string }[]; headlines: ReadonlyMap<number, string> }

const known: Record<string, string> = { [paths.front]: 'front', other: 'other', [paths.search]: 'search', [paths.support]: 'support', [paths.archive]: 'archive', ...Object.fromEntries((['imprint', 'privacy'] as const).map((page) => [url(paths.section, { slug: page }), page])) }

export function pageName(path: string, { t, sections, headlines }: Names): string {
  const key = `audience_figures.page.${known[path] ?? ''}`
  if (isKey(key)) return t(key)
  const section = sections.find(({ slug }) => path === `/${slug}`)
  if (section) return t('audience_figures.page.section', { name: section.name })
  const id = articleNumber(path.split('/').at(2) ?? '')
  return (id === undefined ? undefined : headlines.get(id)) ?? path
}
/** The numbers of the articles among addresses. */
export function articlesAmong(names: readonly string[]): number[] {
  return [...new Set(names.flatMap((path) => articleNumber(path.split('/').at(2) ?? '') ?? []))]
}

/** before: the views of another time, by the pages' numbers. */
export function pagesTable(pages: readonly PageRow[], { before = null, ...names }: Names & { before?: ReadonlyMap<number, number> | null }): FigureTable {
  const { t } = names
  return {
    columns: [
      column('page', t('audience_figures.page'), 'name'), column('views', t('audience_figures.views'), 'count'), ...(before ? beforeColumns(t) : []),
      column('engaged_seconds', t('audience_figures.engaged'), 'seconds'), column('measured_share', t('audience_figures.measured_share'), 'share'),
    ],
    rows: pages.map((page) => {
      const { page_id, path, headline, views, measured, seconds } = page
      return { cells: [headline ?? pageName(path ?? '', names), views, ...(before ? beforeCells(views, before.get(page_id) ?? 0) : []), measured > 0 ? seconds / measured : null, views > 0 ? Math.min(1, measured / views) : null], ...linked(page, t) }
    }),
  }
}

export function livePagesTable(pages: readonly Pick<PageRow, 'article_id' | 'path' | 'headline' | 'language' | 'views'>[], names: Names): FigureTable {
  const { t } = names
  return {
    columns: [column('page', t('audience_figures.page'), 'name'), column('views', t('audience_figures.views'), 'count')],
    rows: pages.map((page) => ({ cells: [page.headline ?? pageName(page.path ?? '', names), page.views], ...linked(page, t) })),
  }
}

/** The headline of an article leads to its figures. */
function linked({ article_id, language }: Pick<PageRow, 'article_id' | 'language'>, t: T): Pick<FigureRow, 'href' | 'lang'> {
  return { href: article_id === null ? undefined : url(paths.deskAudienceArticle, { id: String(article_id) }), lang: language !== null && language !== t.language ? language : undefined }
}

interface OfGroups extends Said { kind: GroupKind; hrefOf: (key: string) => string | undefined; /** Views of another time, by their keys. */ before: ReadonlyMap<string, number> | null }

export function groupsTable(groups: readonly ListedGroup[], { t, kind, hrefOf, before }: OfGroups): FigureTable {
  const isOneDay = groups.every(({ readers }) => readers !== null)
  return {
    columns: [
      column('name', t(`audience_figures.by.${kind}`), 'name'), column('articles', t('audience_figures.articles_read'), 'count'), column('views', t('audience_figures.views'), 'count'), ...(before ? beforeColumns(t) : []),
      ...(isOneDay ? [column('readers', t('audience_figures.readers'), 'few')] : []), column('engaged_seconds', t('audience_figures.engaged'), 'seconds'),
    ],
    rows: groups.map(({ key, name, articles, views, readers, measured, seconds }) => ({ cells: [name, articles, views, ...(before ? beforeCells(views, before.get(key) ?? 0) : []), ...(isOneDay ? [readers] : []), measured > 0 ? seconds / measured : null], href: hrefOf(key) })),
  }
}

interface Shared { name: string; value: number; /** Of another time, where that is told. */ before?: number | undefined; href?: string | undefined }

export function sharesTable(first: FigureColumn, rows: readonly Shared[], { t, counted, kind = 'few' }: Said & { counted: [key: string, label: string]; kind?: 'few' | 'count' }): FigureTable {
  const all = rows.reduce((sum, { value }) => sum + value, 0)
  const isCompared = rows.some(({ before }) => before !== undefined)
  return {
    columns: [first, column(...counted, kind), column('share', t('audience_figures.share'), 'share'), ...(isCompared ? beforeColumns(t, kind) : [])],
    // A share of few would say how many they are.
    rows: rows.map(({ name, value, before, href }) => ({ cells: [name, value, all > 0 && !(kind === 'few' && isFew(value)) ? value / all : null, ...(isCompared ? beforeCells(value, before ?? 0, kind) : [])], href })),
  }
}

/** before: the same of another time. */
export function sourceKindsTable(sources: readonly SourceRow[], { t, before = null }: Said & { before?: readonly SourceRow[] | null }): FigureTable {
  const sumOf = (rows: readonly SourceRow[], kind: string) => rows.reduce((sum, row) => sum + (row.kind === kind ? row.views : 0), 0)
  const kinds = [...new Set([...sources, ...(before ?? [])].map(({ kind }) => kind))].map((kind) => ({ name: t(`audience_figures.source.${kind}`), value: sumOf(sources, kind), ...(before ? { before: sumOf(before, kind) } : {}) }))
  return sharesTable(column('kind', t('audience_figures.source'), 'name'), kinds.toSorted((a, b) => b.value - a.value), { t, counted: ['measured_views', t('audience_figures.measured_views')] })
}

/** From outside the paper, by host. */
export function sourcesTable(sources: readonly SourceRow[], { t }: Said): FigureTable {
  const outside = sources.filter(({ kind }) => kind !== 'own' && kind !== 'none')
  return {
    columns: [column('name', t('audience_figures.source_name'), 'name'), column('kind', t('audience_figures.source'), 'name'), column('measured_views', t('audience_figures.measured_views'), 'few')],
    rows: outside.map(({ kind, name, views }) => ({ cells: [name === 'other' ? t('audience_figures.others') : name, t(`audience_figures.source.${kind}`), views] })),
  }
}

/** From pages of the paper, or on to them. */
export function ownPagesTable(rows: readonly { name: string; views: number }[], names: Names): FigureTable {
  const { t } = names
  return sharesTable(column('page', t('audience_figures.page'), 'name'), rows.map(({ name, views }) => ({ name: pageName(name, names), value: views })), { t, counted: ['measured_views', t('audience_figures.measured_views')] })
}

export function leavingTable(rows: readonly { host: string; clicks: number }[], { t }: Said): FigureTable {
  return sharesTable(column('host', t('audience_figures.host'), 'name'), rows.map(({ host, clicks }) => ({ name: host === 'other' ? t('audience_figures.others') : host, value: clicks })), { t, counted: ['clicks', t('audience_figures.clicks')] })
}

/** before: the same of another time. */
export function traitTable(rows: readonly TraitRow[], trait: Trait, { t, before = null }: Said & { before?: readonly TraitRow[] | null }): FigureTable {
  const former = new Map(before?.filter((row) => row.trait === trait).map(({ value, views }) => [value, views]))
  const own = rows.filter((row) => row.trait === trait).map(({ value, views }) => ({ name: traitName(value, trait, t), value: views, ...(before ? { before: former.get(value) ?? 0 } : {}) }))
  return sharesTable(column(trait, t(`audience_figures.trait.${trait}`), 'name'), own, { t, counted: ['views', t('audience_figures.views')] })
}
function traitName(value: string, trait: Trait, t: T): string {
  if (value === 'other') return t('audience_figures.others')
  if (trait === 'language') return t.languageName(value)
  if (trait === 'country') return countryName(value, t.language)
  return trait === 'device' ? named(`audience_figures.device.${value}`, value, t) : value
}

export function machinesTable(rows: readonly { machine: string; hits: number }[], { t }: Said): FigureTable {
  return sharesTable(column('machine', t('audience_figures.machine'), 'name'), rows.map(({ machine, hits }) => ({ name: named(`audience_figures.machine.${machine}`, machine, t), value: hits })), { t, counted: ['hits', t('audience_figures.hits')], kind: 'count' })
}
export function leftOutTable(rows: readonly { why: string; hits: number }[], { t }: Said): FigureTable {
  return sharesTable(column('why', t('audience_figures.why'), 'name'), rows.map(({ why, hits }) => ({ name: named(`audience_figures.why.${why}`, why, t), value: hits })), { t, counted: ['hits', t('audience_figures.hits')], kind: 'count' })
}
export function reachedTable({ reached, measured }: { reached: readonly number[]; measured: number }, { t }: Said): FigureTable {
  return {
    columns: [column('tenth', t('audience_figures.tenth'), 'name'), column('share', t('audience_figures.share'), 'share'), column('measured_views', t('audience_figures.measured_views'), 'few')],
    rows: reached.map((share, n) => ({ cells: [t('case.per_cent', { share: (n + 1) * 10 }), measured < fewest ? null : share, Math.round(share * measured)] })),
  }
}
