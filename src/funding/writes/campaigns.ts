import type { Insertable, Updateable } from 'kysely'
import type { Db } from '../../base/db/db.ts'
import type { Schema } from '../../base/db/schema.ts'

export function insertCampaign(db: Db, campaign: Insertable<Schema['campaigns']>) {
  return db.insertInto('campaigns').values(campaign).returning(['id']).executeTakeFirstOrThrow()
}
export async function insertCampaignText(db: Db, text: Insertable<Schema['campaign_texts']>) {
  await db.insertInto('campaign_texts').values(text).execute()
}
export async function replaceBankAccount(db: Db, account: Omit<Insertable<Schema['bank_accounts']>, 'id'>) {
  await db.insertInto('bank_accounts').values(account).onConflict((oc) => oc.column('id').doUpdateSet(account)).execute()
}
export async function updateReached(db: Db, { id, reached, beside }: { id: number; reached: number; beside: readonly { currency: string; reached: number }[] }) {
  await db.updateTable('campaigns').set({ reached }).where('id', '=', id).execute()
  await db.deleteFrom('campaign_beside').where('campaign_id', '=', id).execute()
  if (beside.length > 0) await db.insertInto('campaign_beside').values(beside.map((one) => ({ campaign_id: id, ...one }))).execute()
}
export async function updateCampaign(db: Db, { id, ...to }: { id: number } & Updateable<Schema['campaigns']>) {
  await db.updateTable('campaigns').set(to).where('id', '=', id).execute()
}
export async function replaceCampaignSections(db: Db, { campaign_id, sections }: { campaign_id: number; sections: readonly number[] }) {
  await db.deleteFrom('campaign_sections').where('campaign_id', '=', campaign_id).execute()
  if (sections.length > 0) await db.insertInto('campaign_sections').values(sections.map((section_id) => ({ campaign_id, section_id }))).execute()
}
export async function upsertCampaignText(db: Db, text: Insertable<Schema['campaign_texts']>) {
  await db.insertInto('campaign_texts').values(text).onConflict((oc) => oc.columns(['campaign_id', 'version', 'language']).doUpdateSet(text)).execute()
}
