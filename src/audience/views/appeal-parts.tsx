// The parts of the desk's pages about appeals.
import type { T } from '../../base/i18n/i18n.ts'
import { LinePlot } from '../../base/ui/series-plot.tsx'
import type { AppealFigures, AppealPoint } from '../appeals.ts'
import type { FigureTable as Table } from '../figure-tables.ts'
import { few, Figures, KeyFigures, perCent } from './figure-parts.tsx'

interface OverviewProps { t: T; sums: AppealFigures; /** To be compared with; null where nothing was counted then. */ before: AppealFigures | null }

export function AppealOverview({ t, sums, before }: OverviewProps) {
  const than = (said: (of: AppealFigures) => string) => (before ? t('audience_figures.before', { value: said(before) }) : undefined)
  return <KeyFigures figures={[
    { label: t('appeal_figures.shown_short'), value: t.number(sums.shown), before: than(({ shown }) => t.number(shown)) },
    { label: t('appeal_figures.in_sight_short'), value: perCent(t, sums.in_sight_share), more: t('audience_figures.measured_of', { n: sums.measured }), before: than(({ in_sight_share }) => perCent(t, in_sight_share)) },
    { label: t('appeal_figures.followed_short'), value: t.number(sums.followed), more: t('appeal_figures.of_shown', { share: perCent(t, sums.followed_share) }), before: than(({ followed }) => t.number(followed)) },
    { label: t('appeal_figures.agreed_short'), value: few(t, sums.agreed), more: t('audience_figures.gifts_begun', { value: few(t, sums.begun) }), before: than(({ agreed }) => few(t, agreed)) },
    { label: t('appeal_figures.given_short'), value: few(t, sums.given), more: t('audience_figures.until_now'), before: than(({ given }) => few(t, given)) },
  ]} />
}

interface PlotProps { t: T; points: AppealPoint[]; beside: (AppealPoint | undefined)[] | null; besideLabel: string; table: Table }

/** How often the link was followed, by day or month. */
export function FollowedPlot({ t, points, beside, besideLabel, table }: PlotProps) {
  const isDay = points[0]?.label !== 'month'
  const title = t('appeal_figures.followed')
  const told = (at: string) => (isDay ? t.day(at) : t.month(at))
  const values = points.map(({ followed }) => followed)
  const most = Math.max(0, ...values)
  return (
    <LinePlot id="followed-plot" title={title} caption={t(isDay ? 'appeal_figures.by_day' : 'appeal_figures.by_month')} labels={points.map(({ at }) => (isDay ? t.shortDay(at) : t.shortMonth(at)))} written={t.number}
      {...(beside ? { keys: [{ label: title, look: 'line' as const }, { label: besideLabel, look: 'dashed' as const }] } : {})}
      summary={t('appeal_figures.plot_summary', { n: values.reduce((a, b) => a + b, 0), most, at: told(points[values.indexOf(most)]?.at ?? points[0]?.at ?? '2000-01-01') })}
      values={values} beside={beside?.map((point) => point?.followed ?? null)} told={points.map(({ at, followed }) => t('funding_figures.told', { at: told(at), value: t.number(followed) }))}
      table_label={t('funding_figures.as_table')} table={<Figures t={t} table={table} caption={title} name={told} newestFirst />} />
  )
}
