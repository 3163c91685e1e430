// What is read by author, topic, section or desk: a list of each, and a page of one.
import { csvTable } from '../../base/csv.ts'
import type { Reads } from '../../base/db/db.ts'
import { dayOf } from '../../base/time.ts'
import { Wrong, type Errors } from '../../base/ui/form.tsx'
import { PlotPatterns } from '../../base/ui/series-plot.tsx'
import { download, html } from '../../base/web/respond.ts'
import { found, type Page } from '../../base/web/route.ts'
import { deskOf, type Desk } from '../../people/desk.ts'
import type { Staff } from '../../people/guards.ts'
import { numberIn, paths, url, withQuery } from '../../urls.ts'
import { audiencePages } from '../desk.ts'
import { figureLines, groupsTable, pagesTable, pointsTable, readersLabel, type FigureTable } from '../figure-tables.ts'
import { pointsOf } from '../figures.ts'
import { groupFigures, groupKinds, groupsOf, type GroupFigures, type GroupKind } from '../group.ts'
import { periodOf, type Period } from '../period.ts'
import { groupName, groupPages } from '../reads/groups.ts'
import { AudienceFrame } from '../views/audience-frame.tsx'
import { attention, few, FigurePart, Figures, KeyFigures, PointsPlot } from '../views/figure-parts.tsx'
import { Chooser } from './chooser.tsx'

type Guarded = Staff<'see_audience'>
export type Asked = 'days' | 'from' | 'to'
export const query: Asked[] = ['days', 'from', 'to']

const shownAtMost = 100
const articlesShown = 25
const allOfThem = 100_000

export const list: Page<typeof paths.deskAudienceGroups, Guarded, Asked> = async ({ db, params, who, speaks, query: asked, now }) => {
  const { desk, chosen, errors, path } = await askedOf({ db, who, speaks, now }, { asked, path: (kind) => url(paths.deskAudienceGroups, { kind }), kind: params.kind })
  const { t } = desk
  const { kind } = path
  return html(
    <AudienceFrame desk={desk} pages={audiencePages(t, who)} current={url(paths.deskAudienceGroups, { kind })} title={t(`audience_figures.by.${kind}`)}>
      <Wrong errors={errors} t={t} />
      <Chooser t={t} path={path.own} asked={asked} chosen={chosen} errors={errors} compares={false} />
      {chosen
        ? <FigurePart t={t} id="list" title={titleOf(desk, chosen.period)} files={[{ label: '', href: withQuery(url(paths.deskAudienceGroupsCsv, { table: `${kind}.csv` }), { ...asked }) }]} defined={[t(`audience_figures.define.${kind}`), t('audience_figures.define.groups')]}>
            <Figures t={t} caption={t(`audience_figures.by.${kind}`)} table={groupsTable(await groupsOf(db, kind, { ...chosen.period, limit: shownAtMost }), { t, kind, hrefOf: (key) => withQuery(url(paths.deskAudienceGroup, { kind, id: key }), { ...asked }) })} />
          </FigurePart>
        : null}
    </AudienceFrame>, chosen ? 200 : 422)
}

export const show: Page<typeof paths.deskAudienceGroup, Guarded, Asked> = async ({ db, params, who, speaks, query: asked, now }) => {
  const { desk, chosen, errors, path } = await askedOf({ db, who, speaks, now }, { asked, path: (kind) => url(paths.deskAudienceGroup, { kind, id: params.id }), kind: params.kind })
  const { t } = desk
  const { kind } = path
  const of = { kind, key: keyOf(kind, params.id) }
  const name = found(await groupName(db, of))
  return html(
    <AudienceFrame desk={desk} pages={audiencePages(t, who)} current={url(paths.deskAudienceGroups, { kind })} title={name} back={{ path: url(paths.deskAudienceGroups, { kind }), label: t(`audience_figures.by.${kind}`) }}>
      <Wrong errors={errors} t={t} />
      <Chooser t={t} path={path.own} asked={asked} chosen={chosen} errors={errors} compares={false} />
      {chosen ? await shown({ db, desk }, { ...of, ...chosen.period }, { file: (table) => withQuery(url(paths.deskAudienceGroupCsv, { kind, id: params.id, table: `${table}.csv` }), { ...asked }) }) : null}
    </AudienceFrame>, chosen ? 200 : 422)
}

export const listCsv: Page<typeof paths.deskAudienceGroupsCsv, Guarded, Asked> = async ({ db, params, who, speaks, query: asked, now }) => {
  const { t, facts: { paper } } = await deskOf(db, { who, speaks })
  const kind = found(groupKinds.find((one) => `${one}.csv` === params.table))
  const { period } = found(periodOf(asked, dayOf(now, paper.time_zone)))
  return csvOf(groupsTable(await groupsOf(db, kind, { ...period, limit: allOfThem }), { t, kind, hrefOf: () => undefined }), kind, period)
}

export const csv: Page<typeof paths.deskAudienceGroupCsv, Guarded, Asked> = async ({ db, params, who, speaks, query: asked, now }) => {
  const { t, facts: { paper, sections } } = await deskOf(db, { who, speaks })
  const kind = kindOf(params.kind)
  const of = { kind, key: keyOf(kind, params.id) }
  found(await groupName(db, of))
  const { period } = found(periodOf(asked, dayOf(now, paper.time_zone)))
  if (params.table === 'days.csv') return csvOf(daysTable(await groupFigures(db, { ...of, ...period }), t), `${kind}-days`, period)
  found(params.table === 'articles.csv' ? true : undefined)
  return csvOf(pagesTable(await groupPages(db, { ...of, ...period, limit: allOfThem }), { t, sections, headlines: new Map() }), `${kind}-articles`, period)
}

function csvOf(table: FigureTable, name: string, { from, to }: Period): Response {
  return download(csvTable(figureLines(table)), { name: `audience-${name}-${from}-${to}.csv`, contentType: 'text/csv; charset=utf-8' })
}

interface Asking { db: Reads; who: Guarded; speaks: string | undefined; now: Date }

async function askedOf({ db, who, speaks, now }: Asking, { asked, path, kind: given }: { asked: Partial<Record<Asked, string>>; path: (kind: GroupKind) => string; kind: string }) {
  const desk = await deskOf(db, { who, speaks })
  const kind = kindOf(given)
  const chosen = periodOf(asked, dayOf(now, desk.facts.paper.time_zone))
  const errors: Errors = chosen ? {} : { to: desk.t('audience_figures.wrong_period') }
  return { desk, chosen, errors, path: { kind, own: path(kind) } }
}

function kindOf(text: string): GroupKind {
  return found(groupKinds.find((one) => one === text))
}
function keyOf(kind: GroupKind, id: string): string {
  return kind === 'desks' ? id : String(found(numberIn(id)))
}

function titleOf({ t }: Desk, { from, to }: Period): string {
  return from === to ? t.longDay(from) : t('funding_figures.period_shown', { from: t.day(from), to: t.day(to) })
}

/** Where readers were not merged, nothing is said of them. */
function daysTable(sums: GroupFigures, t: Desk['t']): FigureTable {
  const { columns, rows } = pointsTable(pointsOf(sums.days), { t, beside: null })
  return { columns, rows: sums.isMerged ? rows : rows.map(({ cells: [at = null, views = null] }) => ({ cells: [at, views, null] })) }
}

async function shown({ db, desk }: { db: Reads; desk: Desk }, of: Period & { kind: GroupKind; key: string }, { file }: { file: (table: 'days' | 'articles') => string }) {
  const { t, facts: { sections } } = desk
  const sums = await groupFigures(db, of)
  const pages = await groupPages(db, { ...of, limit: articlesShown })
  const isOneDay = of.from === of.to
  return (
    <>
      <PlotPatterns />
      <h2>{titleOf(desk, of)}</h2>
      <KeyFigures figures={[
        { label: t('audience_figures.views'), value: t.number(sums.views) },
        { label: readersLabel(t, isOneDay), value: sums.isMerged ? few(t, sums.readers) : '–' },
        { label: t('audience_figures.engaged'), value: attention(t, sums.engaged) },
      ]} />
      {isOneDay ? null : <FigurePart t={t} id="days" title={t('audience_figures.when')} files={[{ label: '', href: file('days') }]} defined={[t('audience_figures.define.views'), t('audience_figures.define.groups')]}><PointsPlot t={t} id="days-plot" title={t('audience_figures.views')} points={pointsOf(sums.days)} beside={null} besideLabel="" table={daysTable(sums, t)} /></FigurePart>}
      <FigurePart t={t} id="articles" title={t('audience_figures.articles')} files={[{ label: '', href: file('articles') }]} defined={isOneDay ? [t('audience_figures.define.groups')] : []}><Figures t={t} table={pagesTable(pages, { t, sections, headlines: new Map() })} caption={t('audience_figures.file.pages')} /></FigurePart>
    </>
  )
}
