// What is read of one article: how much, for how long, how far, from where its readers come and what they do next.
import type { Child } from 'hono/jsx'
import { csvTable } from '../../base/csv.ts'
import type { Reads } from '../../base/db/db.ts'
import { dayOf } from '../../base/time.ts'
import { Wrong, type Errors } from '../../base/ui/form.tsx'
import { PlotPatterns } from '../../base/ui/series-plot.tsx'
import { download, html } from '../../base/web/respond.ts'
import { found, type Page } from '../../base/web/route.ts'
import { addDays } from '../../funding/rhythm.ts'
import { countsOf } from '../../comments/reads/threads.ts'
import { deskOf, type Desk } from '../../people/desk.ts'
import type { Staff } from '../../people/guards.ts'
import { articleUrl, numberIn, paths, url, withQuery } from '../../urls.ts'
import { appealFigures, isAsked, stepsTable } from '../appeals.ts'
import { audiencePages } from '../desk.ts'
import { articlesAmong, figureLines, leavingTable, ownPagesTable, pointsTable, reachedTable, readersLabel, sourceKindsTable, sourcesTable, type FigureTable, type Names } from '../figure-tables.ts'
import { figuresOf, pointsOf, type Figures as Sums } from '../figures.ts'
import { periodOf, type Asked as AskedPeriod, type Period } from '../period.ts'
import { countedArticle, giftsFollowing, nextPages } from '../reads/article.ts'
import { headlinesOf, leavingRows, sourceRows } from '../reads/figures.ts'
import { AudienceFrame } from '../views/audience-frame.tsx'
import { attention, few, FigurePart, Figures, KeyFigures, perCent, PointsPlot, ReachedPlot } from '../views/figure-parts.tsx'
import { SincePublishing } from '../views/since-publishing.tsx'

type Guarded = Staff<'see_audience'>
export type Asked = 'days' | 'from' | 'to'
export const query: Asked[] = ['days', 'from', 'to']

const tableNames = ['days', 'reached', 'appeal', 'source_kinds', 'sources', 'own_pages', 'next', 'leaving'] as const
type TableName = (typeof tableNames)[number]
const shownAtMost = 15
const allOfThem = 100_000
/** An old article is read from here on, unless the address says otherwise. */
const daysBack = 730

type Article = NonNullable<Awaited<ReturnType<typeof countedArticle>>>
interface Around { db: Reads; desk: Desk; article: Article; /** Among counted pages; none is -1. */ page_id: number; period: Period }

export const show: Page<typeof paths.deskAudienceArticle, Guarded, Asked> = async ({ db, params, who, speaks, query: asked, now }) => {
  const desk = await deskOf(db, { who, speaks })
  const { t } = desk
  const article = found(await countedArticle(db, found(numberIn(params.id))))
  const period = periodFor(article, asked, timeOf(desk, now))
  const errors: Errors = period ? {} : { to: t('audience_figures.wrong_period') }
  const path = url(paths.deskAudienceArticle, { id: params.id })
  return html(
    <AudienceFrame desk={desk} pages={audiencePages(t, who)} current={paths.deskAudience} title={article.headline} back={{ path: paths.deskAudience, label: t('audience_figures.title') }}>
      <p class="small"><a href={articleUrl(article)}>{t('audience_figures.read_article')}</a></p>
      <Wrong errors={errors} t={t} />
      <SincePublishing t={t} path={path} asked={asked} period={period} errors={errors} />
      {period ? article.page_id === null ? <p class="nothing">{t('audience_figures.article_none')}</p> : await shown({ db, desk, article, page_id: article.page_id, period }, asked) : null}
    </AudienceFrame>, period ? 200 : 422)
}

export const csv: Page<typeof paths.deskAudienceArticleCsv, Guarded, Asked> = async ({ db, params, who, speaks, query: asked, now }) => {
  const desk = await deskOf(db, { who, speaks })
  const article = found(await countedArticle(db, found(numberIn(params.id))))
  const name = found(tableNames.find((one) => `${one}.csv` === params.table))
  const period = found(periodFor(article, asked, timeOf(desk, now)))
  const around = { db, desk, article, page_id: article.page_id ?? -1, period }
  const table = name === 'days' || name === 'reached' ? tablesOf(desk, await figuresOf(db, { page_id: around.page_id, ...period }))[name] : await tableOf(around, name, allOfThem)
  return download(csvTable(figureLines(table)), { name: `article-${article.id}-${name.replace('_', '-')}-${period.from}-${period.to}.csv`, contentType: 'text/csv; charset=utf-8' })
}

/** Since it was published, unless the address says otherwise. */
function periodFor({ first_published_at }: Article, asked: AskedPeriod, { today, zone }: { today: string; zone: string }): Period | undefined {
  const given = (asked.from ?? '') !== '' || (asked.to ?? '') !== '' || asked.days !== undefined
  if (given || !first_published_at) return periodOf(asked, today)?.period
  const back = periodOf({ from: addDays(today, -daysBack), to: today }, today)?.period
  const day = dayOf(first_published_at, zone)
  return back && { from: day > back.from ? (day > today ? today : day) : back.from, to: today }
}

function tablesOf({ t }: Desk, sums: Sums) {
  return { days: pointsTable(pointsOf(sums.days), { t, beside: null }), reached: reachedTable(sums, { t }) }
}

async function tableOf({ db, desk: { t, facts: { sections } }, article, page_id, period }: Around, name: Exclude<TableName, 'days' | 'reached'>, limit: number): Promise<FigureTable> {
  if (name === 'appeal') return stepsTable(await appealFigures(db, { article_id: article.id, ...period }), { t })
  if (name === 'leaving') return firstOf(leavingTable(await leavingRows(db, { page_id, ...period }), { t }), limit)
  if (name === 'next') return ownPages(db, await nextPages(db, { address: articleUrl(article), ...period, limit }), { t, sections })
  const sources = await sourceRows(db, { page_id, ...period })
  if (name === 'own_pages') return ownPages(db, sources.filter(({ kind }) => kind === 'own').slice(0, limit), { t, sections })
  return name === 'sources' ? firstOf(sourcesTable(sources, { t }), limit) : sourceKindsTable(sources, { t })
}
async function ownPages(db: Reads, rows: { name: string; views: number }[], names: Omit<Names, 'headlines'>): Promise<FigureTable> {
  return ownPagesTable(rows, { ...names, headlines: await headlinesOf(db, articlesAmong(rows.map(({ name }) => name))) })
}
function firstOf({ columns, rows }: FigureTable, limit: number): FigureTable {
  return { columns, rows: rows.slice(0, limit) }
}

async function shown(around: Around, asked: AskedPeriod): Promise<Child> {
  const { db, desk, article, page_id, period } = around
  const { t } = desk
  const [sums, appeal] = [await figuresOf(db, { page_id, ...period }), await appealFigures(db, { article_id: article.id, ...period })]
  const tables = tablesOf(desk, sums)
  const file = (name: TableName) => ({ label: t(`audience_figures.file.${name}`), href: withQuery(url(paths.deskAudienceArticleCsv, { id: String(article.id), table: `${name}.csv` }), { ...asked }) })
  const table = async (name: Exclude<TableName, 'days' | 'reached'>) => <Figures t={t} table={await tableOf(around, name, shownAtMost)} caption={t(`audience_figures.file.${name}`)} />
  return (
    <>
      <PlotPatterns />
      <h2>{t('funding_figures.period_shown', { from: t.day(period.from), to: t.day(period.to) })}</h2>
      <Overview t={t} sums={sums} comments={(await countsOf(db, [article.id])).get(article.id) ?? 0} gifts={await giftsFollowing(db, article.id)} isOneDay={period.from === period.to} />
      <FigurePart t={t} id="read" title={t('audience_figures.how_read')} files={[file('days'), file('reached')]} defined={[t('audience_figures.define.views'), t('audience_figures.define.engaged'), t('audience_figures.define.reached')]}>
        <div class="figure-pair">
          <PointsPlot t={t} id="days-plot" title={t('audience_figures.views')} points={pointsOf(sums.days)} beside={null} besideLabel="" table={tables.days} />
          {sums.measured < 5 ? <p class="nothing">{t('audience_figures.too_few_measured')}</p> : <ReachedPlot t={t} title={t('audience_figures.reached')} reached={sums.reached} table={tables.reached} />}
        </div>
      </FigurePart>
      <FigurePart t={t} id="from-where" title={t('audience_figures.from_where')} files={[file('source_kinds'), file('sources'), file('own_pages')]} defined={[t('audience_figures.define.sources')]}>
        <div class="figure-pair">{await table('source_kinds')}{await table('sources')}{await table('own_pages')}</div>
      </FigurePart>
      <FigurePart t={t} id="next" title={t('audience_figures.what_next')} files={[file('next'), file('leaving')]}><div class="figure-pair">{await table('next')}{await table('leaving')}</div></FigurePart>
      {isAsked(appeal) ? <FigurePart t={t} id="appeal" title={t('appeal_figures.title')} files={[file('appeal')]} defined={[t('appeal_figures.define.given'), t('appeal_figures.define.nobody')]}>{await table('appeal')}</FigurePart> : null}
    </>
  )
}

interface OverviewProps { t: Desk['t']; sums: Sums; comments: number; gifts: { begun: number; completed: number }; isOneDay: boolean }

function Overview({ t, sums, comments, gifts, isOneDay }: OverviewProps) {
  return <KeyFigures figures={[
    { label: t('audience_figures.views'), value: t.number(sums.views) },
    { label: readersLabel(t, isOneDay), value: few(t, sums.readers) },
    { label: t('audience_figures.engaged'), value: attention(t, sums.measured < 5 ? null : sums.engaged), more: t('audience_figures.measured_of_share', { share: perCent(t, sums.views > 0 ? Math.min(1, sums.measured / sums.views) : null) }) },
    { label: t('audience_figures.read_to_end'), value: perCent(t, sums.measured < 5 ? null : sums.reached[9] ?? null) },
    { label: t('audience_figures.comments'), value: t.number(comments), more: t('audience_figures.until_now') },
    { label: t('audience_figures.gifts'), value: few(t, gifts.completed), more: t('audience_figures.gifts_begun', { value: few(t, gifts.begun) }) },
  ]} />
}

function timeOf({ facts: { paper: { time_zone: zone } } }: Desk, now: Date) {
  return { zone, today: dayOf(now, zone) }
}
