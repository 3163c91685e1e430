import type { Insertable } from 'kysely'
import type { Db } from '../../base/db/db.ts'
import type { Schema } from '../../base/db/schema.ts'

export async function insertBlindCheck(db: Db, check: Insertable<Schema['blind_checks']>) {
  await db.insertInto('blind_checks').values(check).onConflict((oc) => oc.doNothing()).execute()
}

/** Answers whether it was still open. */
export async function answerBlindCheck(db: Db, { decision_id, ...answer }: { decision_id: number; staff_id: number; kind: 'approve' | 'reject'; clause: string | null; checked_at: Date }): Promise<boolean> {
  const { numUpdatedRows } = await db.updateTable('blind_checks').set(answer).where('decision_id', '=', decision_id).where('checked_at', 'is', null).executeTakeFirst()
  return numUpdatedRows > 0n
}
