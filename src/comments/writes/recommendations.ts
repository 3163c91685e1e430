import type { Insertable } from 'kysely'
import type { Db } from '../../base/db/db.ts'
import type { Schema } from '../../base/db/schema.ts'

/** False when the reader recommends it already. */
export async function insertRecommendation(db: Db, recommendation: Insertable<Schema['recommendations']>): Promise<boolean> {
  const row = await db.insertInto('recommendations').values(recommendation).onConflict((oc) => oc.doNothing()).returning('comment_id').executeTakeFirst()
  return row !== undefined
}
/** False when there was none. */
export async function deleteRecommendation(db: Db, { comment_id, reader_id }: { comment_id: number; reader_id: number }): Promise<boolean> {
  const row = await db.deleteFrom('recommendations').where('comment_id', '=', comment_id).where('reader_id', '=', reader_id).returning('comment_id').executeTakeFirst()
  return row !== undefined
}
export async function addRecommended(db: Db, { id, n }: { id: number; n: 1 | -1 }) {
  await db.updateTable('comments').set((eb) => ({ recommended: eb('recommended', '+', n) })).where('id', '=', id).execute()
}
