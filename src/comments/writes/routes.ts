import { sql } from 'kysely'
import type { Db } from '../../base/db/db.ts'

interface NewRoute { comment_id: number; route: 'correction' | 'answer' | 'question'; marked_by: number | null; marked_at: Date; question?: string }

/** Once for each comment and route; false when it was there already. */
export async function insertRoute(db: Db, route: NewRoute): Promise<boolean> {
  return (await db.insertInto('comment_routes').values(route).onConflict((oc) => oc.doNothing()).returning('route').executeTakeFirst()) !== undefined
}

/** Once; false when there is no such question, or it is over. */
export async function setAnswer(db: Db, { comment_id, ...answer }: { comment_id: number; answer: string; answered_at: Date }): Promise<boolean> {
  const row = await db.updateTable('comment_routes').set(answer).where('comment_id', '=', comment_id).where('route', '=', 'question')
    .where('answered_at', 'is', null).where('done_at', 'is', null).returning('route').executeTakeFirst()
  return row !== undefined
}

export async function deleteOpenRoutes(db: Db, comment_ids: number[]) {
  await db.deleteFrom('comment_routes').where('comment_id', '=', sql<number>`any(${comment_ids}::bigint[])`).where('done_at', 'is', null).execute()
}

interface Ended { comment_id: number; route: 'correction' | 'answer' | 'question'; outcome: 'corrected' | 'answered' | 'dismissed'; done_by: number; done_at: Date }

/** What was answered to it, if it is a question; undefined when it was ended before. */
export function setOutcome(db: Db, { comment_id, route, ...ended }: Ended): Promise<{ answer: string | null } | undefined> {
  return db.updateTable('comment_routes').set(ended).where('comment_id', '=', comment_id).where('route', '=', route).where('done_at', 'is', null).returning('answer').executeTakeFirst()
}
