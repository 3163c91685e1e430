import type { Reads } from '../../base/db/db.ts'

/** The campaign that runs on a day (YYYY-MM-DD, in the paper's zone), in the language wanted or the one there is. */
export async function runningCampaign(db: Reads, { day, language }: { day: string; language: string }) {
  const campaigns = await db
    .selectFrom('campaigns')
    .innerJoin('campaign_texts', 'campaign_texts.campaign_id', 'campaigns.id')
    .selectAll('campaigns')
    .select(['campaign_texts.language', 'campaign_texts.headline', 'campaign_texts.body', 'campaign_texts.button', 'campaign_texts.footnote'])
    .where('starts_on', '<=', day)
    .where((eb) => eb.or([eb('ends_on', 'is', null), eb('ends_on', '>=', day)]))
    .orderBy('starts_on', 'desc').orderBy('campaigns.id', 'desc').orderBy('campaign_texts.language')
    .execute()
  const newest = campaigns.filter((campaign) => campaign.id === campaigns[0]?.id)
  return newest.find((campaign) => campaign.language === language) ?? newest[0]
}
export type Campaign = NonNullable<Awaited<ReturnType<typeof runningCampaign>>>

export function bankAccount(db: Reads) {
  return db.selectFrom('bank_accounts').selectAll().executeTakeFirst()
}
