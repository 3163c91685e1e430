import { sql, type ExpressionBuilder, type RawBuilder } from 'kysely'
import { jsonArrayFrom } from 'kysely/helpers/postgres'
import { frameOf, frameQuery } from '../../articles/reads/paper.ts'
import type { Reads } from '../../base/db/db.ts'
import type { Schema } from '../../base/db/schema.ts'
import { orFew } from './figures.ts'

/** What its readers gave in other currencies than its own. */
export function besideCampaign(eb: ExpressionBuilder<Schema, 'campaigns'>) {
  return jsonArrayFrom(eb.selectFrom('campaign_beside').select(['campaign_beside.currency', 'campaign_beside.reached']).whereRef('campaign_id', '=', 'campaigns.id').orderBy('campaign_beside.currency')).as('beside')
}

/** Campaigns that run on a day (YYYY-MM-DD, in the paper's zone), the newest first, with where they ask and the texts of that day, in one query. */
export function runningCampaigns(db: Reads, day: string) {
  return running(db, sql`${day}::date`).execute()
}

/** What stands on every page, and the campaigns that run, in the one query that a page without an appeal makes as well. */
export async function frameWithCampaigns(db: Reads, now: Date) {
  const { campaigns, ...frame } = await frameQuery(db).select(jsonArrayFrom(running(db, sql`(${now}::timestamptz at time zone paper.time_zone)::date`)).as('campaigns')).executeTakeFirstOrThrow()
  return { facts: frameOf(frame), campaigns }
}

function running(db: Reads, day: RawBuilder<unknown>) {
  return db.selectFrom('campaigns').select(besideCampaign)
    .select((eb) => [
      'id', 'slug', 'goal', 'goal_kind', 'carried', 'reached', 'starts_on', 'ends_on', 'smallest_amount', 'currency', 'rhythm', 'on_articles', 'on_front',
      sql<number[]>`array(${eb.selectFrom('campaign_sections').select('section_id').whereRef('campaign_id', '=', 'campaigns.id')})`.as('sections'),
      jsonArrayFrom(eb.selectFrom('campaign_texts').select(['version', 'language', 'headline', 'body', 'button', 'footnote'])
        .whereRef('campaign_id', '=', 'campaigns.id').where(sql<boolean>`coalesce(shown_from <= ${day}, true)`).where(sql<boolean>`coalesce(shown_until >= ${day}, true)`).orderBy('version').orderBy('language')).as('texts'),
    ])
    .where(sql<boolean>`starts_on <= ${day}`).where(sql<boolean>`coalesce(ends_on >= ${day}, true)`).orderBy('starts_on', 'desc').orderBy('id', 'desc')
}
export type RunningCampaign = Awaited<ReturnType<typeof runningCampaigns>>[number]

export function bankAccount(db: Reads) {
  return db.selectFrom('bank_accounts').selectAll().executeTakeFirst()
}

/** All there are, for the desk; the newest first. */
export function allCampaigns(db: Reads) {
  return db.selectFrom('campaigns').selectAll().select(besideCampaign).orderBy('starts_on', 'desc').orderBy('id', 'desc').execute()
}
export async function campaignWhole(db: Reads, id: number) {
  const campaign = await db.selectFrom('campaigns').selectAll().select(besideCampaign)
    .select((eb) => sql<number[]>`array(${eb.selectFrom('campaign_sections').select('section_id').whereRef('campaign_id', '=', 'campaigns.id')})`.as('sections')).where('id', '=', id).executeTakeFirst()
  return campaign && { ...campaign, texts: await db.selectFrom('campaign_texts').selectAll().where('campaign_id', '=', id).orderBy('version').orderBy('language').execute() }
}
export type CampaignWhole = NonNullable<Awaited<ReturnType<typeof campaignWhole>>>

export function slicesSince(db: Reads, { campaign_id, slice }: { campaign_id: number; slice: number }) {
  return db.selectFrom('campaign_slices').select(['slice', 'version', 'begun', 'completed', 'amount']).where('campaign_id', '=', campaign_id).where('slice', '>=', slice).execute()
}
/** Articles under which it was followed most; where it was by few, in no order that would tell how few. */
export function articlesFollowed(db: Reads, campaign_id: number) {
  return db.selectFrom('campaign_articles').innerJoin('articles', 'articles.id', 'article_id').innerJoin('sections', 'sections.id', 'articles.section_id')
    .select(['articles.id', 'articles.slug', 'articles.headline', 'sections.slug as section_slug', 'begun', 'completed', 'amount'])
    .where('campaign_id', '=', campaign_id).orderBy(orFew('completed'), 'desc').orderBy(orFew('begun'), 'desc').orderBy('articles.id', 'desc').limit(50).execute()
}
/** The slugs of topics under which nobody is asked. */
export async function topicsWithoutAppeals(db: Reads): Promise<string[]> {
  return (await db.selectFrom('topics').select('slug').where('no_appeals', '=', true).orderBy('slug').execute()).map(({ slug }) => slug)
}
export async function topicsKnown(db: Reads, slugs: readonly string[]): Promise<string[]> {
  return slugs.length === 0 ? [] : (await db.selectFrom('topics').select('slug').where('slug', 'in', slugs).execute()).map(({ slug }) => slug)
}
