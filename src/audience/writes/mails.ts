import { sql, type Insertable } from 'kysely'
import type { Db } from '../../base/db/db.ts'
import type { Schema } from '../../base/db/schema.ts'

export async function upsertMailWish(db: Db, wish: Insertable<Schema['audience_mails']>) {
  await db.insertInto('audience_mails').values(wish).onConflict((oc) => oc.column('reader_id').doUpdateSet((eb) => ({
    alerts: eb.ref('excluded.alerts'), daily_at: eb.ref('excluded.daily_at'), told_until: sql`greatest(audience_mails.told_until, excluded.told_until)`,
  }))).execute()
}

/** False where somebody else has told them of this day meanwhile. */
export async function updateToldUntil(tx: Db, { reader_id, day }: { reader_id: number; day: string }): Promise<boolean> {
  const { numUpdatedRows } = await tx.updateTable('audience_mails').set({ told_until: day }).where('reader_id', '=', reader_id).where('told_until', '<', day).executeTakeFirst()
  return numUpdatedRows > 0n
}

export async function deleteMailWish(tx: Db, reader_id: number) {
  await tx.deleteFrom('audience_mails').where('reader_id', '=', reader_id).execute()
}
