import type { Db } from '../../base/db/db.ts'

/** What is planned under a mandate, or for a due, and has not been sent. */
export async function dropPlannedDebits(db: Db, { mandate_id }: { mandate_id: number }) {
  await db.updateTable('debits').set({ state: 'dropped', collection_id: null }).where('mandate_id', '=', mandate_id).where('state', '=', 'planned').execute()
}
