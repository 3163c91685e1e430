import type { Insertable } from 'kysely'
import type { Db } from '../../base/db/db.ts'
import type { Schema } from '../../base/db/schema.ts'

/** `id` as `nextMandateIds` gave it. */
export async function insertMandates(db: Db, mandates: readonly (Insertable<Schema['mandates']> & { id: number })[]) {
  await db.insertInto('mandates').values(mandates).execute()
}

/** False where it had ended before. */
export async function updateMandateEnded(db: Db, { id, state, ended_at }: { id: number; state: 'stopped' | 'revoked' | 'lapsed'; ended_at: Date }): Promise<boolean> {
  const { numUpdatedRows } = await db.updateTable('mandates').set({ state, ended_at }).where('id', '=', id).where('state', '=', 'active').executeTakeFirst()
  return numUpdatedRows > 0n
}
