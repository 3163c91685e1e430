// What is read by author, topic, section or desk: a list of each, and a page of one.
import { csvTable } from '../../base/csv.ts'
import type { Reads } from '../../base/db/db.ts'
import { dayOf } from '../../base/time.ts'
import { Wrong } from '../../base/ui/form.tsx'
import { PlotPatterns } from '../../base/ui/series-plot.tsx'
import { download, html } from '../../base/web/respond.ts'
import { found, type Page } from '../../base/web/route.ts'
import { deskOf, type Desk } from '../../people/desk.ts'
import type { Staff } from '../../people/guards.ts'
import { numberIn, paths, url, withQuery } from '../../urls.ts'
import { audiencePages } from '../desk.ts'
import { figureLines, groupsTable, pagesTable, pointsTable, readersLabel, type FigureTable } from '../figure-tables.ts'
import { groupFigures, groupKinds, groupMonths, groupsOf, type GroupFigures, type GroupKind } from '../group.ts'
import { chosenOf, daysIn, periodOf, wholeCompared, type Chosen, type Period, type Asked, type PeriodWord } from '../period.ts'
import { isByMonth, pairsOf } from '../points.ts'
import { viewsOfPages } from '../reads/compared.ts'
import { firstCountedDay } from '../reads/figures.ts'
import { groupName, groupPageIds, groupPages, groupRows } from '../reads/groups.ts'
import { wholePaper } from '../tally.ts'
import { AudienceFrame } from '../views/audience-frame.tsx'
import { attention, beforeSaid, few, FigurePart, Figures, KeyFigures, PointsPlot } from '../views/figure-parts.tsx'
import { Chooser, periodErrors, periodTitle } from './chooser.tsx'

type Guarded = Staff<'see_audience'>

const shownAtMost = 100
const articlesShown = 25
const allOfThem = 100_000

export const list: Page<typeof paths.deskAudienceGroups, Guarded, PeriodWord> = async ({ db, params, who, speaks, query: asked, now }) => {
  const { desk, chosen, errors, path } = await askedOf({ db, who, speaks, now }, { asked, path: (kind) => url(paths.deskAudienceGroups, { kind }), kind: params.kind })
  const { t } = desk
  const { kind } = path
  return html(
    <AudienceFrame desk={desk} pages={audiencePages(t, who)} current={url(paths.deskAudienceGroups, { kind })} title={t(`audience_figures.by.${kind}`)}>
      <Wrong errors={errors} t={t} />
      <Chooser t={t} path={path.own} asked={asked} chosen={chosen} errors={errors} />
      {chosen
        ? <FigurePart t={t} id="list" title={periodTitle(chosen.period, t)} files={[{ label: '', href: withQuery(url(paths.deskAudienceGroupsCsv, { table: `${kind}.csv` }), { ...asked }) }]} defined={[t(`audience_figures.define.${kind}`), t('audience_figures.define.groups')]}>
            <Figures t={t} caption={t(`audience_figures.by.${kind}`)} table={groupsTable(await groupsOf(db, kind, { ...chosen.period, limit: shownAtMost }), { t, kind, before: await viewsBefore(db, kind, { chosen, today: dayOf(now, desk.facts.paper.time_zone) }), hrefOf: (key) => withQuery(url(paths.deskAudienceGroup, { kind, id: key }), { ...asked }) })} />
          </FigurePart>
        : null}
    </AudienceFrame>, chosen ? 200 : 422)
}

export const show: Page<typeof paths.deskAudienceGroup, Guarded, PeriodWord> = async ({ db, params, who, speaks, query: asked, now }) => {
  const { desk, chosen, errors, path } = await askedOf({ db, who, speaks, now }, { asked, path: (kind) => url(paths.deskAudienceGroup, { kind, id: params.id }), kind: params.kind })
  const { t } = desk
  const { kind } = path
  const of = { kind, key: keyOf(kind, params.id) }
  const name = found(await groupName(db, of))
  return html(
    <AudienceFrame desk={desk} pages={audiencePages(t, who)} current={url(paths.deskAudienceGroups, { kind })} title={name} back={{ path: url(paths.deskAudienceGroups, { kind }), label: t(`audience_figures.by.${kind}`) }}>
      <Wrong errors={errors} t={t} />
      <Chooser t={t} path={path.own} asked={asked} chosen={chosen} errors={errors} />
      {chosen ? await shown({ db, kind, page_ids: await groupPageIds(db, of), chosen, today: dayOf(now, desk.facts.paper.time_zone) }, desk, { file: (table) => withQuery(url(paths.deskAudienceGroupCsv, { kind, id: params.id, table: `${table}.csv` }), { ...asked }) }) : null}
    </AudienceFrame>, chosen ? 200 : 422)
}

export const listCsv: Page<typeof paths.deskAudienceGroupsCsv, Guarded, PeriodWord> = async ({ db, params, who, speaks, query: asked, now }) => {
  const { t, facts: { paper } } = await deskOf(db, { who, speaks })
  const kind = found(groupKinds.find((one) => `${one}.csv` === params.table))
  const chosen = found(periodOf(asked, dayOf(now, paper.time_zone)))
  const { period } = chosen
  return csvOf(groupsTable(await groupsOf(db, kind, { ...period, limit: allOfThem }), { t, kind, before: await viewsBefore(db, kind, { chosen, today: dayOf(now, paper.time_zone) }), hrefOf: () => undefined }), kind, period)
}

export const csv: Page<typeof paths.deskAudienceGroupCsv, Guarded, PeriodWord> = async ({ db, params, who, speaks, query: asked, now }) => {
  const { t, facts: { paper, sections } } = await deskOf(db, { who, speaks })
  const kind = kindOf(params.kind)
  const of = { kind, key: keyOf(kind, params.id) }
  found(await groupName(db, of))
  const chosen = found(periodOf(asked, dayOf(now, paper.time_zone)))
  const { period } = chosen
  const group = { db, kind, page_ids: await groupPageIds(db, of), chosen, today: dayOf(now, paper.time_zone) }
  if (params.table === 'days.csv') return csvOf((await daysShown(group, t)).table, `${kind}-days`, period)
  found(params.table === 'articles.csv' ? true : undefined)
  return csvOf(await articlesTable(group, { t, sections, limit: allOfThem }), `${kind}-articles`, period)
}

function csvOf(table: FigureTable, name: string, { from, to }: Period): Response {
  return download(csvTable(figureLines(table)), { name: `audience-${name}-${from}-${to}.csv`, contentType: 'text/csv; charset=utf-8' })
}

interface Asking { db: Reads; who: Guarded; speaks: string | undefined; now: Date }

async function askedOf({ db, who, speaks, now }: Asking, { asked, path, kind: given }: { asked: Asked; path: (kind: GroupKind) => string; kind: string }) {
  const desk = await deskOf(db, { who, speaks })
  const kind = kindOf(given)
  const answer = chosenOf(asked, dayOf(now, desk.facts.paper.time_zone))
  const errors = periodErrors(answer, desk.t)
  return { desk, chosen: typeof answer === 'string' ? undefined : answer, errors, path: { kind, own: path(kind) } }
}

function kindOf(text: string): GroupKind {
  return found(groupKinds.find((one) => one === text))
}
function keyOf(kind: GroupKind, id: string): string {
  return kind === 'desks' ? id : String(found(numberIn(id)))
}

interface Group { db: Reads; kind: GroupKind; page_ids: readonly number[]; chosen: Chosen; today: string }

/** Of the other time, by key; null where there is none. */
async function viewsBefore(db: Reads, kind: GroupKind, { chosen, today }: { chosen: Chosen; today: string }): Promise<Map<string, number> | null> {
  const compared = wholeCompared(chosen, today)
  const since = await firstCountedDay(db, wholePaper)
  if (!compared || since === undefined || since > compared.to) return null
  return new Map((await groupRows(db, kind, { ...compared, limit: allOfThem })).map(({ key, views }) => [key, views]))
}

async function daysShown({ db, page_ids, chosen, today }: Group, t: Desk['t']) {
  const [{ period }, compared] = [chosen, wholeCompared(chosen, today)]
  const since = (await firstCountedDay(db, wholePaper)) ?? null
  const figures = (of: Period) => (isByMonth(daysIn(period).length) ? groupMonths(db, { page_ids, ...of }, period) : groupFigures(db, { page_ids, ...of }))
  const sums = await figures(period)
  const before = compared && since !== null && since <= compared.to ? await figures(compared) : null
  const pairs = pairsOf(sums.days, { compared: before?.days ?? null, since, today })
  return { sums, before, pairs, table: withoutUnmerged(pointsTable(pairs, { t }), sums) }
}

/** Where readers were not merged, nothing is said of them. */
function withoutUnmerged({ columns, rows }: FigureTable, { isMerged }: GroupFigures): FigureTable {
  return { columns, rows: isMerged ? rows : rows.map(({ cells: [at = null, views = null, , ...more] }) => ({ cells: [at, views, null, ...more] })) }
}

async function articlesTable({ db, page_ids, chosen, today }: Group, { t, sections, limit }: { t: Desk['t']; sections: Desk['facts']['sections']; limit: number }): Promise<FigureTable> {
  const [{ period }, compared] = [chosen, wholeCompared(chosen, today)]
  const pages = await groupPages(db, { page_ids, ...period, limit })
  const since = await firstCountedDay(db, wholePaper)
  const before = compared && since !== undefined && since <= compared.to ? await viewsOfPages(db, { page_ids: pages.map(({ page_id }) => page_id), ...compared }) : null
  return pagesTable(pages, { t, sections, headlines: new Map(), before })
}

async function shown(group: Group, desk: Desk, { file }: { file: (table: 'days' | 'articles') => string }) {
  const { t, facts: { sections } } = desk
  const { kind, chosen: { period, comparison } } = group
  const { sums, before, pairs, table } = await daysShown(group, t)
  const isOneDay = period.from === period.to
  return (
    <>
      <PlotPatterns />
      <h2>{periodTitle(period, t)}</h2>
      <KeyFigures figures={[
        { label: t('audience_figures.views'), value: t.number(sums.views), before: before ? beforeSaid(t, sums.views, before.views) : undefined },
        { label: readersLabel(t, isOneDay), value: sums.isMerged ? few(t, sums.readers) : '–', before: before?.isMerged && sums.isMerged ? beforeSaid(t, sums.readers, before.readers) : undefined },
        { label: t('audience_figures.engaged'), value: attention(t, sums.engaged), before: before ? t('audience_figures.before', { value: attention(t, before.engaged) }) : undefined },
      ]} />
      {isOneDay ? null : <FigurePart t={t} id="days" title={t('audience_figures.when')} files={[{ label: '', href: file('days') }]} defined={[t('audience_figures.define.views'), t(`audience_figures.define.${kind}`), t('audience_figures.define.groups')]}><PointsPlot t={t} id="days-plot" title={t('audience_figures.views')} pairs={pairs} besideLabel={t(`audience_figures.compared.${comparison}`)} table={table} breadth="whole" /></FigurePart>}
      <FigurePart t={t} id="articles" title={t('audience_figures.articles')} files={[{ label: '', href: file('articles') }]} defined={isOneDay ? [t('audience_figures.define.groups')] : []}><Figures t={t} table={await articlesTable(group, { t, sections, limit: articlesShown })} caption={t('audience_figures.file.pages')} /></FigurePart>
    </>
  )
}
