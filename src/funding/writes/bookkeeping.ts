import type { Updateable } from 'kysely'
import type { Db } from '../../base/db/db.ts'
import type { Schema } from '../../base/db/schema.ts'

export async function updateBookkeepingSettings(db: Db, settings: Updateable<Schema['bookkeeping_settings']>) {
  await db.updateTable('bookkeeping_settings').set(settings).execute()
}
export async function updateAccountNumber(db: Db, { account, number }: Schema['bookkeeping_accounts']) {
  await db.updateTable('bookkeeping_accounts').set({ number }).where('account', '=', account).execute()
}
/** False where it is closed already. */
export async function insertClosedMonth(db: Db, closed: { month: string; closed_by: number; closed_at: Date }): Promise<boolean> {
  return (await db.insertInto('closed_months').values(closed).onConflict((oc) => oc.doNothing()).returning('month').executeTakeFirst()) !== undefined
}
/** Whoever books holds this, many at a time; whoever closes a month waits for them, and they for them. */
export async function shareBooks(tx: Db) {
  await tx.selectFrom('bookkeeping_settings').select('id').forShare().execute()
}
export async function closeBooks(tx: Db) {
  await tx.selectFrom('bookkeeping_settings').select('id').forUpdate().execute()
}
