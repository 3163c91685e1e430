import { sql } from 'kysely'
import { jsonArrayFrom } from 'kysely/helpers/postgres'
import type { Reads } from '../../base/db/db.ts'

/** Campaigns that run on a day (YYYY-MM-DD, in the paper's zone), the newest first, with where they ask and the texts of that day, in one query. */
export function runningCampaigns(db: Reads, day: string) {
  return db.selectFrom('campaigns').selectAll()
    .select((eb) => [
      sql<number[]>`array(${eb.selectFrom('campaign_sections').select('section_id').whereRef('campaign_id', '=', 'campaigns.id')})`.as('sections'),
      jsonArrayFrom(eb.selectFrom('campaign_texts').select(['version', 'language', 'headline', 'body', 'button', 'footnote'])
        .whereRef('campaign_id', '=', 'campaigns.id').where((one) => one.or([one('campaign_texts.starts_on', 'is', null), one('campaign_texts.starts_on', '<=', day)]))
        .where((one) => one.or([one('campaign_texts.ends_on', 'is', null), one('campaign_texts.ends_on', '>=', day)])).orderBy('version').orderBy('language')).as('texts'),
    ])
    .where('starts_on', '<=', day).where((eb) => eb.or([eb('ends_on', 'is', null), eb('ends_on', '>=', day)])).orderBy('starts_on', 'desc').orderBy('id', 'desc').execute()
}
export type RunningCampaign = Awaited<ReturnType<typeof runningCampaigns>>[number]

export function bankAccount(db: Reads) {
  return db.selectFrom('bank_accounts').selectAll().executeTakeFirst()
}
