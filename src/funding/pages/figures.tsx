// The fundraisers' figures: who gives, what was promised, what came, who stays. All of it from sums that a job keeps, so that the
// page is as quick in a large paper as in a new one.
import type { Child } from 'hono/jsx'
import { csvTable } from '../../base/csv.ts'
import type { Reads } from '../../base/db/db.ts'
import type { T } from '../../base/i18n/i18n.ts'
import { dayOf } from '../../base/time.ts'
import { Check, Field, Select, Wrong, type Errors } from '../../base/ui/form.tsx'
import { PlotPatterns } from '../../base/ui/series-plot.tsx'
import { download, html } from '../../base/web/respond.ts'
import { found, type Page } from '../../base/web/route.ts'
import { deskOf } from '../../people/desk.ts'
import type { Staff } from '../../people/guards.ts'
import { paths, url, withQuery } from '../../urls.ts'
import { fundingPages } from '../desk.ts'
import { figureLines } from '../figure-files.ts'
import { cohortsOf, monthlyOf, periodOf, seriesOf, totalsOf, usual, yearBefore, type Choice, type Period, type Point, type Series, type Totals } from '../figure-series.ts'
import { articlesTable, campaignsTable, cohortsTable, moneyTable, monthlyTable, movesTable, rhythmsTable, supportersTable, tableNames, waysTable, type FigureTable, type TableName } from '../figure-tables.ts'
import { articlesOfAppeals, campaignNames, fewest, figureCurrencies, firstFigureDay, isCounting, moneySums, pledgesOn } from '../reads/figures.ts'
import { fundingSettings } from '../reads/settings.ts'
import { FundingFrame } from '../views/funding-frame.tsx'
import { Cohorts, FigurePart, Figures, MonthlyPlot, MoneyPlot, MovedPlot, PeoplePlot, SupportersPlot, type Around } from './figure-parts.tsx'

type Guarded = Staff<'see_funding_figures'>
export type Asked = 'months' | 'from' | 'to' | 'compare' | 'currency'
export const query: Asked[] = ['months', 'from', 'to', 'compare', 'currency']

/** So many cohorts and articles are shown; files hold all. */
const shownAtMost = { cohorts: 24, articles: 30 }
const allOfThem = 1_000_000

export const show: Page<typeof paths.deskFundingFigures, Guarded, Asked> = async ({ db, who, speaks, query: asked, now }) => {
  const desk = await deskOf(db, { who, speaks })
  const { t, facts: { paper } } = desk
  const today = dayOf(now, paper.time_zone)
  const { currencies, currency, first } = await moneyOf(db, asked)
  const chosen = periodOf(asked, { today, first: first ?? today })
  const errors: Errors = chosen ? {} : { to: t('transparency.wrong') }
  return html(
    <FundingFrame desk={desk} pages={fundingPages(t, who)} current={paths.deskFundingFigures} title={t('funding_figures.title')}>
      <p>{t('funding_figures.lead')}</p>
      {(await isCounting(db)) ? <p class="small" role="status">{t('funding_figures.counting')}</p> : null}
      {first === undefined
        ? <p class="nothing">{t('funding_figures.none')} <a href={paths.support}>{t('funding_figures.none_way')}</a></p>
        : <>
            <Wrong errors={errors} t={t} />
            <Chooser t={t} asked={asked} choice={chosen?.choice} period={chosen?.period} currencies={currencies} currency={currency} errors={errors} />
            {chosen ? await shown(db, { t, currency, first, period: chosen.period, asked }) : null}
          </>}
    </FundingFrame>, chosen ? 200 : 422)
}

export const csv: Page<typeof paths.deskFundingFiguresCsv, Guarded, Asked> = async ({ db, params, who, speaks, query: asked, now }) => {
  const { t, facts: { paper } } = await deskOf(db, { who, speaks })
  const name = found(tableNames.find((one) => `${one}.csv` === params.table))
  const today = dayOf(now, paper.time_zone)
  const { currency, first } = await moneyOf(db, asked)
  const { period } = found(periodOf(asked, { today, first: first ?? today }))
  const table = await tableOf(db, name, { t, currency, period, first: first ?? today, compares: asked.compare !== undefined })
  return download(csvTable(figureLines(table, currency)), { name: `figures-${name}-${period.from}-${period.to}-${currency}.csv`, contentType: 'text/csv; charset=utf-8' })
}

/** The currency asked for, or the paper's own, and since when there are figures in it. */
async function moneyOf(db: Reads, { currency: wanted }: { currency?: string | undefined }) {
  const [counted, { currency: own }] = [await figureCurrencies(db), await fundingSettings(db)]
  const currency = counted.find((one) => one === wanted) ?? (counted.includes(own) ? own : counted[0] ?? own)
  return { currencies: counted, currency, first: await firstFigureDay(db, currency) }
}

interface ChooserProps { t: T; asked: Partial<Record<Asked, string>>; choice: Choice | undefined; period: Period | undefined; currencies: string[]; currency: string; errors: Errors }

function Chooser({ t, asked, choice, period, currencies, currency, errors }: ChooserProps) {
  const kept = { ...(asked.compare === undefined ? {} : { compare: 'on' }), ...(currencies.length > 1 ? { currency } : {}) }
  return (
    <>
      <nav class="figure-periods" aria-label={t('funding_figures.period')}>
        <ul>{usual.map((months) => <li><a href={withQuery(paths.deskFundingFigures, { months, ...kept })} aria-current={choice === months ? 'true' : undefined}>{t(`funding_figures.months_${months}`)}</a></li>)}</ul>
      </nav>
      <form class="period-form" method="get" action={paths.deskFundingFigures} aria-label={t('funding_figures.other_period')}>
        <Field name="from" type="date" label={t('transparency.from')} value={period?.from ?? asked.from ?? ''} required />
        <Field name="to" type="date" label={t('transparency.to')} value={period?.to ?? asked.to ?? ''} error={errors.to} required />
        {currencies.length > 1 ? <Select name="currency" label={t('funding_figures.currency')} value={currency} options={currencies.map((one) => ({ value: one, label: one }))} /> : null}
        <Check name="compare" label={t('funding_figures.compare')} checked={asked.compare !== undefined} />
        <button class="button">{t('transparency.show')}</button>
      </form>
    </>
  )
}

interface Wanted { t: T; currency: string; period: Period; first: string }

/** A period with the one a year before, point by point. */
async function compared(db: Reads, { currency, period, first }: Wanted): Promise<{ series: Series; then: Series | null; beside: (Point | null)[] | null }> {
  const series = await seriesOf(db, { currency, period })
  const former = yearBefore(period)
  const then = former.to < first ? null : await seriesOf(db, { currency, period: former, unit: series.unit })
  return { series, then, beside: then && series.points.map((_, n) => { const point = then.points[n]; return point && lastDayOf(point, then) >= first ? point : null }) }
}
function lastDayOf({ at }: Point, { unit }: Series): string {
  return unit === 'day' ? at : `${at.slice(0, 7)}-31`
}

/** One table, for its file. */
async function tableOf(db: Reads, name: TableName, { compares, ...wanted }: Wanted & { compares: boolean }): Promise<FigureTable> {
  const { t, currency, period } = wanted
  if (name === 'cohorts') return cohortsTable(await cohortsOf(db, { currency, period }), { t, beside: null })
  if (name === 'articles') return articlesTable(await articlesOfAppeals(db, { currency, ...period, limit: allOfThem }), { t, beside: null })
  if (name === 'rhythms' || name === 'ways' || name === 'campaigns') return (await groupedOf(db, wanted))[name]
  const { series, beside } = await compared(db, wanted)
  return { supporters: supportersTable, moves: movesTable, monthly: monthlyTable, money: moneyTable }[name](series, { t, beside: compares ? beside : null })
}

async function groupedOf(db: Reads, { t, currency, period }: Wanted) {
  const [pledges, money, names] = [await pledgesOn(db, { currency, day: period.to }), await moneySums(db, { currency, ...period, unit: 'month' }), await campaignNames(db)]
  const said = { t, beside: null }
  return { rhythms: rhythmsTable({ pledges, money }, said), ways: waysTable({ pledges, money }, said), campaigns: campaignsTable({ pledges, money }, { t, names }) }
}

async function shown(db: Reads, { asked, ...wanted }: Wanted & { asked: Partial<Record<Asked, string>> }): Promise<Child> {
  const { t, currency, period } = wanted
  const { series, then, beside: former } = await compared(db, wanted)
  const beside = asked.compare === undefined ? null : former
  const said = { t, beside }
  const same = Object.fromEntries(query.flatMap((name): [string, string][] => (asked[name] === undefined ? [] : [[name, asked[name]]])))
  const around: Around = { t, currency, csv: (name) => withQuery(url(paths.deskFundingFiguresCsv, { table: `${name}.csv` }), same) }
  const [supporters, moves, monthly, money] = [supportersTable(series, said), movesTable(series, said), monthlyTable(series, said), moneyTable(series, said)]
  return (
    <>
      <PlotPatterns />
      <h2>{t('funding_figures.period_shown', { from: t.day(period.from), to: t.day(period.to) })}</h2>
      <Overview now={totalsOf(series)} then={then && totalsOf(then)} period={period} around={around} />
      <FigurePart id="people" title={t('funding_figures.supporters')} around={around} files={['supporters', 'moves']} defined={[t('funding_figures.define.supporters'), t('funding_figures.define.regular'), t('funding_figures.define.moves'), t('funding_figures.define.progress'), t('funding_figures.define.erased')]}>
        <div class="figure-pair"><SupportersPlot series={series} beside={beside} table={supporters} around={around} /><PeoplePlot series={series} table={moves} around={around} /></div>
      </FigurePart>
      <FigurePart id="promised" title={t('funding_figures.monthly_title')} around={around} files={['monthly']} defined={[t('funding_figures.define.monthly'), t('funding_figures.define.average'), t('funding_figures.define.moved')]}>
        <div class="figure-pair"><MonthlyPlot series={series} beside={beside} table={monthly} around={around} /><MovedPlot series={series} table={monthly} around={around} /></div>
      </FigurePart>
      <FigurePart id="came" title={t('funding_figures.money')} around={around} files={['money']} defined={[t('funding_figures.define.money')]}>
        <MoneyPlot series={series} table={money} around={around} />
      </FigurePart>
      <Grouped grouped={await groupedOf(db, wanted)} around={around} />
      {await stayed(db, { ...wanted, around })}
      {await followed(db, { ...wanted, around })}
    </>
  )
}

function Overview({ now, then, period, around: { t, currency } }: { now: Totals; then: Totals | null; period: Period; around: Around }) {
  const money = (value: number | null) => (value === null ? '–' : t.money(value, currency))
  const facts: [label: string, of: (totals: Totals) => string, more: string][] = [
    [t('funding_figures.supporters'), ({ supporters }) => t.number(supporters), `${t('funding_figures.regular')} ${t.number(now.regular)}, ${t('funding_figures.paused')} ${t.number(now.paused)}; ${t('funding_figures.only_once')} ${t.number(now.onlyOnce)}`],
    [t('funding_figures.monthly'), ({ monthly }) => money(monthly), `${t('funding_figures.average')} ${money(now.average)}`],
    [t('funding_figures.move.new'), ({ moved }) => t.number(moved.new.people), `${t('funding_figures.move.back')} ${t.number(now.moved.back.people)}`],
    [t('funding_figures.move.lost'), ({ moved }) => t.number(moved.lost.people), `${t('funding_figures.monthly')} ${money(monthlyOf(-now.moved.lost.yearly))}`],
    [t('funding_figures.money'), ({ came, back }) => money(came - back), `${t('funding_figures.went_back')} ${money(now.back)}`],
  ]
  return (
    <dl class="key-figures">
      {facts.map(([label, of, more], n) => (
        <div>
          <dt>{label} <small>{n < 2 ? t('funding_figures.day_of', { day: t.day(period.to) }) : t('funding_figures.in_period')}</small></dt>
          <dd><b>{of(now)}</b><small>{more}</small>{then ? <small>{t('funding_figures.year_ago', { value: of(then) })}</small> : null}</dd>
        </div>
      ))}
    </dl>
  )
}

function Grouped({ grouped: { rhythms, ways, campaigns }, around }: { grouped: Record<'rhythms' | 'ways' | 'campaigns', FigureTable>; around: Around }) {
  const { t } = around
  return (
    <FigurePart id="how" title={t('funding_figures.how')} around={around} files={['rhythms', 'ways', 'campaigns']} defined={[t('funding_figures.define.how')]}>
      <Figures table={rhythms} caption={t('funding_figures.by_rhythm')} around={around} />
      <Figures table={ways} caption={t('funding_figures.by_way')} around={around} />
      <Figures table={campaigns} caption={t('funding_figures.by_campaign')} around={around} />
    </FigurePart>
  )
}

async function stayed(db: Reads, { t, currency, period, around }: Wanted & { around: Around }): Promise<Child> {
  const cohorts = await cohortsOf(db, { currency, period })
  const { cohorts: most } = shownAtMost
  return (
    <FigurePart id="stay" title={t('funding_figures.cohorts')} around={around} files={['cohorts']} defined={[t('funding_figures.define.cohorts')]}>
      <Cohorts table={cohortsTable(cohorts.slice(-most), { t, beside: null })} around={around} />
      {cohorts.length > most ? <p class="small">{t('funding_figures.cohorts_newest', { n: most })}</p> : null}
    </FigurePart>
  )
}

async function followed(db: Reads, { t, currency, period, around }: Wanted & { around: Around }): Promise<Child> {
  const { articles: most } = shownAtMost
  const articles = await articlesOfAppeals(db, { currency, ...period, limit: most + 1 })
  return (
    <FigurePart id="articles" title={t('funding_figures.articles')} around={around} files={['articles']} defined={[t('funding_figures.define.articles', { n: fewest })]}>
      {articles.length === 0 ? <p class="nothing">{t('funding_figures.articles_none')}</p> : <Figures table={articlesTable(articles.slice(0, most), { t, beside: null })} caption={t('funding_figures.articles')} around={around} />}
      {articles.length > most ? <p class="small">{t('funding_figures.articles_newest', { n: most })}</p> : null}
    </FigurePart>
  )
}
