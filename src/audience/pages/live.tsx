// What is read right now. A stream says when there is something new, and the page fetches itself; without scripts it loads
// itself again. Whoever wants it to stand still can have that.
import type { T } from '../../base/i18n/i18n.ts'
import { BarsPlot, PlotPatterns } from '../../base/ui/series-plot.tsx'
import { html } from '../../base/web/respond.ts'
import type { Page } from '../../base/web/route.ts'
import { deskOf, type Desk } from '../../people/desk.ts'
import type { Staff } from '../../people/guards.ts'
import { paths, withQuery } from '../../urls.ts'
import { audiencePages } from '../desk.ts'
import { articlesAmong, livePagesTable, sourceKindsTable, sourcesTable } from '../figure-tables.ts'
import { liveFigures, type Live } from '../live.ts'
import { headlinesOf } from '../reads/figures.ts'
import { AudienceFrame } from '../views/audience-frame.tsx'
import { few, FigurePart, Figures, KeyFigures } from '../views/figure-parts.tsx'

type Guarded = Staff<'see_audience'>

/** Without scripts, so often. */
const everySeconds = 30
const sourcesShown = 15

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
        <Shown t={t} live={live} zone={paper.time_zone} sections={sections} headlines={headlines} />
      </div>
    </AudienceFrame>)
}

/** Says that hits were taken in; nothing of them. */
export const events: Page<typeof paths.deskAudienceLiveEvents, Guarded> = async ({ live }) => live('audience')

interface ShownProps { t: T; live: Live; zone: string; sections: Desk['facts']['sections']; headlines: ReadonlyMap<number, string> }

function Shown({ t, live, zone, sections, headlines }: ShownProps) {
  const { views, readers, pages, sources } = live
  const names = { t, sections, headlines }
  const named = sourcesTable(sources, { t })
  return (
    <>
      <KeyFigures figures={[
        { label: t('audience_figures.readers_now'), of: t('audience_figures.last_five'), value: few(t, readers) },
        { label: t('audience_figures.views'), of: t('audience_figures.last_thirty'), value: t.number(views) },
      ]} />
      <FigurePart t={t} id="minutes" title={t('audience_figures.by_minute')} defined={[t('audience_figures.define.live')]}>
        <div class="figure-pair"><MinutesPlot t={t} live={live} zone={zone} /><Figures t={t} table={livePagesTable(pages, names)} caption={t('audience_figures.pages')} /></div>
      </FigurePart>
      <FigurePart t={t} id="from-where" title={t('audience_figures.from_where')} defined={[t('audience_figures.define.sources')]}>
        <div class="figure-pair"><Figures t={t} table={sourceKindsTable(sources, { t })} caption={t('audience_figures.file.source_kinds')} /><Figures t={t} table={{ ...named, rows: named.rows.slice(0, sourcesShown) }} caption={t('audience_figures.file.sources')} /></div>
      </FigurePart>
    </>
  )
}

function MinutesPlot({ t, live: { minutes, views }, zone }: { t: T; live: Live; zone: string }) {
  const title = t('audience_figures.by_minute')
  const labels = minutes.map(({ minute }) => t.time(new Date(minute * 60_000), zone))
  const values = minutes.map((one) => one.views)
  return (
    <BarsPlot id="minutes-plot" title={title} caption={t('audience_figures.last_thirty')} labels={labels} written={t.number} parts={[{ label: t('audience_figures.views'), look: 'full', values }]}
      told={(_, n) => t('funding_figures.told', { at: labels[n] ?? '', value: t.number(values[n] ?? 0) })} summary={t('audience_figures.minutes_summary', { n: views, most: Math.max(0, ...values) })}
      table_label={t('funding_figures.as_table')} table={<Figures t={t} caption={title} newestFirst table={{
        columns: [{ key: 'minute', label: t('audience_figures.minute'), kind: 'name' }, { key: 'views', label: t('audience_figures.views'), kind: 'count' }], rows: minutes.map((one, n) => ({ cells: [labels[n] ?? '', one.views] })),
      }} />} />
  )
}
