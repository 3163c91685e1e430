// The parts of the page of figures: each a plot or two above a table of the same, with its definition and its file.
import type { Child } from 'hono/jsx'
import type { T } from '../../base/i18n/i18n.ts'
import { Bar } from '../../base/ui/plot.tsx'
import { dayTicks, monthTicks } from '../../base/ui/plot-ticks.ts'
import { BarsPlot, HeatTable, LinePlot, type Look } from '../../base/ui/series-plot.tsx'
import { FigureTable } from '../../comments/views/figure-table.tsx'
import { monthlyOf, sumOf, totalsOf, type Move, type Point, type Series } from '../figure-series.ts'
import type { FigureColumn, FigureTable as Table, TableName } from '../figure-tables.ts'
import { ways } from '../pledge.ts'
import { fewest } from '../reads/figures.ts'

export interface Around { t: T; currency: string; csv: (name: TableName) => string }

function written({ t, currency }: Around, value: string | number | null, { kind }: FigureColumn): Child {
  if (value === null) return kind === 'few' || kind === 'few_money' ? t('funding_figures.fewer', { n: fewest }) : '–'
  if (typeof value === 'string') return value
  if (kind === 'money' || kind === 'few_money') return t.money(value, currency)
  return kind === 'share' ? <><Bar share={value} /> <span class="share">{perCent(t, value)}</span></> : t.number(value)
}

function perCent(t: T, share: number): string {
  return t('case.per_cent', { share: Math.round(share * 100) })
}

/** A table as it is; months and days, which name its rows, in words. The newest stand first. */
export function Figures({ table: { columns, rows }, caption, series, around }: { table: Table; caption: string; series?: Series; around: Around }) {
  const { t } = around
  const name = (row: Table['rows'][number]) => (series ? told(t, series, String(row[0])) : row[0])
  return <FigureTable caption={caption} empty={t('funding_figures.nothing')} head={columns.map(({ label }) => label)}
    rows={(series ? rows.toReversed() : rows).map((row) => ({ name: name(row), cells: columns.slice(1).map((column, n) => written(around, row[n + 1] ?? null, column)) }))} />
}

function told(t: T, { unit }: Pick<Series, 'unit'>, at: string): string {
  return unit === 'day' ? t.day(at) : t.month(at)
}
/** At Mondays, or firsts of months and quarters. */
function ticks({ unit, points }: Series) {
  const days = points.map(({ at }) => at)
  return unit === 'day' ? dayTicks(days) : monthTicks(days)
}
function labels(t: T, { unit, points }: Series): string[] {
  return points.map(({ at }) => (unit === 'day' ? t.shortDay(at) : t.shortMonth(at)))
}

interface PartProps { id: string; title: string; around: Around; defined: string[]; files: TableName[]; children: Child }

/** One part of the page, under its heading. */
export function FigurePart({ id, title, around: { t, csv }, defined, files, children }: PartProps) {
  return (
    <section class="figure-part" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {children}
      <details class="defined"><summary>{t('funding_figures.defined')}</summary>{defined.map((text) => <p>{text}</p>)}</details>
      <p class="small taken">{files.map((name, n) => <>{n > 0 ? ' · ' : null}<a href={csv(name)}>{t('funding_figures.as_csv')}{files.length > 1 ? ` (${t(`funding_figures.file.${name}`)})` : ''}</a></>)}</p>
    </section>
  )
}

interface PlotProps { series: Series; beside: (Point | null)[] | null; table: Table; around: Around }

export function SupportersPlot({ series, beside, table, around }: PlotProps) {
  const { t } = around
  const title = t('funding_figures.supporters')
  return (
    <LinePlot id="supporters-plot" title={title} caption={t(`funding_figures.end_of_${series.unit}`)} {...keys(beside, t, title)} labels={labels(t, series)} ticks={ticks(series)} written={whole(t)}
      summary={t('funding_figures.supporters_summary', { n: totalsOf(series).supporters, before: series.before.supporters })}
      values={series.points.map(({ supporters }) => supporters)} beside={beside?.map((point) => point?.supporters ?? null)} told={series.points.map(({ at, supporters }) => t('funding_figures.told', { at: told(t, series, at), value: t.number(supporters) }))}
      table_label={t('funding_figures.as_table')} table={<Figures table={table} caption={title} series={series} around={around} />} />
  )
}

export function MonthlyPlot({ series, beside, table, around }: PlotProps) {
  const { t, currency } = around
  const title = t('funding_figures.monthly_title')
  return (
    <LinePlot id="monthly-plot" title={title} caption={t(`funding_figures.end_of_${series.unit}`)} {...keys(beside, t, title)} labels={labels(t, series)} ticks={ticks(series)} written={amounts(around)}
      summary={t('funding_figures.monthly_summary', { value: t.money(totalsOf(series).monthly, currency), before: t.money(series.before.monthly, currency) })}
      values={series.points.map(({ monthly }) => monthly)} beside={beside?.map((point) => point?.monthly ?? null)} told={series.points.map(({ at, monthly }) => t('funding_figures.told', { at: told(t, series, at), value: t.money(monthly, currency) }))}
      table_label={t('funding_figures.as_table')} table={<Figures table={table} caption={title} series={series} around={around} />} />
  )
}

function keys(beside: unknown, t: T, title: string) {
  return beside ? { keys: [{ label: title, look: 'line' as const }, { label: t('funding_figures.year_before'), look: 'dashed' as const }] } : {}
}
function whole(t: T) {
  return (value: number) => t.number(Math.abs(value))
}
function amounts({ t, currency }: Around) {
  return (value: number) => t.money(Math.abs(Math.round(value)), currency)
}

const looks: Record<Move, Look> = { new: 'full', back: 'hatched', up: 'light', lost: 'ink', down: 'ink-hatched' }

interface MovesProps { id: string; title: string; summary: string; series: Series; shown: readonly Move[]; of: (moved: Point['moved'][Move]) => number; said: (value: number) => string; axis: (value: number) => string; table: Table; around: Around }

function MovesPlot({ id, title, summary, series, shown, of, said, axis, table, around }: MovesProps) {
  const { t } = around
  return (
    <BarsPlot id={id} title={title} caption={title} summary={summary} labels={labels(t, series)} ticks={ticks(series)} written={axis}
      parts={shown.map((move) => ({ label: t(`funding_figures.move.${move}`), look: looks[move], down: move === 'lost' || move === 'down', values: series.points.map((point) => of(point.moved[move])) }))}
      told={({ label, values }, n) => t('funding_figures.told_part', { at: told(t, series, series.points[n]?.at ?? ''), part: label, value: said(values[n] ?? 0) })}
      table_label={t('funding_figures.as_table')} table={<Figures table={table} caption={title} series={series} around={around} />} />
  )
}

export function PeoplePlot({ series, table, around }: Omit<PlotProps, 'beside'>) {
  const { t } = around
  const { moved } = totalsOf(series)
  return <MovesPlot id="moves-plot" title={t('funding_figures.moves')} summary={t('funding_figures.moves_summary', { new: moved.new.people, back: moved.back.people, lost: moved.lost.people })} series={series} shown={['new', 'back', 'lost']}
    of={({ people }) => people} said={t.number} axis={whole(t)} table={table} around={around} />
}

export function MovedPlot({ series, table, around }: Omit<PlotProps, 'beside'>) {
  const { t, currency } = around
  const { moved } = totalsOf(series)
  const money = (yearly: number) => t.money(monthlyOf(Math.abs(yearly)), currency)
  return <MovesPlot id="moved-plot" title={t('funding_figures.moved')} summary={t('funding_figures.moved_summary', { more: money(moved.new.yearly + moved.back.yearly + moved.up.yearly), less: money(moved.lost.yearly + moved.down.yearly) })} series={series} shown={['new', 'back', 'up', 'lost', 'down']}
    of={({ yearly }) => monthlyOf(Math.abs(yearly))} said={(value) => t.money(value, currency)} axis={amounts(around)} table={table} around={around} />
}

const wayLooks = { debit: 'full', transfer: 'hatched', provider: 'light', hand: 'ink' } as const

export function MoneyPlot({ series, table, around }: Omit<PlotProps, 'beside'>) {
  const { t, currency } = around
  const title = t('funding_figures.money_plot')
  return (
    <BarsPlot id="money-plot" title={title} caption={title} labels={labels(t, series)} ticks={ticks(series)} written={amounts(around)}
      summary={t('funding_figures.money_summary', { value: t.money(sumOf(series.points, ({ pledges, gifts, back }) => pledges + gifts - back), currency) })}
      parts={ways.filter((way) => series.points.some((point) => point.ways[way] !== 0)).map((way) => ({ label: t(`funding_figures.way.${way}`), look: wayLooks[way], values: series.points.map((point) => point.ways[way]) }))}
      told={({ label, values }, n) => t('funding_figures.told_part', { at: told(t, series, series.points[n]?.at ?? ''), part: label, value: t.money(values[n] ?? 0, currency) })}
      table_label={t('funding_figures.as_table')} table={<Figures table={table} caption={title} series={series} around={around} />} />
  )
}

export function Cohorts({ table: { columns, rows }, around: { t } }: { table: Table; around: Around }) {
  if (rows.length === 0) return <p class="nothing">{t('funding_figures.nothing')}</p>
  return <HeatTable caption={t('funding_figures.cohorts_lead')} head={columns.map(({ label }) => label)} written={(share) => t.number(Math.round(share * 100))} count={t.number}
    rows={rows.map(([month, ...cells]) => ({ name: t.month(String(month)), cells: cells.map((cell) => (typeof cell === 'number' ? cell : null)) }))} />
}
