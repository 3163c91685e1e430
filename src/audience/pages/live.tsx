// What is read right now. A stream says when there is something new, and the page fetches itself; without scripts it loads
// itself again. Whoever wants it to stand still can have that.
import type { T } from '../../base/i18n/i18n.ts'
import { minuteTicks } from '../../base/ui/plot-ticks.ts'
import { BarsPlot, PlotPatterns } from '../../base/ui/series-plot.tsx'
import { csvTable } from '../../base/csv.ts'
import { download, html } from '../../base/web/respond.ts'
import { found, type Page } from '../../base/web/route.ts'
import { deskOf, type Desk } from '../../people/desk.ts'
import type { Staff } from '../../people/guards.ts'
import { paths, url, withQuery } from '../../urls.ts'
import { audiencePages } from '../desk.ts'
import { articlesAmong, figureLines, livePagesTable, sourceKindsTable, sourcesTable, type FigureTable } from '../figure-tables.ts'
import { liveFigures, type Live } from '../live.ts'
import { headlinesOf } from '../reads/figures.ts'
import { AudienceFrame } from '../views/audience-frame.tsx'
import { WaitingHits } from '../views/waiting-hits.tsx'
import { hitsWaiting } from '../waiting.ts'
import { few, FigurePart, Figures, KeyFigures } from '../views/figure-parts.tsx'

type Guarded = Staff<'see_audience'>

/** Without scripts, so often. */
const everySeconds = 30
const sourcesShown = 15

const tableNames = ['minutes', 'pages', 'source_kinds', 'sources'] as const
type TableName = (typeof tableNames)[number]

export const csv: Page<typeof paths.deskAudienceLiveCsv, Guarded> = async ({ db, params, who, speaks, now }) => {
  const { t, facts: { paper, sections } } = await deskOf(db, { who, speaks })
  const name = found(tableNames.find((one) => `${one}.csv` === params.table))
  const live = await liveFigures(db, now)
  const headlines = await headlinesOf(db, articlesAmong(live.sources.map((source) => source.name)))
  const table = tableOf(name, { t, live, zone: paper.time_zone, sections, headlines })
  return download(csvTable(figureLines(table)), { name: `audience-live-${name.replace('_', '-')}.csv`, contentType: 'text/csv; charset=utf-8' })
}

function tableOf(name: TableName, { t, live, zone, sections, headlines }: ShownProps): FigureTable {
  if (name === 'pages') return livePagesTable(live.pages, { t, sections, headlines })
  if (name === 'source_kinds') return sourceKindsTable(live.sources, { t })
  return name === 'sources' ? sourcesTable(live.sources, { t }) : minutesTable({ t, live, zone })
}

export const show: Page<typeof paths.deskAudienceLive, Guarded, 'still'> = async ({ db, who, speaks, query: { still }, now }) => {
  const desk = await deskOf(db, { who, speaks })
  const { t, facts: { paper, sections } } = desk
  const isStill = still !== undefined
  const live = await liveFigures(db, now)
  const headlines = await headlinesOf(db, articlesAmong(live.sources.map(({ name }) => name)))
  return html(
    <AudienceFrame desk={desk} pages={audiencePages(t, who)} current={paths.deskAudienceLive} title={t('audience_figures.live_title')} scripts={isStill ? [] : ['live-figures.js']}
      head={isStill ? null : <noscript><meta http-equiv="refresh" content={String(everySeconds)} /></noscript>}>
      <PlotPatterns />
      <div id="live" data-stream={isStill ? undefined : paths.deskAudienceLiveEvents}>
        <p class="live-head">
          <span>{t('audience_figures.as_of', { time: t.time(now, paper.time_zone) })}</span>
          {isStill ? <a href={paths.deskAudienceLive}>{t('audience_figures.go_on')}</a> : <><a href={withQuery(paths.deskAudienceLive, { still: 1 })}>{t('audience_figures.stand_still')}</a><a href={paths.deskAudienceLive}>{t('audience_figures.load_again')}</a></>}
        </p>
        <WaitingHits t={t} waiting={hitsWaiting(now)} zone={paper.time_zone} />
        <Shown t={t} live={live} zone={paper.time_zone} sections={sections} headlines={headlines} />
      </div>
    </AudienceFrame>)
}

/** Says that hits were taken in; nothing of them. */
export const events: Page<typeof paths.deskAudienceLiveEvents, Guarded> = async ({ live }) => live('audience')

interface ShownProps { t: T; live: Live; zone: string; sections: Desk['facts']['sections']; headlines: ReadonlyMap<number, string> }

function Shown({ t, live, zone, sections, headlines }: ShownProps) {
  const { views, readers } = live
  const table = (name: TableName) => tableOf(name, { t, live, zone, sections, headlines })
  const named = table('sources')
  const file = (name: TableName) => ({ label: t(`audience_figures.file.${name === 'minutes' ? 'live_minutes' : name}`), href: url(paths.deskAudienceLiveCsv, { table: `${name}.csv` }) })
  return (
    <>
      <KeyFigures figures={[
        { label: t('audience_figures.readers_now'), of: t('audience_figures.last_five'), value: few(t, readers) },
        { label: t('audience_figures.views'), of: t('audience_figures.last_thirty'), value: t.number(views) },
      ]} />
      <FigurePart t={t} id="minutes" title={t('audience_figures.by_minute')} files={[file('minutes'), file('pages')]} defined={[t('audience_figures.define.live')]}>
        <div class="figure-pair"><MinutesPlot t={t} live={live} zone={zone} /><Figures t={t} table={table('pages')} caption={t('audience_figures.pages')} /></div>
      </FigurePart>
      <FigurePart t={t} id="from-where" title={t('audience_figures.from_where')} files={[file('source_kinds'), file('sources')]} defined={[t('audience_figures.define.sources')]}>
        <div class="figure-pair"><Figures t={t} table={table('source_kinds')} caption={t('audience_figures.file.source_kinds')} /><Figures t={t} table={{ ...named, rows: named.rows.slice(0, sourcesShown) }} caption={t('audience_figures.file.sources')} /></div>
      </FigurePart>
    </>
  )
}

function minutesTable({ t, live: { minutes }, zone }: Pick<ShownProps, 't' | 'live' | 'zone'>): FigureTable {
  return {
    columns: [{ key: 'minute', label: t('audience_figures.minute'), kind: 'name' }, { key: 'views', label: t('audience_figures.views'), kind: 'count' }],
    rows: minutes.map(({ minute, views }) => ({ cells: [t.time(new Date(minute * 60_000), zone), views] })),
  }
}

function MinutesPlot({ t, live, zone }: Pick<ShownProps, 't' | 'live' | 'zone'>) {
  const { minutes, views } = live
  const title = t('audience_figures.by_minute')
  const labels = minutes.map(({ minute }) => t.time(new Date(minute * 60_000), zone))
  const values = minutes.map((one) => one.views)
  return (
    <BarsPlot id="minutes-plot" title={title} caption={t('audience_figures.last_thirty')} labels={labels} ticks={minuteTicks(minutes.map(({ minute }) => minute))} written={t.number} parts={[{ label: t('audience_figures.views'), look: 'full', values }]}
      told={(_, n) => t('funding_figures.told', { at: labels[n] ?? '', value: t.number(values[n] ?? 0) })} summary={t('audience_figures.minutes_summary', { n: views, most: Math.max(0, ...values) })}
      table_label={t('funding_figures.as_table')} table={<Figures t={t} caption={title} newestFirst table={minutesTable({ t, live, zone })} />} />
  )
}
