import type { Insertable } from 'kysely'
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
export async function updateReached(db: Db, { id, reached }: { id: number; reached: number }) {
  await db.updateTable('campaigns').set({ reached }).where('id', '=', id).execute()
}
