import { sql } from 'kysely'
import type { Db } from '../../base/db/db.ts'
import type { WaitsFor } from '../state.ts'

export async function insertRevision(db: Db, revision: { comment_id: number; body: string; replaced_at: Date }) {
  await db.insertInto('comment_revisions').values(revision).onConflict((oc) => oc.doNothing()).execute()
}

/** What nobody has looked at in these words is to be looked at. */
export async function updateBody(db: Db, { id, ...changed }: { id: number; body: string; edited_at: Date; waits_for: WaitsFor | null }) {
  await db.updateTable('comments').set({ ...changed, looked_at: null }).where('id', '=', id).execute()
}

/** Empties what its authors took back before a moment, and answers which; not what somebody still has to decide about. Rides comments_deleted_idx. */
export async function blankDeleted(db: Db, before: Date): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`update comments set body = '' where deleted_at < ${before} and body <> ''
    and not exists (select from reports where reports.comment_id = comments.id and reports.ended_at is null)
    and not exists (select from objections join decisions on decisions.id = objections.decision_id where decisions.comment_id = comments.id and objections.decided_at is null)
    returning id`.execute(db)
  return rows.map(({ id }) => id)
}
export async function deleteRevisionsOfDeleted(db: Db, comment_ids: number[]) {
  await db.deleteFrom('comment_revisions').where('comment_id', '=', sql<number>`any(${comment_ids}::bigint[])`).execute()
}
