// The parts of the pages about what is read: each a plot or a table of figures, with its file.
import type { Child } from 'hono/jsx'
import type { T } from '../../base/i18n/i18n.ts'
import { Bar } from '../../base/ui/plot.tsx'
import { BarsPlot, LinePlot } from '../../base/ui/series-plot.tsx'
import { FigureTable } from '../../comments/views/figure-table.tsx'
import type { Point } from '../figures.ts'
import type { FigureColumn, FigureTable as Table } from '../figure-tables.ts'

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
  return value > 0 && value < fewestShown ? t('funding_figures.fewer', { n: fewestShown }) : t.number(value)
}
const fewestShown = 5

function written(t: T, value: string | number | null, { kind }: FigureColumn): Child {
  if (value === null) return '–'
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

interface PointsPlotProps { t: T; id: string; title: string; points: Point[]; beside: (Point | undefined)[] | null; /** What the other line is. */ besideLabel: string; table: Table }

/** Views by day or month. */
export function PointsPlot({ t, id, title, points, beside, besideLabel, table }: PointsPlotProps) {
  const isDay = points[0]?.label !== 'month'
  const told = (at: string) => (isDay ? t.day(at) : t.month(at))
  const views = points.map((point) => point.views)
  return (
    <LinePlot id={id} title={title} caption={t(isDay ? 'audience_figures.by_day' : 'audience_figures.by_month')} labels={points.map(({ at }) => (isDay ? t.shortDay(at) : t.shortMonth(at)))} written={t.number}
      {...(beside ? { keys: [{ label: title, look: 'line' as const }, { label: besideLabel, look: 'dashed' as const }] } : {})}
      summary={t('audience_figures.points_summary', { n: views.reduce((a, b) => a + b, 0), most: Math.max(0, ...views), at: told(points[views.indexOf(Math.max(0, ...views))]?.at ?? points[0]?.at ?? '2000-01-01') })}
      values={views} beside={beside?.map((point) => point?.views ?? null)} told={points.map((point) => t('funding_figures.told', { at: told(point.at), value: t.number(point.views) }))}
      table_label={t('funding_figures.as_table')} table={<Figures t={t} table={table} caption={title} name={told} newestFirst />} />
  )
}

interface HoursPlotProps { t: T; title: string; /** Of each hour; those to come are not there. */ hours: number[]; before: number[]; label: string; beforeLabel: string; table: Table }

export function HoursPlot({ t, title, hours, before, label, beforeLabel, table }: HoursPlotProps) {
  const hourName = (hour: string) => t('audience_figures.hour_of', { hour: Number(hour) })
  return (
    <LinePlot id="hours-plot" title={title} caption={t('audience_figures.by_hour')} labels={before.map((_, hour) => String(hour))} written={t.number}
      keys={[{ label, look: 'line' }, { label: beforeLabel, look: 'dashed' }]} values={hours} beside={before}
      summary={t('audience_figures.hours_summary', { n: hours.reduce((a, b) => a + b, 0), before: before.slice(0, hours.length).reduce((a, b) => a + b, 0) })}
      told={hours.map((views, hour) => t('funding_figures.told', { at: hourName(String(hour)), value: t.number(views) }))}
      table_label={t('funding_figures.as_table')} table={<Figures t={t} table={table} caption={title} name={hourName} />} />
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
