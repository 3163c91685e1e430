// How much the paper is read, for everybody, where the paper wants it so; elsewhere there is no such page.
import type { Child } from 'hono/jsx'
import { csvTable } from '../../base/csv.ts'
import type { Reads } from '../../base/db/db.ts'
import type { T } from '../../base/i18n/i18n.ts'
import type { Tag } from '../../base/press/stale.ts'
import { createTurns } from '../../base/turns.ts'
import { PlotPatterns } from '../../base/ui/series-plot.tsx'
import { busy, printed, printedText } from '../../base/web/respond.ts'
import { found, type Page, type Site } from '../../base/web/route.ts'
import { paths, url, withQuery } from '../../urls.ts'
import { figureLines, type FigureTable } from '../figure-tables.ts'
import { fewest, pointsOf } from '../figures.ts'
import { lastDays, monthOf, monthsCounted, publicFigures, type PublicFigures } from '../public-figures.ts'
import { publicTable, publicTableNames, type PublicTableName } from '../public-tables.ts'
import { statementsBefore } from '../reads/totals.ts'
import { attention, few, FigurePart, Figures, KeyFigures, perCent } from '../views/figure-parts.tsx'
import { DaysPlot, Months, Unknown } from '../views/public-view.tsx'
import { PublicFrame, shownToAll, type Public } from './public-frame.tsx'

/** What came late is in them after that long. */
const seconds = 3_600
/** Each month is counted once an hour at most, and few at a time: anybody may ask for any. */
const turns = createTurns({ atOnce: 1, waiting: 20 })

export const show: Page<typeof paths.statistics, 'anyone'> = async ({ db, site, now }) => {
  const shown = await shownToAll(db)
  const period = lastDays({ now, zone: shown.facts.paper.time_zone })
  const figures = await turns.take(() => publicFigures(db, period))
  return figures ? page({ ...shown, db, site }, figures, { months: await monthsCounted(db, period), month: undefined }) : busy()
}

export const showMonth: Page<typeof paths.statisticsMonth, 'anyone'> = async ({ db, params, site, now }) => {
  const shown = await shownToAll(db)
  const last = lastDays({ now, zone: shown.facts.paper.time_zone })
  const period = found(await monthOf(db, params.month, last))
  const figures = await turns.take(() => publicFigures(db, period))
  return figures ? page({ ...shown, db, site }, figures, { months: await monthsCounted(db, last), month: period.from }) : busy()
}

export const csv: Page<typeof paths.statisticsTable, 'anyone', 'month'> = async ({ db, params, query, now }) => {
  const { facts, t } = await shownToAll(db)
  const name = found(publicTableNames.find((one) => `${one}.csv` === params.table))
  const last = lastDays({ now, zone: facts.paper.time_zone })
  const period = query.month === undefined ? last : found(await monthOf(db, query.month, last))
  const figures = await turns.take(() => publicFigures(db, period))
  if (!figures) return busy()
  let text = ''
  for await (const line of csvTable(figureLines(publicTable(name, figures, { t, sections: facts.sections })))) text += line
  return printedText(text, { contentType: 'text/csv; charset=utf-8', tags: tagsOf(figures), seconds, headers: { 'content-disposition': `attachment; filename="statistics-${name.replace('_', '-')}-${period.from}-${period.to}.csv"` } })
}

/** Who withdraws an article takes it from here, too. */
function tagsOf({ articles }: PublicFigures): Tag[] {
  return ['paper', 'statistics', ...articles.map(({ id }): Tag => `article:${id}`)]
}

interface Around extends Public { db: Reads; site: Site }
interface Months { months: string[]; /** Its first day; undefined: the last days. */ month: string | undefined }

async function page(around: Around, figures: PublicFigures, { months, month }: Months): Promise<Response> {
  const { facts, t, site } = around
  const address = month === undefined ? paths.statistics : url(paths.statisticsMonth, { month: month.slice(0, 7) })
  return printed(
    <PublicFrame facts={facts} t={t} site={site} address={address} title={t('statistics.title')} standfirst={t('statistics.standfirst')}>
      <PlotPatterns />
      <h2>{month === undefined ? t('funding_figures.period_shown', { from: t.day(figures.period.from), to: t.day(figures.period.to) }) : t.month(month)}</h2>
      {figures.sums.views === 0 ? <p class="nothing">{t('statistics.nothing')}</p> : <Shown around={around} figures={figures} month={month} />}
      <FigurePart t={t} id="unknown" title={t('statistics.unknown')}><Unknown t={t} /></FigurePart>
      <FigurePart t={t} id="signed" title={t('statistics.signed')}>{await signedWords(around)}</FigurePart>
      {months.length > 1 || month !== undefined ? <Months t={t} months={months} current={month} /> : null}
    </PublicFrame>, { tags: tagsOf(figures), seconds })
}

function Shown({ around: { facts, t }, figures, month }: { around: Around; figures: PublicFigures; month: string | undefined }) {
  const { sums } = figures
  const table = (name: PublicTableName) => publicTable(name, figures, { t, sections: facts.sections })
  const file = (name: PublicTableName) => ({ label: t(`statistics.file.${name}`), href: withQuery(url(paths.statisticsTable, { table: `${name}.csv` }), { month: month?.slice(0, 7) }) })
  return (
    <>
      <Overview t={t} figures={figures} />
      <FigurePart t={t} id="days" title={t('statistics.days')} files={[file('days')]} defined={[t('audience_figures.define.views'), t('audience_figures.define.readers')]}>
        <div class="figure-pair">
          <DaysPlot t={t} points={pointsOf(sums.days)} sums={sums} table={table('days')} />
          <Figures t={t} table={lastOf(table('days'))} caption={t('statistics.newest_days', { n: newestShown })} name={t.day} newestFirst />
        </div>
      </FigurePart>
      <FigurePart t={t} id="articles" title={t('statistics.articles')} files={[file('articles')]} defined={[t('audience_figures.define.engaged')]}>
        <div class="articles-read"><Figures t={t} table={table('articles')} caption={t('statistics.articles_by_views')} /></div>
      </FigurePart>
      <FigurePart t={t} id="sections" title={t('statistics.sections')} files={[file('sections')]} defined={[t('audience_figures.define.sections')]}>
        <Figures t={t} table={table('sections')} caption={t('statistics.sections_by_views')} />
      </FigurePart>
      <FigurePart t={t} id="not-counted" title={t('statistics.not_counted')} files={[file('machines'), file('left_out')]} defined={[t('audience_figures.define.machines')]}>
        <div class="figure-pair"><Figures t={t} table={table('machines')} caption={t('statistics.machines')} /><Figures t={t} table={table('left_out')} caption={t('statistics.left_out')} /></div>
      </FigurePart>
    </>
  )
}

/** Beside the plot; all days stand below it and in the file. */
const newestShown = 7
function lastOf({ columns, rows }: FigureTable): FigureTable {
  return { columns, rows: rows.slice(-newestShown) }
}

function Overview({ t, figures: { sums, machines } }: { t: T; figures: PublicFigures }) {
  const days = Math.max(1, sums.days.length)
  return <KeyFigures figures={[
    { label: t('audience_figures.views'), value: t.number(sums.views), more: t('statistics.a_day', { n: Math.round(sums.views / days) }) },
    ...(sums.readers > 0 ? [{ label: t('statistics.readers_a_day'), value: few(t, Math.round(sums.readers / days)), more: t('statistics.mean') }] : []),
    { label: t('audience_figures.engaged'), value: attention(t, sums.measured < fewest ? null : sums.engaged), more: t('audience_figures.measured_of_share', { share: perCent(t, sums.views > 0 ? Math.min(1, sums.measured / sums.views) : null) }) },
    { label: t('statistics.machines'), value: t.number(machines.reduce((all, { hits }) => all + hits, 0)), more: t('statistics.machines_apart') },
  ]} />
}

async function signedWords({ db, t }: Around): Promise<Child> {
  const [last] = await statementsBefore(db, { before: Number.MAX_SAFE_INTEGER, limit: 1 })
  return (
    <>
      <p>{t('statistics.signed_about')}</p>
      <p>{last ? <a href={paths.totals}>{t('statistics.signed_all', { n: last.number })}</a> : t('totals.none')} · <a href={paths.statisticsMethod}>{t('statistics.method')}</a></p>
    </>
  )
}
