import { sql, type Insertable, type Updateable } from 'kysely'
import type { Db } from '../../base/db/db.ts'
import type { Schema } from '../../base/db/schema.ts'

/** The number of the report; nothing where the reader has reported the comment already. */
export async function insertReport(db: Db, report: Insertable<Schema['reports']>): Promise<number | undefined> {
  const row = await db.insertInto('reports').values(report)
    .onConflict((oc) => oc.columns(['comment_id', 'reader_id']).where('kind', '=', 'report').doNothing()).returning('id').executeTakeFirst()
  return row?.id
}

/** The second link to a report: the one in the mail that tells what became of it. */
export async function setOutcomeHash(db: Db, { id, outcome_hash }: { id: number; outcome_hash: Buffer }) {
  await db.updateTable('reports').set({ outcome_hash }).where('id', '=', id).execute()
}

/** The number of the objection; nothing where the party has objected to the decision already. */
export async function insertObjection(db: Db, objection: Insertable<Schema['objections']>): Promise<number | undefined> {
  const row = await db.insertInto('objections').values(objection)
    .onConflict((oc) => oc.doNothing()).returning('id').executeTakeFirst()
  return row?.id
}

/** Answers whether it was still to be decided. */
export async function decideObjection(db: Db, { id, ...outcome }: { id: number } & Updateable<Schema['objections']>): Promise<boolean> {
  const { numUpdatedRows } = await db.updateTable('objections').set(outcome).where('id', '=', id).where('decided_at', 'is', null).executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Ends what is still open about comments that are gone; answers which reports. */
export async function endReportsOfGone(db: Db, { comment_ids, ended_at }: { comment_ids: number[]; ended_at: Date }): Promise<number[]> {
  const rows = await db.updateTable('reports').set({ outcome: 'gone', ended_at }).where('comment_id', '=', sql<number>`any(${comment_ids}::bigint[])`).where('ended_at', 'is', null).returning('id').execute()
  return rows.map(({ id }) => id)
}

export async function reopenReport(db: Db, id: number) {
  await db.updateTable('reports').set({ decision_id: null, outcome: null, ended_at: null }).where('id', '=', id).execute()
}
export async function endReport(db: Db, { id, ...end }: { id: number; decision_id: number; outcome: 'acted' | 'kept'; ended_at: Date }) {
  await db.updateTable('reports').set(end).where('id', '=', id).execute()
}
