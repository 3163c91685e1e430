// The way from the appeal to a gift: of the whole paper, and by the article under which it stood.
import type { Child } from 'hono/jsx'
import { csvTable } from '../../base/csv.ts'
import type { Reads } from '../../base/db/db.ts'
import { dayOf } from '../../base/time.ts'
import { Wrong } from '../../base/ui/form.tsx'
import { PlotPatterns } from '../../base/ui/series-plot.tsx'
import { download, html } from '../../base/web/respond.ts'
import { found, type Page } from '../../base/web/route.ts'
import { deskOf, type Desk } from '../../people/desk.ts'
import type { Staff } from '../../people/guards.ts'
import { paths, url, withQuery } from '../../urls.ts'
import { appealArticlesTable, appealFigures, appealPoints, appealPointsTable, isAsked, stepsTable, type AppealFigures } from '../appeals.ts'
import { audiencePages } from '../desk.ts'
import { figureLines, type FigureTable } from '../figure-tables.ts'
import { fewest } from '../figures.ts'
import { chosenOf, periodOf, type Asked, type Chosen, type PeriodWord } from '../period.ts'
import { appealArticles } from '../reads/appeals.ts'
import { AppealOverview, FollowedPlot } from '../views/appeal-parts.tsx'
import { AudienceFrame } from '../views/audience-frame.tsx'
import { FigurePart, Figures } from '../views/figure-parts.tsx'
import { Chooser, periodErrors, periodTitle } from './chooser.tsx'

type Guarded = Staff<'see_audience'>

const tableNames = ['steps', 'days', 'articles'] as const
type TableName = (typeof tableNames)[number]
/** So many rows stand on the page; files hold all. */
const shownAtMost = 25
const allOfThem = 100_000
/** A single day says little of gifts: they are few. */
const usually = '30'

export const show: Page<typeof paths.deskAudienceAppeals, Guarded, PeriodWord> = async ({ db, who, speaks, query: given, now }) => {
  const desk = await deskOf(db, { who, speaks })
  const { t, facts: { paper } } = desk
  const asked = { ...given, days: given.days ?? usually }
  const answer = chosenOf(asked, dayOf(now, paper.time_zone))
  const chosen = typeof answer === 'string' ? undefined : answer
  const errors = periodErrors(answer, t)
  return html(
    <AudienceFrame desk={desk} pages={audiencePages(t, who)} current={paths.deskAudienceAppeals} title={t('appeal_figures.title')}>
      <p class="about">{t('appeal_figures.lead')}</p>
      <Wrong errors={errors} t={t} />
      <Chooser t={t} path={paths.deskAudienceAppeals} asked={asked} chosen={chosen} errors={errors} saysToday />
      {chosen ? await shown({ db, desk }, chosen, asked) : null}
    </AudienceFrame>, chosen ? 200 : 422)
}

export const csv: Page<typeof paths.deskAudienceAppealsCsv, Guarded, PeriodWord> = async ({ db, params, who, speaks, query: given, now }) => {
  const desk = await deskOf(db, { who, speaks })
  const name = found(tableNames.find((one) => `${one}.csv` === params.table))
  const { period } = found(periodOf({ ...given, days: given.days ?? usually }, dayOf(now, desk.facts.paper.time_zone)))
  const sums = await appealFigures(db, { article_id: null, ...period })
  return download(csvTable(figureLines(await tableOf({ db, desk }, name, { sums, period, limit: allOfThem }))), { name: `appeals-${name}-${period.from}-${period.to}.csv`, contentType: 'text/csv; charset=utf-8' })
}

interface Around { db: Reads; desk: Desk }

async function tableOf({ db, desk: { t } }: Around, name: TableName, { sums, period, limit }: { sums: AppealFigures; period: Chosen['period']; limit: number }): Promise<FigureTable> {
  if (name === 'steps') return stepsTable(sums, { t })
  return name === 'days' ? appealPointsTable(appealPoints(sums.days), { t }) : appealArticlesTable(await appealArticles(db, { ...period, limit, fewest }), { t })
}

async function shown(around: Around, { period, comparison, compared }: Chosen, asked: Asked): Promise<Child> {
  const { db, desk: { t } } = around
  const [sums, earlier] = [await appealFigures(db, { article_id: null, ...period }), compared && (await appealFigures(db, { article_id: null, ...compared }))]
  if (!isAsked(sums)) return <p class="nothing">{t('appeal_figures.none')}</p>
  const before = earlier && isAsked(earlier) ? earlier : null
  const [points, beside] = [appealPoints(sums.days), before && appealPoints(before.days)]
  const file = (name: TableName) => ({ label: t(`appeal_figures.file.${name}`), href: withQuery(url(paths.deskAudienceAppealsCsv, { table: `${name}.csv` }), { ...asked }) })
  const table = async (name: TableName) => tableOf(around, name, { sums, period, limit: shownAtMost })
  const isOneDay = period.from === period.to
  return (
    <>
      <PlotPatterns />
      <h2>{periodTitle(period, t)}</h2>
      <AppealOverview t={t} sums={sums} before={before} />
      <FigurePart t={t} id="steps" title={t('appeal_figures.steps')} files={[file('steps'), ...(isOneDay ? [] : [file('days')])]} defined={(['shown', 'in_sight', 'followed', 'begun', 'agreed', 'given', 'nobody'] as const).map((step) => t(`appeal_figures.define.${step}`))}>
        <div class="figure-pair">
          <Figures t={t} table={await table('steps')} caption={t('appeal_figures.steps')} />
          {isOneDay ? null : <FollowedPlot t={t} points={points} beside={beside && points.map((_, n) => beside[n])} besideLabel={t(`audience_figures.compared.${comparison}`)} table={await table('days')} />}
        </div>
      </FigurePart>
      <FigurePart t={t} id="articles" title={t('appeal_figures.by_article')} files={[file('articles')]} defined={[t('appeal_figures.define.articles')]}><Figures t={t} table={await table('articles')} caption={t('appeal_figures.by_article')} /></FigurePart>
    </>
  )
}
