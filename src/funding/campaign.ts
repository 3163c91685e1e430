// A campaign is a public goal with its progress: so many supporters, so much a month, or one sum.
import { atomically, type Db } from '../base/db/db.ts'
import { stale } from '../base/press/stale.ts'
import { insertCampaign, insertCampaignText, replaceBankAccount } from './writes/campaigns.ts'

type Texts = readonly Omit<Parameters<typeof insertCampaignText>[1], 'campaign_id'>[]

/** Amounts are minor units of the campaign's currency; so is goal, unless it counts supporters. */
export function startCampaign(db: Db, { texts, ...campaign }: Parameters<typeof insertCampaign>[1] & { texts: Texts }) {
  return atomically(db, async (tx) => {
    const { id } = await insertCampaign(tx, { reached: campaign.carried ?? 0, ...campaign })
    for (const text of texts) await insertCampaignText(tx, { campaign_id: id, ...text })
    await stale(tx, 'campaign')
    return id
  })
}

/** Says where bank transfers go. */
export function nameBankAccount(db: Db, account: Parameters<typeof replaceBankAccount>[1]) {
  return atomically(db, async (tx) => {
    await replaceBankAccount(tx, account)
    await stale(tx, 'campaign')
  })
}
