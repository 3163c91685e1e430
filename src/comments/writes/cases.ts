import type { Db } from '../../base/db/db.ts'

/** The second link to a report: the one in the mail that tells what became of it. */
export async function setOutcomeHash(db: Db, { id, outcome_hash }: { id: number; outcome_hash: Buffer }) {
  await db.updateTable('reports').set({ outcome_hash }).where('id', '=', id).execute()
}
