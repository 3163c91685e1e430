import type { Updateable } from 'kysely'
import type { Db } from '../../base/db/db.ts'
import type { Schema } from '../../base/db/schema.ts'

export async function updatePauseEndTold(db: Db, { id, pause_end_told_at }: { id: number; pause_end_told_at: Date }) {
  await db.updateTable('pledges').set({ pause_end_told_at }).where('id', '=', id).execute()
}
export async function updateSupporter(db: Db, { id, to }: { id: number; to: Updateable<Schema['supporters']> }) {
  await db.updateTable('supporters').set(to).where('id', '=', id).execute()
}
