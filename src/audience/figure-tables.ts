// Figures as tables: what a page shows under its plots is what its CSV holds, so both are made of the same.
import { csvLine } from '../base/csv.ts'
import { isKey, type T } from '../base/i18n/i18n.ts'
import { countryName } from '../funding/countries.ts'
import { articleNumber, paths, url } from '../urls.ts'
import { fewest, type Point } from './figures.ts'
import type { GroupKind, ListedGroup } from './group.ts'
import type { PageRow, SourceRow, TraitRow } from './reads/figures.ts'
import type { Trait } from './tally.ts'

/** few: a number that could point to somebody, of which too small ones are not told apart. */
export type CellKind = 'name' | 'count' | 'few' | 'share' | 'seconds'
export interface FigureColumn { /** In CSV. */ key: string; label: string; kind: CellKind }
export interface FigureRow { cells: (string | number | null)[]; /** Where its name leads. */ href?: string | undefined; /** The language of its name. */ lang?: string | undefined }
export interface FigureTable { columns: FigureColumn[]; rows: FigureRow[] }

const column = (key: string, label: string, kind: CellKind): FigureColumn => ({ key, label, kind })

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

interface Said { t: T }

/** Readers of one day, visitor-days of a month. */
export function readersLabel(t: T, isOneDay: boolean): string {
  return t(isOneDay ? 'audience_figures.readers' : 'audience_figures.visitor_days')
}

export function pointsTable(points: readonly Point[], { t, beside }: Said & { beside: readonly (Point | undefined)[] | null }): FigureTable {
  const isDay = points[0]?.label !== 'month'
  return {
    columns: [
      column(isDay ? 'day' : 'month', t(isDay ? 'audience_figures.day' : 'audience_figures.month'), 'name'), column('views', t('audience_figures.views'), 'count'),
      column(isDay ? 'readers' : 'visitor_days', readersLabel(t, isDay), 'few'), ...(beside ? [column('views_before', t('audience_figures.views_before'), 'count')] : []),
    ],
    rows: points.map(({ at, views, readers }, n) => ({ cells: [at, views, readers, ...(beside ? [beside[n]?.views ?? null] : [])] })),
  }
}

export function hoursTable({ hours, before, lastHour }: { hours: readonly number[]; before: readonly number[]; lastHour: number }, { t }: Said): FigureTable {
  return {
    columns: [column('hour', t('audience_figures.hour'), 'name'), column('views', t('audience_figures.views'), 'count'), column('views_week_before', t('audience_figures.week_before'), 'count')],
    rows: hours.map((views, hour) => ({ cells: [String(hour).padStart(2, '0'), hour > lastHour ? null : views, before[hour] ?? 0] })),
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

export function pagesTable(pages: readonly PageRow[], names: Names): FigureTable {
  const { t } = names
  return {
    columns: [column('page', t('audience_figures.page'), 'name'), column('views', t('audience_figures.views'), 'count'), column('engaged_seconds', t('audience_figures.engaged'), 'seconds'), column('measured_share', t('audience_figures.measured_share'), 'share')],
    rows: pages.map((page) => {
      const { path, headline, views, measured, seconds } = page
      return { cells: [headline ?? pageName(path ?? '', names), views, measured > 0 ? seconds / measured : null, views > 0 ? Math.min(1, measured / views) : null], ...linked(page, t) }
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

export function groupsTable(groups: readonly ListedGroup[], { t, kind, hrefOf }: Said & { kind: GroupKind; hrefOf: (key: string) => string | undefined }): FigureTable {
  const isOneDay = groups.every(({ readers }) => readers !== null)
  return {
    columns: [
      column('name', t(`audience_figures.by.${kind}`), 'name'), column('articles', t('audience_figures.articles_read'), 'count'), column('views', t('audience_figures.views'), 'count'),
      ...(isOneDay ? [column('readers', t('audience_figures.readers'), 'few')] : []), column('engaged_seconds', t('audience_figures.engaged'), 'seconds'),
    ],
    rows: groups.map(({ key, name, articles, views, readers, measured, seconds }) => ({ cells: [name, articles, views, ...(isOneDay ? [readers] : []), measured > 0 ? seconds / measured : null], href: hrefOf(key) })),
  }
}

function sharesTable(first: FigureColumn, rows: readonly { name: string; value: number; href?: string | undefined }[], { t, counted, kind = 'few' }: Said & { counted: [key: string, label: string]; kind?: 'few' | 'count' }): FigureTable {
  const all = rows.reduce((sum, { value }) => sum + value, 0)
  return {
    columns: [first, column(...counted, kind), column('share', t('audience_figures.share'), 'share')],
    // A share of few would say how many they are.
    rows: rows.map(({ name, value, href }) => ({ cells: [name, value, all > 0 && !(kind === 'few' && isFew(value)) ? value / all : null], href })),
  }
}

export function sourceKindsTable(sources: readonly SourceRow[], { t }: Said): FigureTable {
  const kinds = [...Map.groupBy(sources, ({ kind }) => kind)].map(([kind, those]) => ({ name: t(`audience_figures.source.${kind}`), value: those.reduce((sum, { views }) => sum + views, 0) }))
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

export function traitTable(rows: readonly TraitRow[], trait: Trait, { t }: Said): FigureTable {
  const own = rows.filter((row) => row.trait === trait).map(({ value, views }) => ({ name: traitName(value, trait, t), value: views }))
  return sharesTable(column(trait, t(`audience_figures.trait.${trait}`), 'name'), own, { t, counted: ['views', t('audience_figures.views')] })
}
function traitName(value: string, trait: Trait, t: T): string {
  if (value === 'other') return t('audience_figures.others')
  if (trait === 'language') return t.languageName(value)
  if (trait === 'country') return countryName(value, t.language)
  const key = `audience_figures.device.${value}`
  return trait === 'device' && isKey(key) ? t(key) : value
}

export function machinesTable(rows: readonly { machine: string; hits: number }[], { t }: Said): FigureTable {
  return sharesTable(column('machine', t('audience_figures.machine'), 'name'), rows.map(({ machine, hits }) => ({ name: named(`audience_figures.machine.${machine}`, machine, t), value: hits })), { t, counted: ['hits', t('audience_figures.hits')], kind: 'count' })
}
export function leftOutTable(rows: readonly { why: string; hits: number }[], { t }: Said): FigureTable {
  return sharesTable(column('why', t('audience_figures.why'), 'name'), rows.map(({ why, hits }) => ({ name: named(`audience_figures.why.${why}`, why, t), value: hits })), { t, counted: ['hits', t('audience_figures.hits')], kind: 'count' })
}
function named(key: string, otherwise: string, t: T): string {
  return isKey(key) ? t(key) : otherwise
}

export function reachedTable({ reached, measured }: { reached: readonly number[]; measured: number }, { t }: Said): FigureTable {
  return {
    columns: [column('tenth', t('audience_figures.tenth'), 'name'), column('share', t('audience_figures.share'), 'share'), column('measured_views', t('audience_figures.measured_views'), 'few')],
    rows: reached.map((share, n) => ({ cells: [t('case.per_cent', { share: (n + 1) * 10 }), measured < fewest ? null : share, Math.round(share * measured)] })),
  }
}
