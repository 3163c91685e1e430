// What is shown of one article besides its tables.
import type { T } from '../../base/i18n/i18n.ts'
import { evenTicks } from '../../base/ui/plot-ticks.ts'
import { LinePlot } from '../../base/ui/series-plot.tsx'
import { usualViews, type Usual } from '../article-figures.ts'
import { readersLabel, type FigureTable } from '../figure-tables.ts'
import type { Figures as Sums } from '../figures.ts'
import { attention, beforeSaid, few, Figures, KeyFigures, perCent } from '../views/figure-parts.tsx'

interface OverviewProps { t: T; sums: Sums; before: Sums | null; /** Whether another time was asked for. */ isCompared: boolean; comments: number; gifts: { begun: number; completed: number }; isOneDay: boolean }

export function ArticleOverview({ t, sums, before, isCompared, comments, gifts, isOneDay }: OverviewProps) {
  const than = (value: (of: Sums) => string) => (before ? t('audience_figures.before', { value: value(before) }) : undefined)
  const engaged = ({ measured, engaged: seconds }: Sums) => attention(t, measured < 5 ? null : seconds)
  const toEnd = ({ measured, reached }: Sums) => perCent(t, measured < 5 ? null : reached[9] ?? null)
  const figures = [
    { label: t('audience_figures.views'), value: t.number(sums.views), before: before ? beforeSaid(t, sums.views, before.views) : undefined },
    { label: readersLabel(t, isOneDay), value: few(t, sums.readers), before: before ? beforeSaid(t, sums.readers, before.readers) : undefined },
    { label: t('audience_figures.engaged'), value: engaged(sums), more: t('audience_figures.measured_of_share', { share: perCent(t, sums.views > 0 ? Math.min(1, sums.measured / sums.views) : null) }), before: than(engaged) },
    { label: t('audience_figures.read_to_end'), value: toEnd(sums), before: than(toEnd) },
    { label: t('audience_figures.comments'), value: t.number(comments), more: t('audience_figures.until_now') },
    { label: t('audience_figures.gifts'), value: few(t, gifts.completed), more: t('audience_figures.gifts_begun', { value: few(t, gifts.begun) }) },
  ]
  return <><KeyFigures figures={figures} />{isCompared && !before ? <p class="small since">{t('audience_figures.article_not_comparable')}</p> : null}</>
}

/** All views since it came out, beside what articles of its age usually have. */
export function UsualPlot({ t, usual: { unit, ages }, table }: { t: T; usual: Usual; table: FigureTable }) {
  const title = t('audience_figures.usual_title')
  const said = (age: string) => t(`audience_figures.age_of.${unit}`, { n: Number(age) })
  const beside = ages.map(usualViews)
  const [last, lastUsual] = [ages.at(-1)?.own ?? 0, beside.at(-1) ?? null]
  return (
    <LinePlot id="usual-plot" title={title} caption={t(`audience_figures.usual_lead.${unit}`)} labels={ages.map(({ age }) => String(age))} ticks={evenTicks(ages.length, unit === 'hour' ? [1, 3, 6, 12, 24] : [1, 2, 5, 7, 10])} written={t.number} breadth="whole"
      keys={[{ label: t('audience_figures.this_article'), look: 'line' }, { label: t('audience_figures.usual'), look: 'dashed' }]} values={ages.map(({ own }) => own)} beside={beside} isOpen
      summary={t('audience_figures.usual_summary', { n: last, usual: lastUsual === null ? '–' : t.number(lastUsual) })}
      told={ages.map(({ age, own }, n) => t('audience_figures.usual_told', { at: said(String(age)), own, usual: beside[n] === null || beside[n] === undefined ? '–' : t.number(beside[n]) }))}
      table_label={t('funding_figures.as_table')} table={<Figures t={t} table={table} caption={title} name={said} newestFirst />} />
  )
}
