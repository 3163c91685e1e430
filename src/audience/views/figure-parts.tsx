// The parts of the pages about what is read: each a plot or a table of figures, with its file.
import type { Child } from 'hono/jsx'
import type { T } from '../../base/i18n/i18n.ts'
import { Bar, GridPlot } from '../../base/ui/plot.tsx'
import { dayTicks, evenTicks, monthTicks } from '../../base/ui/plot-ticks.ts'
import { BarsPlot, LinePlot } from '../../base/ui/series-plot.tsx'
import { FigureTable } from '../../comments/views/figure-table.tsx'
import type { FigureColumn, FigureTable as Table } from '../figure-tables.ts'
import type { Pair } from '../points.ts'

/** Of attention: 48 s, 3:05 min. */
export function attention(t: T, seconds: number | null): string {
  if (seconds === null) return '–'
  const whole = Math.round(seconds)
  return whole < 60 ? t('audience_figures.seconds', { n: whole }) : t('audience_figures.minutes', { time: `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}` })
}
export function perCent(t: T, share: number | null): string {
  return share === null ? '–' : t('case.per_cent', { share: Math.round(share * 1_000) / 10 })
}
export function few(t: T, value: number): string {
  return areFew(value) ? t('funding_figures.fewer', { n: fewestShown }) : t.number(value)
}
export function areFew(value: number): boolean {
  return value > 0 && value < fewestShown
}
const fewestShown = 5

/** +1,234 or −56 */
export function signed(t: T, value: number): string {
  return value === 0 ? '0' : `${value > 0 ? '+' : '−'}${t.number(Math.abs(value))}`
}

/** What it was at the other time, and by how much it has changed, in per cent; few are not told apart. */
export function beforeSaid(t: T, now: number, before: number): string {
  const isHidden = [now, before].some((value) => value < fewestShown)
  return isHidden ? t('audience_figures.before', { value: few(t, before) }) : t('audience_figures.before_change', { value: t.number(before), change: t('audience_figures.change_per_cent', { change: signed(t, Math.round((now / before - 1) * 100)) }) })
}

function written(t: T, value: string | number | null, { kind }: FigureColumn): Child {
  if (value === null) return '–'
  if (kind === 'day' && typeof value === 'string') return <span class="words">{t.shortDay(value)}</span>
  if (kind === 'change' && typeof value === 'number') return signed(t, value)
  if (typeof value === 'string') return <span class="words">{value}</span>
  if (kind === 'few') return few(t, value)
  if (kind === 'seconds') return attention(t, value)
  return kind === 'share' ? <><Bar share={value} /> <span class="share">{perCent(t, value)}</span></> : t.number(value)
}

interface FiguresProps { t: T; table: Table; caption: string; /** What its first column holds, in words. */ name?: (at: string) => string; newestFirst?: boolean }

export function Figures({ t, table: { columns, rows }, caption, name = (at) => at, newestFirst = false }: FiguresProps) {
  return <FigureTable caption={caption} empty={t('audience_figures.nothing')} head={columns.map(({ label }) => label)}
    rows={(newestFirst ? rows.toReversed() : rows).map(({ cells: [first, ...cells], href, lang }) => {
      const said = name(String(first))
      return { name: href ? <a href={href} lang={lang}>{said}</a> : <span lang={lang}>{said}</span>, cells: cells.map((cell, n) => written(t, cell, columns[n + 1] ?? { key: '', label: '', kind: 'count' })) }
    })} />
}

interface PartProps { t: T; id: string; title: string; /** How it is counted. */ defined?: string[]; /** Addresses of its tables as files. */ files?: { label: string; href: string }[]; children: Child }

export function FigurePart({ t, id, title, defined = [], files = [], children }: PartProps) {
  return (
    <section class="figure-part audience-part" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {children}
      {defined.length > 0 ? <details class="defined"><summary>{t('funding_figures.defined')}</summary>{defined.map((text) => <p>{text}</p>)}</details> : null}
      {files.length > 0 ? <p class="small taken">{files.map(({ label, href }, n) => <>{n > 0 ? ' · ' : null}<a href={href}>{t('funding_figures.as_csv')}{files.length > 1 ? ` (${label})` : ''}</a></>)}</p> : null}
    </section>
  )
}

export interface KeyFigure { label: string; /** Of what time, say. */ of?: string; value: string; more?: string | undefined; before?: string | undefined }

export function KeyFigures({ figures }: { figures: KeyFigure[] }) {
  return (
    <dl class="key-figures">
      {figures.map(({ label, of, value, more, before }) => (
        <div><dt>{label} {of ? <small>{of}</small> : null}</dt><dd><b>{value}</b>{more ? <small>{more}</small> : null}{before ? <small>{before}</small> : null}</dd></div>
      ))}
    </dl>
  )
}

interface PointsPlotProps { t: T; id: string; title: string; pairs: readonly Pair[]; /** What the other line is. */ besideLabel?: string; table: Table; breadth?: 'half' | 'whole' }

/** Views by day or month, perhaps beside those of another time. */
export function PointsPlot({ t, id, title, pairs, besideLabel = '', table, breadth = 'half' }: PointsPlotProps) {
  const isDay = pairs[0]?.unit !== 'month'
  const said = (at: string) => (isDay ? t.longDay(at) : t.month(at))
  const days = pairs.map(({ at }) => at)
  const counted = pairs.flatMap(({ at, views }) => (views === null ? [] : [{ at, views }]))
  const most = counted.reduce((a, b) => (b.views > a.views ? b : a), counted[0] ?? { at: days[0] ?? '2000-01-01', views: 0 })
  const isCompared = pairs.some(({ before }) => before?.views != null)
  return (
    <LinePlot id={id} title={title} caption={t(isDay ? 'audience_figures.by_day' : 'audience_figures.by_month')} labels={days.map((at) => (isDay ? t.shortDay(at) : t.shortMonth(at)))} ticks={isDay ? dayTicks(days) : monthTicks(days)} written={t.number} breadth={breadth}
      {...(isCompared ? { keys: [{ label: title, look: 'line' as const }, { label: besideLabel, look: 'dashed' as const }], beside: pairs.map(({ before }) => before?.views ?? null) } : {})}
      summary={t('audience_figures.points_summary', { n: counted.reduce((sum, { views }) => sum + views, 0), most: most.views, at: isDay ? t.day(most.at) : t.month(most.at) })}
      values={pairs.map(({ views }) => views)} told={pairs.map((pair) => pairSaid(t, pair, said))} isOpen={pairs.at(-1)?.isOpen ?? false}
      table_label={t('funding_figures.as_table')} table={<Figures t={t} table={table} caption={title} name={said} newestFirst />} />
  )
}

/** Freitag, 20. November 2026: 412. Freitag, 13. November 2026: 380. */
function pairSaid(t: T, { at, views, before, isOpen }: Pair, said: (at: string) => string): string {
  const one = (when: string, value: number | null, isUntilNow = false) => t('funding_figures.told', { at: said(when), value: value === null ? t('audience_figures.not_yet') : isUntilNow ? t('audience_figures.until_now_told', { value: t.number(value) }) : t.number(value) })
  return before ? `${one(at, views, isOpen)}\n${one(before.at, before.views)}` : one(at, views, isOpen)
}

interface HoursPlotProps { t: T; title: string; /** Of each hour; those to come are not there. */ hours: number[]; before: number[] | null; label: string; beforeLabel: string; table: Table; isOpen: boolean; breadth?: 'half' | 'whole' }

export function HoursPlot({ t, title, hours, before, label, beforeLabel, table, isOpen, breadth = 'half' }: HoursPlotProps) {
  const hourName = (hour: string) => t('audience_figures.hour_of', { hour: Number(hour) })
  const all = Array.from({ length: 24 }, (_, hour) => hour)
  const told = (hour: number) => [label, ...(before ? [beforeLabel] : [])].map((when, n) => t('audience_figures.told_at', { when, hour, value: n === 0 ? (hour < hours.length ? t.number(hours[hour] ?? 0) : '–') : t.number(before?.[hour] ?? 0) })).join('\n')
  return (
    <LinePlot id="hours-plot" title={title} caption={t('audience_figures.by_hour')} labels={all.map(String)} ticks={evenTicks(24, [2, 3, 6])} written={t.number} breadth={breadth}
      keys={[{ label, look: 'line' }, ...(before ? [{ label: beforeLabel, look: 'dashed' as const }] : [])]} values={all.map((hour) => hours[hour] ?? null)} beside={before ?? undefined} isOpen={isOpen}
      summary={t('audience_figures.hours_summary', { n: hours.reduce((a, b) => a + b, 0), before: (before ?? []).slice(0, hours.length).reduce((a, b) => a + b, 0) })}
      told={all.map(told)} table_label={t('funding_figures.as_table')} table={<Figures t={t} table={table} caption={title} name={hourName} />} />
  )
}

const monday = '2024-01-01'
/** By hour and weekday, how often a usual one is read; Monday first. */
export function WeekPlot({ t, week, table }: { t: T; week: (number | null)[][]; table: Table }) {
  const days = week.map((_, n) => `${monday.slice(0, 8)}0${n + 1}`)
  const title = t('audience_figures.week')
  const told = (row: number, hour: number) => t('audience_figures.told_at', { when: t.weekday(days[row] ?? monday), hour, value: t.number(week[row]?.[hour] ?? 0) })
  return (
    <GridPlot title={title} caption={t('audience_figures.week_lead')} rows={days.map((day) => t.weekday(day))} columns={Array.from({ length: 24 }, (_, hour) => String(hour))} every={3} values={week} told={told} breadth="half"
      scale={['0', t.number(Math.max(0, ...week.flat().map((value) => value ?? 0)))]} table_label={t('funding_figures.as_table')} table={<Figures t={t} table={table} caption={title} name={(hour) => t('audience_figures.hour_of', { hour: Number(hour) })} />} />
  )
}

/** How far a text was read, tenth by tenth. */
export function ReachedPlot({ t, title, reached, table }: { t: T; title: string; reached: number[]; table: Table }) {
  const values = reached.map((share) => Math.round(share * 1_000) / 10)
  const said = (value: number) => t('case.per_cent', { share: value })
  return (
    <BarsPlot id="reached-plot" title={title} caption={t('audience_figures.reached_lead')} labels={values.map((_, n) => said((n + 1) * 10))} written={said}
      parts={[{ label: t('audience_figures.measured_that_reached'), look: 'full', values }]} told={(_, n) => t('funding_figures.told', { at: said((n + 1) * 10), value: said(values[n] ?? 0) })}
      summary={t('audience_figures.reached_summary', { half: said(values[4] ?? 0), end: said(values[9] ?? 0) })}
      table_label={t('funding_figures.as_table')} table={<Figures t={t} table={table} caption={title} />} />
  )
}
