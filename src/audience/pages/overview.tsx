// What is read in the whole paper: today, or in the days that are asked for.
import type { Child } from 'hono/jsx'
import { csvTable } from '../../base/csv.ts'
import type { Reads } from '../../base/db/db.ts'
import type { T } from '../../base/i18n/i18n.ts'
import { dayOf, hourOf } from '../../base/time.ts'
import { Wrong, type Errors } from '../../base/ui/form.tsx'
import { PlotPatterns } from '../../base/ui/series-plot.tsx'
import { download, html } from '../../base/web/respond.ts'
import { found, type Page } from '../../base/web/route.ts'
import { deskOf, type Desk } from '../../people/desk.ts'
import type { Staff } from '../../people/guards.ts'
import { paths, url, withQuery } from '../../urls.ts'
import { audiencePages } from '../desk.ts'
import { figureLines, hoursTable, leftOutTable, machinesTable, pagesTable, pointsTable, readersLabel, sourceKindsTable, sourcesTable, traitTable, type FigureTable } from '../figure-tables.ts'
import { figuresOf, pointsOf, weekBefore, type Figures as Sums } from '../figures.ts'
import { comparedWith, periodOf, type Asked as AskedPeriod, type Chosen } from '../period.ts'
import { alerts } from '../reads/alerts.ts'
import { firstCountedDay, hourViews, leftOutRows, machineRows, sourceRows, topPages, traitRows } from '../reads/figures.ts'
import { audienceSettings } from '../reads/rolling.ts'
import { wholePaper } from '../tally.ts'
import { OpenAlerts } from '../views/alert-parts.tsx'
import { AudienceFrame } from '../views/audience-frame.tsx'
import { Chooser } from './chooser.tsx'
import { attention, few, FigurePart, Figures, HoursPlot, KeyFigures, perCent, PointsPlot } from '../views/figure-parts.tsx'

type Guarded = Staff<'see_audience'>
export type Asked = 'days' | 'from' | 'to' | 'compare'
export const query: Asked[] = ['days', 'from', 'to', 'compare']

const tableNames = ['days', 'hours', 'pages', 'source_kinds', 'sources', 'devices', 'languages', 'countries', 'campaigns', 'campaign_sources', 'campaign_media', 'machines', 'left_out'] as const
type TableName = (typeof tableNames)[number]
const traitOf = { devices: 'device', languages: 'language', countries: 'country', campaigns: 'campaign', campaign_sources: 'source', campaign_media: 'medium' } as const
/** So many rows stand on the page; files hold all. */
const shownAtMost = 25
const allOfThem = 100_000
const alertsShown = 5

export const show: Page<typeof paths.deskAudience, Guarded, Asked> = async ({ db, who, speaks, query: asked, now }) => {
  const desk = await deskOf(db, { who, speaks })
  const { t, facts: { paper } } = desk
  const chosen = periodOf(asked, dayOf(now, paper.time_zone))
  const errors: Errors = chosen ? {} : { to: t('audience_figures.wrong_period') }
  const first = await firstCountedDay(db, wholePaper)
  return html(
    <AudienceFrame desk={desk} pages={audiencePages(t, who)} current={paths.deskAudience} title={t('audience_figures.title')}>
      {first === undefined
        ? <p class="nothing">{t('audience_figures.none')}</p>
        : <>
            <OpenAlerts t={t} alerts={await alerts(db, { isOpen: true, limit: alertsShown })} zone={paper.time_zone} />
            <Wrong errors={errors} t={t} />
            <Chooser t={t} path={paths.deskAudience} asked={asked} chosen={chosen} errors={errors} />
            {chosen ? await shown({ db, desk, now }, chosen, { asked, first }) : null}
          </>}
    </AudienceFrame>, chosen ? 200 : 422)
}

export const csv: Page<typeof paths.deskAudienceCsv, Guarded, Asked> = async ({ db, params, who, speaks, query: asked, now }) => {
  const desk = await deskOf(db, { who, speaks })
  const name = found(tableNames.find((one) => `${one}.csv` === params.table))
  const chosen = found(periodOf(asked, dayOf(now, desk.facts.paper.time_zone)))
  const table = await tableOf({ db, desk, now }, name, { chosen, limit: allOfThem })
  return download(csvTable(figureLines(table)), { name: `audience-${name.replace('_', '-')}-${chosen.period.from}-${chosen.period.to}.csv`, contentType: 'text/csv; charset=utf-8' })
}

interface Around { db: Reads; desk: Desk; now: Date }

async function tableOf(around: Around, name: TableName, { chosen, limit }: { chosen: Chosen; limit: number }): Promise<FigureTable> {
  const { db, desk: { t, facts } } = around
  const { period } = chosen
  const of = { page_id: wholePaper, ...period }
  if (name === 'days') return (await daysShown(db, chosen, t)).table
  if (name === 'hours') return (await hoursShown(around, period.to)).table
  if (name === 'pages') return pagesTable(await topPages(db, { ...period, limit }), { t, sections: facts.sections, headlines: new Map() })
  if (name === 'source_kinds') return sourceKindsTable(await sourceRows(db, of), { t })
  if (name === 'sources') return firstOf(sourcesTable(await sourceRows(db, of), { t }), limit)
  if (name === 'machines') return machinesTable(await machineRows(db, period), { t })
  if (name === 'left_out') return leftOutTable(await leftOutRows(db, period), { t })
  return firstOf(traitTable(await traitRows(db, period), traitOf[name], { t }), limit)
}

function firstOf({ columns, rows }: FigureTable, limit: number): FigureTable {
  return { columns, rows: rows.slice(0, limit) }
}

async function daysShown(db: Reads, { period, comparison }: Chosen, t: T) {
  const [sums, before] = [await figuresOf(db, { page_id: wholePaper, ...period }), await figuresOf(db, { page_id: wholePaper, ...comparedWith(period, comparison) })]
  const points = pointsOf(sums.days)
  const pointsBefore = pointsOf(before.days)
  const beside = before.views > 0 ? points.map((_, n) => pointsBefore[n]) : null
  return { sums, before, points, beside, table: pointsTable(points, { t, beside }) }
}

/** The hours of the period's last day, against those a week before. */
async function hoursShown({ db, desk: { t, facts: { paper } }, now }: Around, day: string) {
  const lastHour = day === dayOf(now, paper.time_zone) ? hourOf(now, paper.time_zone) : 23
  const [hours, before] = [await hourViews(db, { page_id: wholePaper, day }), await hourViews(db, { page_id: wholePaper, day: weekBefore(day) })]
  return { hours: hours.slice(0, lastHour + 1), before, table: hoursTable({ hours, before, lastHour }, { t }) }
}

async function shown(around: Around, chosen: Chosen, { asked, first }: { asked: AskedPeriod; first: string }): Promise<Child> {
  const { db, desk: { t } } = around
  const { period: { from, to }, comparison } = chosen
  const { mode } = await audienceSettings(db)
  const [days, hours] = [await daysShown(db, chosen, t), await hoursShown(around, to)]
  const file = (name: TableName) => ({ label: t(`audience_figures.file.${name}`), href: withQuery(url(paths.deskAudienceCsv, { table: `${name}.csv` }), { ...asked }) })
  const table = async (name: TableName) => <Figures t={t} table={await tableOf(around, name, { chosen, limit: shownAtMost })} caption={t(`audience_figures.file.${name}`)} />
  const isOneDay = from === to
  const title = t('audience_figures.views')
  return (
    <>
      <PlotPatterns />
      <h2>{isOneDay ? t.longDay(from) : t('funding_figures.period_shown', { from: t.day(from), to: t.day(to) })}</h2>
      <Overview t={t} sums={days.sums} before={days.before} isOneDay={isOneDay} hasBefore={first <= comparedWith(chosen.period, comparison).to} />
      <FigurePart t={t} id="when" title={t('audience_figures.when')} files={isOneDay ? [file('hours')] : [file('days'), file('hours')]} defined={[t('audience_figures.define.views'), t('audience_figures.define.readers'), t('audience_figures.define.engaged')]}>
        <div class="figure-pair">
          {isOneDay ? null : <PointsPlot t={t} id="days-plot" title={title} points={days.points} beside={days.beside} besideLabel={t(`audience_figures.compared.${comparison}`)} table={days.table} />}
          <HoursPlot t={t} title={t('audience_figures.hours_of', { day: t.day(to) })} {...hours} label={t.shortDay(to)} beforeLabel={t('audience_figures.week_before')} />
        </div>
      </FigurePart>
      <FigurePart t={t} id="pages" title={t('audience_figures.pages')} files={[file('pages')]}>{await table('pages')}</FigurePart>
      <FigurePart t={t} id="from-where" title={t('audience_figures.from_where')} files={[file('source_kinds'), file('sources')]} defined={[t('audience_figures.define.sources')]}>
        <div class="figure-pair">{await table('source_kinds')}{await table('sources')}</div>
      </FigurePart>
      <FigurePart t={t} id="with-what" title={t('audience_figures.with_what')} files={[file('devices'), file('languages'), file('countries')]} defined={[t('audience_figures.define.traits')]}>
        <div class="figure-pair">{await table('devices')}{await table('languages')}{await table('countries')}</div>
      </FigurePart>
      {mode === 'full' ? <FigurePart t={t} id="campaigns" title={t('audience_figures.campaigns')} files={[file('campaigns'), file('campaign_sources'), file('campaign_media')]}><div class="figure-pair">{await table('campaigns')}{await table('campaign_sources')}{await table('campaign_media')}</div></FigurePart> : null}
      <FigurePart t={t} id="not-counted" title={t('audience_figures.not_counted')} files={[file('machines'), file('left_out')]} defined={[t('audience_figures.define.machines')]}>
        <div class="figure-pair">{await table('machines')}{await table('left_out')}</div>
      </FigurePart>
    </>
  )
}

function Overview({ t, sums, before, isOneDay, hasBefore }: { t: T; sums: Sums; before: Sums; isOneDay: boolean; hasBefore: boolean }) {
  const than = (value: string) => (hasBefore ? t('audience_figures.before', { value }) : undefined)
  const share = ({ measured, views }: Sums) => (views > 0 ? Math.min(1, measured / views) : null)
  return <KeyFigures figures={[
    { label: t('audience_figures.views'), value: t.number(sums.views), before: than(t.number(before.views)) },
    { label: readersLabel(t, isOneDay), value: few(t, sums.readers), more: sums.told < sums.views ? t('audience_figures.not_told', { n: sums.views - sums.told }) : undefined, before: than(few(t, before.readers)) },
    { label: t('audience_figures.engaged'), value: attention(t, sums.engaged), before: than(attention(t, before.engaged)) },
    { label: t('audience_figures.measured_share'), value: perCent(t, share(sums)), more: t('audience_figures.measured_of', { n: sums.measured }), before: than(perCent(t, share(before))) },
  ]} />
}
