// Figures as tables: what a page shows under its plots is what its CSV holds, so both are made of the same.
import type { T } from '../base/i18n/i18n.ts'
import { averageOf, monthlyOf, sumOf, type Cohort, type Point, type Series } from './figure-series.ts'
import { ways } from './pledge.ts'
import { fewest, type MoneySum, type PledgeSum } from './reads/figures.ts'
import { rhythms } from './rhythm.ts'

export const tableNames = ['supporters', 'moves', 'monthly', 'money', 'rhythms', 'ways', 'campaigns', 'cohorts', 'articles'] as const
export type TableName = (typeof tableNames)[number]

/** money: minor units; fewest: a count of people, of which too few are not told apart. */
export type CellKind = 'name' | 'count' | 'money' | 'share' | 'few' | 'few_money'
export interface FigureColumn { /** In CSV. */ key: string; label: string; kind: CellKind }
export interface FigureTable { name: TableName; columns: FigureColumn[]; rows: (string | number | null)[][] }

interface Said { t: T; /** The same time a year before, point by point; null where there was nothing yet. */ beside: (Point | null)[] | null }

function column(key: string, label: string, kind: CellKind): FigureColumn {
  return { key, label, kind }
}
/** The first column: a month or a day. */
function when({ unit }: Series, t: T): FigureColumn {
  return column(unit, t(`funding_figures.${unit}`), 'name')
}
function besideColumn({ beside, t }: Said, kind: CellKind): FigureColumn[] {
  return beside ? [column('year_before', t('funding_figures.year_before'), kind)] : []
}

export function supportersTable(series: Series, said: Said): FigureTable {
  const { t, beside } = said
  return {
    name: 'supporters',
    columns: [when(series, t), ...(['supporters', 'regular', 'paused', 'only_once'] as const).map((key) => column(key, t(`funding_figures.${key}`), 'count')), ...besideColumn(said, 'count')],
    rows: series.points.map(({ at, supporters, regular, paying }, n) => [at, supporters, regular, regular - paying, supporters - regular, ...(beside ? [beside[n]?.supporters ?? null] : [])]),
  }
}

export function movesTable(series: Series, { t }: Said): FigureTable {
  const kinds = ['new', 'back', 'lost', 'up', 'down'] as const
  return {
    name: 'moves', columns: [when(series, t), ...kinds.map((key) => column(key, t(`funding_figures.move.${key}`), 'count'))],
    rows: series.points.map(({ at, moved }) => [at, ...kinds.map((kind) => moved[kind].people)]),
  }
}

export function monthlyTable(series: Series, said: Said): FigureTable {
  const { t, beside } = said
  const kinds = ['new', 'back', 'up', 'down', 'lost'] as const
  return {
    name: 'monthly',
    columns: [when(series, t), column('monthly', t('funding_figures.monthly'), 'money'), ...besideColumn(said, 'money'), column('average', t('funding_figures.average'), 'money'), ...kinds.map((key) => column(key, t(`funding_figures.move.${key}`), 'money'))],
    rows: series.points.map((point, n) => [point.at, point.monthly, ...(beside ? [beside[n]?.monthly ?? null] : []), averageOf(point), ...kinds.map((kind) => monthlyOf(point.moved[kind].yearly))]),
  }
}

export function moneyTable(series: Series, { t }: Said): FigureTable {
  return {
    name: 'money',
    columns: [when(series, t), ...(['promised', 'pledges', 'gifts', 'went_back', 'stayed'] as const).map((key) => column(key, t(`funding_figures.${key}`), 'money')), ...ways.map((way) => column(way, t(`funding_figures.way.${way}`), 'money'))],
    rows: series.points.map(({ at, monthly, pledges, gifts, back, ways: by }) => [at, monthly, pledges, gifts, -back, pledges + gifts - back, ...ways.map((way) => by[way])]),
  }
}

interface Shared { pledges: PledgeSum[]; money: MoneySum[] }

/** A group of pledges at the end of a period: how many, what they promise in a month, and the share of that. */
function shares(rows: { name: string; own: PledgeSum[] }[], all: PledgeSum[]): (string | number | null)[][] {
  const yearly = sumOf(all, (row) => row.yearly)
  return rows.map(({ name, own }) => [name, sumOf(own, (row) => row.pledges), monthlyOf(sumOf(own, (row) => row.yearly)), yearly > 0 ? sumOf(own, (row) => row.yearly) / yearly : null])
}
function shareColumns(first: FigureColumn, t: T): FigureColumn[] {
  return [first, column('pledges', t('funding_figures.running'), 'count'), column('monthly', t('funding_figures.monthly'), 'money'), column('share', t('funding_figures.share'), 'share')]
}

export function rhythmsTable({ pledges }: Shared, { t }: Said): FigureTable {
  const rows = rhythms.filter((rhythm) => rhythm !== 'once').map((rhythm) => ({ name: t(`funding_figures.rhythm.${rhythm}`), own: pledges.filter((row) => row.rhythm === rhythm) }))
  return { name: 'rhythms', columns: shareColumns(column('rhythm', t('funding_figures.rhythm'), 'name'), t), rows: pledges.length > 0 ? shares(rows, pledges) : [] }
}

export function waysTable({ pledges, money }: Shared, { t }: Said): FigureTable {
  const stayed = (way: string) => sumOf(money.filter((row) => row.way === way), (row) => row.came - row.back)
  const rows = shares(ways.map((way) => ({ name: t(`funding_figures.way.${way}`), own: pledges.filter((row) => row.way === way) })), pledges)
  return {
    name: 'ways', columns: [...shareColumns(column('way', t('funding_figures.way'), 'name'), t), column('stayed', t('funding_figures.stayed'), 'money')],
    rows: pledges.length + money.length > 0 ? rows.map((row, n) => [...row, stayed(ways[n] ?? '')]) : [],
  }
}

export function campaignsTable({ pledges, money }: Shared, { t, names }: { t: T; names: ReadonlyMap<number, string> }): FigureTable {
  const ids = [...new Set([...pledges, ...money].map(({ campaign_id }) => campaign_id))]
  const nameOf = (id: number | null) => (id === null ? t('funding_figures.no_campaign') : names.get(id) ?? String(id))
  const rows = shares(ids.map((id) => ({ name: nameOf(id), own: pledges.filter((row) => row.campaign_id === id) })), pledges)
  const of = (id: number | null | undefined) => money.filter((row) => row.campaign_id === id)
  return {
    name: 'campaigns', columns: [...shareColumns(column('campaign', t('funding_figures.campaign'), 'name'), t), column('payments', t('funding_figures.payments'), 'count'), column('stayed', t('funding_figures.stayed'), 'money')],
    rows: rows.map((row, n) => [...row, sumOf(of(ids[n]), ({ payments }) => payments), sumOf(of(ids[n]), ({ came, back }) => came - back)]).toSorted((a, b) => Number(b[2]) - Number(a[2])),
  }
}

export function cohortsTable(cohorts: Cohort[], { t }: Said): FigureTable {
  const months = Math.max(0, ...cohorts.map(({ stayed }) => stayed.length))
  return {
    name: 'cohorts',
    columns: [column('month', t('funding_figures.began_in'), 'name'), column('began', t('funding_figures.began'), 'count'), ...Array.from({ length: months }, (_, n) => column(`after_${n}`, t.number(n), 'share'))],
    rows: cohorts.map(({ month, began, stayed }) => [month, began, ...Array.from({ length: months }, (_, n) => { const left = stayed[n]; return left === undefined || began === 0 ? null : left / began })]),
  }
}

export interface Followed { headline: string; campaign: string; begun: number; completed: number; amount: number }

export function articlesTable(articles: readonly Followed[], { t }: Said): FigureTable {
  return {
    name: 'articles',
    columns: [column('article', t('funding_figures.article'), 'name'), column('campaign', t('funding_figures.campaign'), 'name'), column('begun', t('funding_figures.begun'), 'few'), column('completed', t('funding_figures.completed'), 'few'), column('amount', t('funding_figures.amount_a_year'), 'few_money')],
    rows: articles.map(({ headline, campaign, begun, completed, amount }) => [headline, campaign, tooFew(begun) ? null : begun, tooFew(completed) ? null : completed, tooFew(completed) ? null : amount]),
  }
}

function tooFew(people: number): boolean {
  return people < fewest
}
