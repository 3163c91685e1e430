// The sums that figures are made of: few rows, however many give. Amounts of what is promised are minor units in a year.
import { sql } from 'kysely'
import type { Reads } from '../../base/db/db.ts'
import type { StepKind } from '../figure-steps.ts'
import type { Way } from '../pledge.ts'
import type { Rhythm } from '../rhythm.ts'

export type Unit = 'day' | 'month'
interface Within { currency: string; from: string; to: string; unit: Unit }

/** The currencies in which anything was promised or came. */
export async function figureCurrencies(db: Reads): Promise<string[]> {
  const { rows } = await sql<{ currency: string }>`select currency from figure_days union select currency from figure_money order by 1`.execute(db)
  return rows.map(({ currency }) => currency)
}

/** The first day with a figure, YYYY-MM-DD. */
export async function firstFigureDay(db: Reads, currency: string): Promise<string | undefined> {
  const { rows: [row] } = await sql<{ day: string | null }>`select least((select min(day) from figure_days where currency = ${currency}), (select min(day) from figure_money where currency = ${currency})) as day`.execute(db)
  return row?.day ?? undefined
}

/** Whether something changed that the job has not counted yet. */
export async function isCounting(db: Reads): Promise<boolean> {
  return (await db.selectFrom('figure_marks').select('id').limit(1).executeTakeFirst()) !== undefined
}

export interface Level { regular: number; paying: number; once: number; supporters: number; yearly: number }

/** How things stood at the end of a day. */
export async function levelOn(db: Reads, { currency, day }: { currency: string; day: string }): Promise<Level> {
  const { rows: [row] } = await sql<Level>`select coalesce(sum(regular), 0) as regular, coalesce(sum(paying), 0) as paying, coalesce(sum(once), 0) as once, coalesce(sum(supporters), 0) as supporters, coalesce(sum(yearly), 0)::bigint as yearly
    from figure_days where currency = ${currency} and day <= ${day}::date`.execute(db)
  return row ?? { regular: 0, paying: 0, once: 0, supporters: 0, yearly: 0 }
}

export interface StepSum extends Level { at: string; kind: StepKind; people: number }

/** What changed within days, by day or by the first of the month. */
export async function stepSums(db: Reads, { currency, from, to, unit }: Within): Promise<StepSum[]> {
  const { rows } = await sql<StepSum>`select ${atOf(unit)} as at, kind, sum(people) as people, sum(regular) as regular, sum(paying) as paying, sum(once) as once, sum(supporters) as supporters, sum(yearly)::bigint as yearly
    from figure_days where currency = ${currency} and day between ${from}::date and ${to}::date group by 1, 2 order by 1, 2`.execute(db)
  return rows
}

export interface PledgeSum { rhythm: Rhythm; way: Way; campaign_id: number | null; pledges: number; yearly: number }

/** Pledges that ran or were paused at the end of a day. */
export async function pledgesOn(db: Reads, { currency, day }: { currency: string; day: string }): Promise<PledgeSum[]> {
  const { rows } = await sql<PledgeSum>`select rhythm, way, campaign_id, sum(pledges) as pledges, sum(yearly)::bigint as yearly from figure_pledge_days
    where currency = ${currency} and day <= ${day}::date group by 1, 2, 3 having sum(pledges) <> 0 order by 1, 2, 3`.execute(db)
  return rows
}

export interface MoneySum { at: string; account: 'gifts' | 'pledges'; way: Way; campaign_id: number | null; payments: number; came: number; back: number }

export async function moneySums(db: Reads, { currency, from, to, unit }: Within): Promise<MoneySum[]> {
  const { rows } = await sql<MoneySum>`select ${atOf(unit)} as at, account, way, campaign_id, sum(payments) as payments, sum(came)::bigint as came, sum(back)::bigint as back
    from figure_money where currency = ${currency} and day between ${from}::date and ${to}::date group by 1, 2, 3, 4 order by 1, 2, 3, 4`.execute(db)
  return rows
}

function atOf(unit: Unit) {
  return unit === 'day' ? sql`day` : sql`date_trunc('month', day)::date`
}

export interface CohortSum { cohort: string; month: string; regular: number }

/** Of those who began in a month: how many more or fewer gave in each. */
export async function cohortSums(db: Reads, { currency, from, to }: { currency: string; from: string; to: string }): Promise<CohortSum[]> {
  return db.selectFrom('figure_cohorts').select(['cohort', 'month', 'regular']).where('currency', '=', currency).where('cohort', '>=', from).where('cohort', '<=', to).where('month', '<=', to).orderBy('cohort').orderBy('month').execute()
}

export async function campaignNames(db: Reads): Promise<Map<number, string>> {
  return new Map((await db.selectFrom('campaigns').select(['id', 'slug']).execute()).map(({ id, slug }) => [id, slug]))
}

/** Under so few nobody is to be found out: they are not told apart, nor put in an order. */
export const fewest = 5

/** How many people, for an order; nought where they are too few. */
export function orFew(column: 'begun' | 'completed') {
  return sql<number>`case when ${sql.ref(column)} < ${sql.lit(fewest)} then 0 else ${sql.ref(column)} end`
}

/** Under which articles the appeals of campaigns that ran within days were followed, the most followed first; not by day. Amounts count for a year. */
export async function articlesOfAppeals(db: Reads, { currency, from, to, limit }: { currency: string; from: string; to: string; limit: number }) {
  return db.selectFrom('campaign_articles').innerJoin('campaigns', 'campaigns.id', 'campaign_id').innerJoin('articles', 'articles.id', 'article_id').innerJoin('sections', 'sections.id', 'articles.section_id')
    .select(['articles.id', 'articles.slug', 'articles.headline', 'articles.language', 'sections.slug as section_slug', 'campaigns.slug as campaign', 'begun', 'completed', 'campaign_articles.amount'])
    .where('campaigns.currency', '=', currency).where('campaigns.starts_on', '<=', to).where((eb) => eb.or([eb('campaigns.ends_on', 'is', null), eb('campaigns.ends_on', '>=', from)]))
    .orderBy(orFew('completed'), 'desc').orderBy(orFew('begun'), 'desc').orderBy('articles.id', 'desc').orderBy('campaigns.id', 'desc').limit(limit).execute()
}
