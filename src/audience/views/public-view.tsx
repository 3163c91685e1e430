// The parts of the pages that tell everybody how much the paper is read.
import type { T } from '../../base/i18n/i18n.ts'
import { LinePlot } from '../../base/ui/series-plot.tsx'
import { paths, url } from '../../urls.ts'
import type { Figures as Sums, Point } from '../figures.ts'
import type { FigureTable } from '../figure-tables.ts'
import type { TotalsStatement } from '../reads/totals.ts'
import { areFew, few, Figures } from './figure-parts.tsx'

interface PlotProps { t: T; points: readonly Point[]; sums: Sums; table: FigureTable }

/** Views and readers of each day; a line would tell few of them exactly. */
export function DaysPlot({ t, points, sums, table }: PlotProps) {
  const told = (at: string) => t.day(at)
  const values = points.map(({ views }) => views)
  const most = Math.max(0, ...values)
  const title = t('statistics.days')
  return (
    <LinePlot id="days-plot" title={title} caption={t('statistics.days_lead')} labels={points.map(({ at }) => t.shortDay(at))} written={t.number}
      keys={[{ label: t('audience_figures.views'), look: 'line' }, { label: t('audience_figures.readers'), look: 'dashed' }]} values={values} beside={sums.readers > 0 ? points.map(({ readers }) => (areFew(readers) ? null : readers)) : undefined}
      summary={t('audience_figures.points_summary', { n: sums.views, most, at: told(points[values.indexOf(most)]?.at ?? points[0]?.at ?? '2000-01-01') })}
      told={points.map(({ at, views, readers }) => t('statistics.day_told', { at: told(at), views, readers: few(t, readers) }))}
      table_label={t('funding_figures.as_table')} table={<Figures t={t} table={table} caption={title} name={told} newestFirst />} />
  )
}

/** What the paper does not know of its readers, each with why. */
export function Unknown({ t }: { t: T }) {
  return (
    <ul class="unknown">
      {(['who', 'again', 'together', 'traits', 'blocked', 'private', 'disguised'] as const).map((what) => <li><b>{t(`statistics.unknown.${what}`)}</b> {t(`statistics.unknown.${what}_why`)}</li>)}
    </ul>
  )
}

/** Which months there are, the newest first. */
export function Months({ t, months, current }: { t: T; months: readonly string[]; current: string | undefined }) {
  return (
    <nav class="months" aria-label={t('statistics.months')}>
      <ul>
        <li><a href={paths.statistics} aria-current={current === undefined ? 'true' : undefined}>{t('statistics.last_days')}</a></li>
        {months.map((month) => <li><a href={url(paths.statisticsMonth, { month: month.slice(0, 7) })} aria-current={current === month ? 'true' : undefined}>{t.month(month)}</a></li>)}
      </ul>
    </nav>
  )
}

interface StatementsProps { t: T; statements: readonly (Pick<TotalsStatement, 'number' | 'kind' | 'day' | 'revision' | 'key'> & { views: number | null; readers: number | string | null })[] }

/** What was signed, one statement a line. */
export function Statements({ t, statements }: StatementsProps) {
  const caption = t('totals.statements')
  return (
    <div class="table figures totals-list" tabindex={0} role="region" aria-label={caption}>
      <table>
        <caption><span>{caption}</span></caption>
        <thead><tr><th scope="col" class="number">{t('totals.number')}</th><th scope="col">{t('totals.about')}</th><th scope="col" class="numeric">{t('audience_figures.views')}</th><th scope="col" class="numeric">{t('audience_figures.readers')}</th><th scope="col" class="files-of">{t('totals.files')}</th></tr></thead>
        <tbody>
          {statements.map(({ number, kind, day, revision, views, readers }) => (
            <tr>
              <td class="number">{t.number(number)}</td>
              <th scope="row">{kind === 'key' || day === null ? t('totals.key_changed') : <>{t.day(day)}{(revision ?? 1) > 1 ? <small> {t('totals.revision', { n: revision ?? 1 })}</small> : null}</>}</th>
              <td class="numeric">{views === null ? '–' : t.number(views)}</td>
              <td class="numeric">{readers === null ? '–' : typeof readers === 'string' ? readers.replace('<', '< ') : t.number(readers)}</td>
              <td class="files-of"><a href={url(paths.totalsFile, { file: `${number}.json` })} aria-label={t('totals.statement_of', { number })}>JSON</a> · <a href={url(paths.totalsFile, { file: `${number}.sig` })} aria-label={t('totals.signature_of', { number })}>{t('totals.signature')}</a></td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
