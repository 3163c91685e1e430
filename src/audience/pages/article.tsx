// What is read of one article: how much, for how long, how far, from where its readers come and what they do next.
import type { Child } from 'hono/jsx'
import { csvTable } from '../../base/csv.ts'
import type { Reads } from '../../base/db/db.ts'
import { dayOf } from '../../base/time.ts'
import { Wrong } from '../../base/ui/form.tsx'
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
import { daysOfArticle, hoursOfArticle, isTold, usualFor, usualTable } from '../article-figures.ts'
import { articlesAmong, figureLines, firstRows, leavingTable, ownPagesTable, reachedTable, sourceKindsTable, sourcesTable, type FigureTable, type Names } from '../figure-tables.ts'
import { figuresOf } from '../figures.ts'
import { foldedFrom } from '../folding.ts'
import { chosenOf, type Asked, type Chosen, type Wrong as WrongIn, type PeriodWord } from '../period.ts'
import { countedArticle, giftsFollowing, nextPages } from '../reads/article.ts'
import { headlinesOf, leavingRows, sourceRows } from '../reads/figures.ts'
import { importedRows, importedSpans } from '../reads/others.ts'
import { importedTable } from '../told-tables.ts'
import { ArticleOverview, UsualPlot } from './article-parts.tsx'
import { AudienceFrame } from '../views/audience-frame.tsx'
import { FigurePart, Figures, HoursPlot, PointsPlot, ReachedPlot } from '../views/figure-parts.tsx'
import { periodErrors, periodTitle } from './chooser.tsx'
import { ImportedPart } from './imported-part.tsx'
import { SincePublishing } from './since-publishing.tsx'

type Guarded = Staff<'see_audience'>

const tableNames = ['days', 'hours', 'usual', 'reached', 'appeal', 'source_kinds', 'sources', 'own_pages', 'next', 'leaving', 'imported'] as const
type TableName = (typeof tableNames)[number]
const shownAtMost = 15
const allOfThem = 100_000
/** An old article is read from here on, unless the address says otherwise. */
const daysBack = 730

type Article = NonNullable<Awaited<ReturnType<typeof countedArticle>>>
interface Around { db: Reads; desk: Desk; article: Article; /** Among counted pages; none is -1. */ page_id: number; chosen: Chosen; now: Date }

export const show: Page<typeof paths.deskAudienceArticle, Guarded, PeriodWord> = async ({ db, params, who, speaks, query: asked, now }) => {
  const desk = await deskOf(db, { who, speaks })
  const { t } = desk
  const article = found(await countedArticle(db, found(numberIn(params.id))))
  const chosen = chosenFor(article, asked, timeOf(desk, now))
  const errors = periodErrors(chosen, t)
  const path = url(paths.deskAudienceArticle, { id: params.id })
  const right = typeof chosen === 'string' ? undefined : chosen
  return html(
    <AudienceFrame desk={desk} pages={audiencePages(t, who)} current={paths.deskAudience} title={article.headline} back={{ path: paths.deskAudience, label: t('audience_figures.title') }}>
      <p class="small"><a href={articleUrl(article)}>{t('audience_figures.read_article')}</a></p>
      <Wrong errors={errors} t={t} />
      <SincePublishing t={t} path={path} asked={asked} period={right?.period} comparison={right?.comparison ?? 'none'} errors={errors} />
      {right ? article.page_id === null ? <p class="nothing">{t('audience_figures.article_none')}</p> : await shown({ db, desk, article, page_id: article.page_id, chosen: right, now }, asked) : null}
    </AudienceFrame>, right ? 200 : 422)
}

export const csv: Page<typeof paths.deskAudienceArticleCsv, Guarded, PeriodWord> = async ({ db, params, who, speaks, query: asked, now }) => {
  const desk = await deskOf(db, { who, speaks })
  const article = found(await countedArticle(db, found(numberIn(params.id))))
  const name = found(tableNames.find((one) => `${one}.csv` === params.table))
  const given = chosenFor(article, asked, timeOf(desk, now))
  const chosen = found(typeof given === 'string' ? undefined : given)
  const { period } = chosen
  const table = await tableOf({ db, desk, article, page_id: article.page_id ?? -1, chosen, now }, name, allOfThem)
  return download(csvTable(figureLines(table)), { name: `article-${article.id}-${name.replace('_', '-')}-${period.from}-${period.to}.csv`, contentType: 'text/csv; charset=utf-8' })
}

/** Since it was published, unless the address says otherwise, and beside nothing but what is usual. */
function chosenFor({ first_published_at }: Article, asked: Asked, { today, zone }: { today: string; zone: string }): Chosen | WrongIn {
  const compare = asked.compare ?? 'none'
  const given = (asked.from ?? '') !== '' || (asked.to ?? '') !== '' || asked.days !== undefined
  if (given || !first_published_at) return chosenOf({ ...asked, compare }, today)
  const [day, earliest] = [dayOf(first_published_at, zone), addDays(today, -daysBack)]
  return chosenOf({ from: day > earliest ? (day > today ? today : day) : earliest, to: today, compare, than: asked.than }, today)
}

async function tableOf(around: Around, name: TableName, limit: number): Promise<FigureTable> {
  const { db, desk: { t, facts: { sections } }, article, page_id, chosen: { period } } = around
  const named = { page_id, from: foldedFrom(period.from, timeOf(around.desk, around.now).today), to: period.to }
  if (name === 'days') return (await daysOfArticle(around)).table
  if (name === 'hours') return (await hoursOfArticle(around)).table
  if (name === 'usual') return usualTable(await usualFor(around), t)
  if (name === 'reached') return reachedTable(await figuresOf(db, { page_id, ...period }), { t })
  if (name === 'imported') return importedTable(await importedRows(db, { page_id, ...period }), t)
  if (name === 'appeal') return stepsTable(await appealFigures(db, { article_id: article.id, ...period }), { t })
  if (name === 'leaving') return firstRows(leavingTable(await leavingRows(db, named), { t }), limit)
  if (name === 'next') return ownPages(db, await nextPages(db, { address: articleUrl(article), ...period, limit }), { t, sections })
  const sources = await sourceRows(db, named)
  if (name === 'own_pages') return ownPages(db, sources.filter(({ kind }) => kind === 'own').slice(0, limit), { t, sections })
  return name === 'sources' ? firstRows(sourcesTable(sources, { t }), limit) : sourceKindsTable(sources, { t })
}

async function ownPages(db: Reads, rows: { name: string; views: number }[], names: Omit<Names, 'headlines'>): Promise<FigureTable> {
  return ownPagesTable(rows, { ...names, headlines: await headlinesOf(db, articlesAmong(rows.map(({ name }) => name))) })
}

async function shown(around: Around, asked: Asked): Promise<Child> {
  const { db, desk, article, page_id, chosen: { period, comparison } } = around
  const { t } = desk
  const appeal = await appealFigures(db, { article_id: article.id, ...period })
  const file = (name: TableName) => ({ label: t(`audience_figures.file.${name}`), href: withQuery(url(paths.deskAudienceArticleCsv, { id: String(article.id), table: `${name}.csv` }), { ...asked }) })
  const table = async (name: TableName) => <Figures t={t} table={await tableOf(around, name, shownAtMost)} caption={t(`audience_figures.file.${name}`)} />
  const [days, hours, usual] = [await daysOfArticle(around), await hoursOfArticle(around), await usualFor(around)]
  const { sums, before } = days
  return (
    <>
      <PlotPatterns />
      <h2>{periodTitle(period, t)}</h2>
      <ArticleOverview t={t} sums={sums} before={before} isCompared={around.chosen.compared !== null} comments={(await countsOf(db, [article.id])).get(article.id) ?? 0} gifts={await giftsFollowing(db, article.id)} isOneDay={period.from === period.to} />
      <FigurePart t={t} id="read" title={t('audience_figures.how_read')} files={[file('days'), file('hours'), ...(isTold(usual) ? [file('usual')] : []), file('reached')]} defined={[t('audience_figures.define.views'), t('audience_figures.define.engaged'), t('audience_figures.define.reached'), ...(isTold(usual) ? [t('audience_figures.define.usual')] : [])]}>
        {isTold(usual) ? <UsualPlot t={t} usual={usual} table={usualTable(usual, t)} /> : null}
        <div class="figure-pair">
          {period.from === period.to ? null : <PointsPlot t={t} id="days-plot" title={t('audience_figures.views')} pairs={days.pairs} besideLabel={t(`audience_figures.compared.${comparison}`)} table={days.table} />}
          {hours.hours.length === 0 ? null : <HoursPlot t={t} title={t('audience_figures.hours_of', { day: t.day(period.to) })} {...hours} label={t.longDay(period.to)} beforeLabel={hours.beforeDay ? t.longDay(hours.beforeDay) : ''} />}
          {sums.measured < 5 ? <p class="nothing">{t('audience_figures.too_few_measured')}</p> : <ReachedPlot t={t} title={t('audience_figures.reached')} reached={sums.reached} table={reachedTable(sums, { t })} />}
        </div>
      </FigurePart>
      <FigurePart t={t} id="from-where" title={t('audience_figures.from_where')} files={[file('source_kinds'), file('sources'), file('own_pages')]} defined={[t('audience_figures.define.sources'), t('audience_figures.define.folded')]}>
        <div class="figure-pair">{await table('source_kinds')}{await table('sources')}{await table('own_pages')}</div>
      </FigurePart>
      <FigurePart t={t} id="next" title={t('audience_figures.what_next')} files={[file('next'), file('leaving')]} defined={[t('audience_figures.define.next')]}><div class="figure-pair">{await table('next')}{await table('leaving')}</div></FigurePart>
      {isAsked(appeal) ? <FigurePart t={t} id="appeal" title={t('appeal_figures.title')} files={[file('appeal')]} defined={[t('appeal_figures.define.given'), t('appeal_figures.define.nobody')]}><Figures t={t} table={await tableOf(around, 'appeal', shownAtMost)} caption={t('appeal_figures.steps')} /></FigurePart> : null}
      <ImportedPart t={t} spans={await importedSpans(db, page_id)} period={period} table={await tableOf(around, 'imported', allOfThem)} path={url(paths.deskAudienceArticle, { id: String(article.id) })} file={file('imported')} />
    </>
  )
}

function timeOf({ facts: { paper: { time_zone: zone } } }: Desk, now: Date) {
  return { zone, today: dayOf(now, zone) }
}
