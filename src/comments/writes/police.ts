import type { Insertable } from 'kysely'
import type { Db } from '../../base/db/db.ts'
import type { Schema } from '../../base/db/schema.ts'

export async function insertPoliceCase(db: Db, kept: Insertable<Schema['police_cases']>): Promise<number> {
  return (await db.insertInto('police_cases').values(kept).returning('id').executeTakeFirstOrThrow()).id
}

/** Answers whether it had not been sent before. */
export async function markPoliceCaseSent(db: Db, { id, ...sent }: { id: number; sent_to: string; sent_by: number; sent_at: Date }): Promise<boolean> {
  const { numUpdatedRows } = await db.updateTable('police_cases').set(sent).where('id', '=', id).where('sent_at', 'is', null).executeTakeFirst()
  return numUpdatedRows > 0n
}
