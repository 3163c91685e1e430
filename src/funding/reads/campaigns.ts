import { sql, type ExpressionBuilder } from 'kysely'
import { jsonArrayFrom } from 'kysely/helpers/postgres'
import type { Reads } from '../../base/db/db.ts'
import type { Schema } from '../../base/db/schema.ts'

/** What its readers gave in other currencies than its own. */
export function besideCampaign(eb: ExpressionBuilder<Schema, 'campaigns'>) {
  return jsonArrayFrom(eb.selectFrom('campaign_beside').select(['campaign_beside.currency', 'campaign_beside.reached']).whereRef('campaign_id', '=', 'campaigns.id').orderBy('campaign_beside.currency')).as('beside')
}

/** Campaigns that run on a day (YYYY-MM-DD, in the paper's zone), the newest first, with where they ask and the texts of that day, in one query. */
export function runningCampaigns(db: Reads, day: string) {
  return db.selectFrom('campaigns').selectAll().select(besideCampaign)
    .select((eb) => [
      sql<number[]>`array(${eb.selectFrom('campaign_sections').select('section_id').whereRef('campaign_id', '=', 'campaigns.id')})`.as('sections'),
      jsonArrayFrom(eb.selectFrom('campaign_texts').select(['version', 'language', 'headline', 'body', 'button', 'footnote'])
        .whereRef('campaign_id', '=', 'campaigns.id').where((one) => one.or([one('shown_from', 'is', null), one('shown_from', '<=', day)]))
        .where((one) => one.or([one('shown_until', 'is', null), one('shown_until', '>=', day)])).orderBy('version').orderBy('language')).as('texts'),
    ])
    .where('starts_on', '<=', day).where((eb) => eb.or([eb('ends_on', 'is', null), eb('ends_on', '>=', day)])).orderBy('starts_on', 'desc').orderBy('id', 'desc').execute()
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
/** Articles under which it was followed most. */
export function articlesFollowed(db: Reads, campaign_id: number) {
  return db.selectFrom('campaign_articles').innerJoin('articles', 'articles.id', 'article_id').innerJoin('sections', 'sections.id', 'articles.section_id')
    .select(['articles.id', 'articles.slug', 'articles.headline', 'sections.slug as section_slug', 'begun', 'completed', 'amount'])
    .where('campaign_id', '=', campaign_id).orderBy('completed', 'desc').orderBy('begun', 'desc').orderBy('articles.id').limit(50).execute()
}
/** The slugs of topics under which nobody is asked. */
export async function topicsWithoutAppeals(db: Reads): Promise<string[]> {
  return (await db.selectFrom('topics').select('slug').where('no_appeals', '=', true).orderBy('slug').execute()).map(({ slug }) => slug)
}
export async function topicsKnown(db: Reads, slugs: readonly string[]): Promise<string[]> {
  return slugs.length === 0 ? [] : (await db.selectFrom('topics').select('slug').where('slug', 'in', slugs).execute()).map(({ slug }) => slug)
}
