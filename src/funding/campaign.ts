// A campaign is a public goal with its progress: so many supporters, so much a month, or one sum.
import { atomically, type Db } from '../base/db/db.ts'
import { enqueue } from '../base/jobs/enqueue.ts'
import { stale } from '../base/press/stale.ts'
import { record } from '../base/db/journal.ts'
import type { Reader } from '../people/session.ts'
import { insertCampaign, insertCampaignText, replaceBankAccount, replaceCampaignSections, updateCampaign, upsertCampaignText } from './writes/campaigns.ts'

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

interface Hand { by: Reader; now: Date }
type Fields = Omit<Parameters<typeof updateCampaign>[1], 'id'> & Parameters<typeof insertCampaign>[1]

/** Begins one, or changes one. What it starts from may be put right: the rest of its progress is counted. Returns its number. */
export function saveCampaign(db: Db, { id, sections, ...fields }: { id?: number | undefined; sections: readonly number[] } & Fields, { by, now }: Hand): Promise<number> {
  return atomically(db, async (tx) => {
    const campaign_id = id ?? (await insertCampaign(tx, { reached: fields.carried ?? 0, ...fields })).id
    if (id !== undefined) await updateCampaign(tx, { id, ...fields })
    await replaceCampaignSections(tx, { campaign_id, sections })
    await record(tx, { by: `staff:${by.id}`, what: 'campaign saved', subject: `campaign:${campaign_id}`, now })
    await enqueue(tx, 'count-campaigns', { isBetween: true })
    await stale(tx, 'campaign')
    return campaign_id
  })
}

/** Sets a version's text in a language. From then on its versions are compared anew: what was counted under other words is no result of these. */
export function saveCampaignText(db: Db, text: Parameters<typeof upsertCampaignText>[1] & { campaign_id: number }, { by, now }: Hand) {
  return atomically(db, async (tx) => {
    await upsertCampaignText(tx, text)
    await updateCampaign(tx, { id: text.campaign_id, compared_since: now })
    await record(tx, { by: `staff:${by.id}`, what: 'campaign text saved', subject: `campaign:${text.campaign_id}`, now })
    await stale(tx, 'campaign')
  })
}

/** Gives it other days, as the demonstration's, which runs whenever it is begun. */
export function moveCampaign(db: Db, { id, starts_on, ends_on }: { id: number; starts_on: string; ends_on: string }): Promise<void> {
  return atomically(db, async (tx) => {
    await updateCampaign(tx, { id, starts_on, ends_on })
    await stale(tx, 'campaign')
  })
}

/** Its last day is today. */
export function endCampaign(db: Db, { id, ends_on }: { id: number; ends_on: string }, { by, now }: Hand) {
  return atomically(db, async (tx) => {
    await updateCampaign(tx, { id, ends_on })
    await record(tx, { by: `staff:${by.id}`, what: 'campaign ended', subject: `campaign:${id}`, now })
    await stale(tx, 'campaign')
  })
}
