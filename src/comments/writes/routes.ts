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

/** What was answered to it, if it is a question, and whether its author may be named; undefined when it was ended before. */
export function setOutcome(db: Db, { comment_id, route, ...ended }: Ended): Promise<{ answer: string | null; credit: 'asked' | 'agreed' | 'declined' | null } | undefined> {
  return db.updateTable('comment_routes').set(ended).where('comment_id', '=', comment_id).where('route', '=', route).where('done_at', 'is', null).returning(['answer', 'credit']).executeTakeFirst()
}

/** Nobody's where `assigned_to` is null; false where it is over. */
export async function setAssigned(db: Db, { comment_id, route, assigned_to }: { comment_id: number; route: Ended['route']; assigned_to: number | null }): Promise<boolean> {
  return (await db.updateTable('comment_routes').set({ assigned_to }).where('comment_id', '=', comment_id).where('route', '=', route).where('done_at', 'is', null).returning('route').executeTakeFirst()) !== undefined
}

/** What is known of whether its author may be named, on all ways of one comment. */
export async function setCredit(db: Db, { comment_id, credit, credit_at }: { comment_id: number; credit: 'asked' | 'agreed' | 'declined'; credit_at: Date }) {
  await db.updateTable('comment_routes').set({ credit, credit_at }).where('comment_id', '=', comment_id).execute()
}
