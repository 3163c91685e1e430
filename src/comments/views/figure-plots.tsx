import type { T } from '../../base/i18n/i18n.ts'
import { Bar, ColumnPlot, GridPlot } from '../../base/ui/plot.tsx'
import type { DayOfWaiting, HourOfWeek } from '../reads/figures.ts'
import { FigureTable } from './figure-table.tsx'
import { spanText } from './span.ts'

const stepsOfTime = [60, 300, 900, 1_800, 3_600, 2 * 3_600, 6 * 3_600, 12 * 3_600, 86_400, 2 * 86_400, 7 * 86_400, 30 * 86_400, 365 * 86_400]

/** How long what was decided on a day had waited. */
export function WaitingPlot({ days, t }: { days: DayOfWaiting[]; t: T }) {
  const most = Math.max(60, ...days.map(({ p90_seconds, median_seconds }) => p90_seconds ?? median_seconds ?? 0))
  const top = stepsOfTime.find((step) => step >= most) ?? most
  return (
    <ColumnPlot title={t('case.figures.waiting')} caption={t('case.figures.waiting_key')} table_label={t('case.figures.as_table')} every={7}
      steps={[0, top / 2, top].map((at) => ({ at, label: at === 0 ? '0' : spanText(t, at) }))}
      columns={days.map(({ day, median_seconds, p90_seconds }) => ({ label: shortDay(day), value: median_seconds, high: p90_seconds }))}
      table={<FigureTable caption={t('case.figures.waiting')} head={[t('case.figures.day'), t('transparency.decisions'), t('case.figures.median'), t('case.figures.p90')]} empty={t('transparency.none')}
        rows={days.filter(({ decisions }) => decisions > 0).toReversed().map(({ day, decisions, median_seconds, p90_seconds }) => ({ name: t.day(day), cells: [t.number(decisions), spanText(t, median_seconds), spanText(t, p90_seconds)] }))} />} />
  )
}

function shortDay(day: string): string {
  return `${Number(day.slice(8))}.${Number(day.slice(5, 7))}.`
}

/** A Monday, from which the names of weekdays are taken. */
const monday = '2024-01-01'
const weekdays = Array.from({ length: 7 }, (_, n) => `${monday.slice(0, 8)}0${n + 1}`)
const hours = Array.from({ length: 24 }, (_, hour) => String(hour))

/** What came in, or was decided, by the hour of the week. */
export function LoadPlot({ load, what, t }: { load: HourOfWeek[]; what: 'came' | 'decided'; t: T }) {
  const values = weekdays.map((_, weekday) => hours.map((__, hour) => load.find((one) => one.weekday === weekday + 1 && one.hour === hour)?.[what] ?? 0))
  const names = weekdays.map((day) => t.weekday(day))
  return (
    <GridPlot title={t(`case.figures.${what}`)} caption={t(`case.figures.${what}_key`)} table_label={t('case.figures.as_table')} rows={names} columns={hours} every={3} values={values}
      table={<FigureTable caption={t(`case.figures.${what}`)} head={[t('case.figures.hour'), ...names]} empty="" rows={hours.map((hour) => ({ name: hour, cells: values.map((row) => t.number(row[Number(hour)] ?? 0)) }))} />} />
  )
}

export interface Share { name: string; count: number }

/** Counts with their shares as bars. */
export function ShareTable({ caption, head, shares, t }: { caption: string; head: [string, string, string]; shares: Share[]; t: T }) {
  const all = shares.reduce((sum, { count }) => sum + count, 0)
  return (
    <FigureTable caption={caption} head={head} empty={t('transparency.none')}
      rows={shares.toSorted((a, b) => b.count - a.count).map(({ name, count }) => ({ name, cells: [t.number(count), <><Bar share={count / all} /> {t('case.per_cent', { share: Math.round((count / all) * 100) })}</>] }))} />
  )
}
