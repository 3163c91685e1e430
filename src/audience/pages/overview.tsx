// What is read in the whole paper: today, or in the days that are asked for, beside any earlier ones.
import type { Child } from 'hono/jsx'
import { csvTable } from '../../base/csv.ts'
import type { T } from '../../base/i18n/i18n.ts'
import { dayOf } from '../../base/time.ts'
import { Wrong } from '../../base/ui/form.tsx'
import { PlotPatterns } from '../../base/ui/series-plot.tsx'
import { download, html } from '../../base/web/respond.ts'
import { found, type Page } from '../../base/web/route.ts'
import { deskOf } from '../../people/desk.ts'
import type { Staff } from '../../people/guards.ts'
import { paths, url, withQuery } from '../../urls.ts'
import { audiencePages } from '../desk.ts'
import { figureLines, readersLabel } from '../figure-tables.ts'
import type { Figures as Sums } from '../figures.ts'
import { daysShown, hoursShown, tableNames, tableOf, weekShown, type Around, type TableName } from '../overview-figures.ts'
import { chosenOf, type Asked, type PeriodWord } from '../period.ts'
import { alerts } from '../reads/alerts.ts'
import { firstCountedDay } from '../reads/figures.ts'
import { importedSpans, notReaders } from '../reads/others.ts'
import { audienceSettings } from '../reads/rolling.ts'
import { wholePaper } from '../tally.ts'
import { OpenAlerts } from '../views/alert-parts.tsx'
import { AudienceFrame } from '../views/audience-frame.tsx'
import { attention, beforeSaid, few, FigurePart, Figures, HoursPlot, KeyFigures, perCent, PointsPlot, WeekPlot } from '../views/figure-parts.tsx'
import { WaitingHits } from '../views/waiting-hits.tsx'
import { hitsWaiting } from '../waiting.ts'
import { ImportedPart } from './imported-part.tsx'
import { Chooser, periodErrors, periodTitle } from './chooser.tsx'

type Guarded = Staff<'see_audience'>

/** So many rows stand on the page; files hold all. */
const shownAtMost = 25
const allOfThem = 100_000
const alertsShown = 5

export const show: Page<typeof paths.deskAudience, Guarded, PeriodWord> = async ({ db, who, speaks, query: asked, now }) => {
  const desk = await deskOf(db, { who, speaks })
  const { t, facts: { paper } } = desk
  const chosen = chosenOf(asked, dayOf(now, paper.time_zone))
  const errors = periodErrors(chosen, t)
  const since = await firstCountedDay(db, wholePaper)
  const isRight = typeof chosen !== 'string'
  return html(
    <AudienceFrame desk={desk} pages={audiencePages(t, who)} current={paths.deskAudience} title={t('audience_figures.title')}>
      <WaitingHits t={t} waiting={hitsWaiting(now)} zone={paper.time_zone} />
      {since === undefined ? <NothingYet t={t} came={await notReaders(db)} /> : null}
      {since === undefined ? null : <OpenAlerts t={t} alerts={await alerts(db, { isOpen: true, limit: alertsShown })} zone={paper.time_zone} />}
      <Wrong errors={errors} t={t} />
      <Chooser t={t} path={paths.deskAudience} asked={asked} chosen={isRight ? chosen : undefined} errors={errors} />
      {isRight ? await shown({ db, desk, now, chosen, since: since ?? dayOf(now, paper.time_zone) }, { asked, hasReaders: since !== undefined }) : null}
    </AudienceFrame>, isRight ? 200 : 422)
}

export const csv: Page<typeof paths.deskAudienceCsv, Guarded, PeriodWord> = async ({ db, params, who, speaks, query: asked, now }) => {
  const desk = await deskOf(db, { who, speaks })
  const name = found(tableNames.find((one) => `${one}.csv` === params.table))
  const today = dayOf(now, desk.facts.paper.time_zone)
  const chosen = chosenOf(asked, today)
  const { period } = found(typeof chosen === 'string' ? undefined : chosen)
  const table = await tableOf({ db, desk, now, chosen: found(typeof chosen === 'string' ? undefined : chosen), since: (await firstCountedDay(db, wholePaper)) ?? today }, name, allOfThem)
  return download(csvTable(figureLines(table)), { name: `audience-${name.replace('_', '-')}-${period.from}-${period.to}.csv`, contentType: 'text/csv; charset=utf-8' })
}

/** Whether nobody came at all, or machines alone. */
function NothingYet({ t, came: { machines, left_out } }: { t: T; came: { machines: number; left_out: number } }) {
  return (
    <div class="nothing-yet">
      <p class="nothing">{machines + left_out === 0 ? t('audience_figures.none') : t('audience_figures.none_but', { machines, left_out })}</p>
      <p class="small"><a href={paths.front}>{t('audience_figures.try_it')}</a></p>
    </div>
  )
}

async function shown(around: Around, { asked, hasReaders }: { asked: Asked; hasReaders: boolean }): Promise<Child> {
  const { db, desk: { t, facts }, now, chosen: { period: { from, to } }, since } = around
  const { mode } = await audienceSettings(db)
  const file = (name: TableName) => ({ label: t(`audience_figures.file.${name}`), href: withQuery(url(paths.deskAudienceCsv, { table: `${name}.csv` }), { ...asked }) })
  const table = async (name: TableName) => <Figures t={t} table={await tableOf(around, name, shownAtMost)} caption={t(`audience_figures.file.${name}`)} />
  const events = await tableOf(around, 'events', shownAtMost)
  const today = dayOf(now, facts.paper.time_zone)
  return (
    <>
      <PlotPatterns />
      <h2>{periodTitle({ from, to }, t)}</h2>
      {!hasReaders || since <= from ? null : <p class="small since">{since === today ? t('audience_figures.since_today') : t('audience_figures.since', { day: t.day(since) })}</p>}
      {hasReaders ? await readersShown(around, { file, table }) : null}
      {hasReaders && mode === 'full' ? <FigurePart t={t} id="campaigns" title={t('audience_figures.campaigns')} files={[file('campaigns'), file('campaign_sources'), file('campaign_media'), file('campaign_links')]} defined={[t('audience_figures.define.campaigns')]}><div class="figure-pair">{await table('campaigns')}{await table('campaign_sources')}{await table('campaign_media')}{await table('campaign_links')}</div></FigurePart> : null}
      {events.rows.length > 0 ? <FigurePart t={t} id="events" title={t('audience_figures.events')} files={[file('events')]} defined={[t('audience_figures.define.events')]}><Figures t={t} table={events} caption={t('audience_figures.file.events')} /></FigurePart> : null}
      <ImportedPart t={t} spans={await importedSpans(db, wholePaper)} period={{ from, to }} table={await tableOf(around, 'imported', allOfThem)} path={paths.deskAudience} file={file('imported')} />
      <FigurePart t={t} id="not-counted" title={t('audience_figures.not_counted')} files={[file('machines'), file('machine_names'), file('left_out')]} defined={[t('audience_figures.define.machines')]}>
        <div class="figure-pair">{await table('machines')}{await table('left_out')}{await table('machine_names')}</div>
      </FigurePart>
    </>
  )
}

interface Parts { file: (name: TableName) => { label: string; href: string }; table: (name: TableName) => Promise<Child> }

async function readersShown(around: Around, { file, table }: Parts): Promise<Child> {
  const { desk: { t }, chosen: { period: { from, to }, comparison, compared } } = around
  const [days, hours, week] = [await daysShown(around), await hoursShown(around), await weekShown(around)]
  const isOneDay = from === to
  const hoursPlot = <HoursPlot t={t} title={t('audience_figures.hours_of', { day: t.day(to) })} {...hours} label={t.longDay(to)} beforeLabel={hours.beforeDay ? t.longDay(hours.beforeDay) : ''} breadth={isOneDay ? 'whole' : 'half'} />
  return (
    <>
      <Overview t={t} sums={days.sums} before={days.before} isOneDay={isOneDay} isOpen={hours.isOpen} />
      {compared && !days.before ? <p class="small since">{t('audience_figures.not_comparable')}</p> : null}
      <FigurePart t={t} id="when" title={t('audience_figures.when')} files={[...(isOneDay ? [] : [file('days')]), file('hours'), ...(week.week.length > 0 ? [file('week')] : [])]} defined={[t('audience_figures.define.views'), t('audience_figures.define.readers'), t('audience_figures.define.engaged')]}>
        {isOneDay ? hoursPlot : <PointsPlot t={t} id="days-plot" title={t('audience_figures.views')} pairs={days.pairs} besideLabel={t(`audience_figures.compared.${comparison}`)} table={days.table} breadth="whole" />}
        {isOneDay ? null : <div class="figure-pair">{hoursPlot}{week.week.length > 0 ? <WeekPlot t={t} week={week.week} table={week.table} /> : null}</div>}
      </FigurePart>
      <FigurePart t={t} id="pages" title={t('audience_figures.pages')} files={[file('pages')]}>{await table('pages')}</FigurePart>
      <FigurePart t={t} id="from-where" title={t('audience_figures.from_where')} files={[file('source_kinds'), file('sources')]} defined={[t('audience_figures.define.sources')]}>
        <div class="figure-pair">{await table('source_kinds')}{await table('sources')}</div>
      </FigurePart>
      <FigurePart t={t} id="with-what" title={t('audience_figures.with_what')} files={[file('devices'), file('languages'), file('countries')]} defined={[t('audience_figures.define.traits')]}>
        <div class="figure-pair">{await table('devices')}{await table('languages')}{await table('countries')}</div>
      </FigurePart>
    </>
  )
}

function Overview({ t, sums, before, isOneDay, isOpen }: { t: T; sums: Sums; before: Sums | null; isOneDay: boolean; isOpen: boolean }) {
  const than = (value: (of: Sums) => string) => (before ? t('audience_figures.before', { value: value(before) }) : undefined)
  const share = ({ measured, views }: Sums) => (views > 0 ? Math.min(1, measured / views) : null)
  return (
    <>
      <KeyFigures figures={[
        { label: t('audience_figures.views'), value: t.number(sums.views), before: before ? beforeSaid(t, sums.views, before.views) : undefined },
        { label: readersLabel(t, isOneDay), value: few(t, sums.readers), more: sums.told < sums.views ? t('audience_figures.not_told', { n: sums.views - sums.told }) : undefined, before: before ? beforeSaid(t, sums.readers, before.readers) : undefined },
        { label: t('audience_figures.engaged'), value: attention(t, sums.engaged), before: than(({ engaged }) => attention(t, engaged)) },
        { label: t('audience_figures.measured_share'), value: perCent(t, share(sums)), more: t('audience_figures.measured_of', { n: sums.measured }), before: than((of) => perCent(t, share(of))) },
      ]} />
      {isOpen && before ? <p class="small since">{t('audience_figures.until_this_hour')} {isOneDay ? t('audience_figures.lists_later') : null}</p> : null}
    </>
  )
}
