import type { Db } from '../../base/db/db.ts'

interface NewRoute { comment_id: number; route: 'correction' | 'answer'; marked_by: number | null; marked_at: Date }

/** Once for each comment and route; true also when it was there already, false when the comment is not. */
export async function insertRoute(db: Db, route: NewRoute): Promise<boolean> {
  const comment = await db.selectFrom('comments').select('id').where('id', '=', route.comment_id).executeTakeFirst()
  if (!comment) return false
  await db.insertInto('comment_routes').values(route).onConflict((oc) => oc.doNothing()).execute()
  return true
}

interface Ended { comment_id: number; route: 'correction' | 'answer'; outcome: 'corrected' | 'answered' | 'dismissed'; done_by: number; done_at: Date }

/** False when it was ended before. */
export async function setOutcome(db: Db, { comment_id, route, ...ended }: Ended): Promise<boolean> {
  const row = await db.updateTable('comment_routes').set(ended).where('comment_id', '=', comment_id).where('route', '=', route).where('done_at', 'is', null).returning('comment_id').executeTakeFirst()
  return row !== undefined
}
