import { sql, type Insertable } from 'kysely'
import type { Db } from '../../base/db/db.ts'
import type { Schema } from '../../base/db/schema.ts'

export function insertCollection(db: Db, collection: Insertable<Schema['collections']>) {
  return db.insertInto('collections').values(collection).returning('id').executeTakeFirstOrThrow()
}

/** Puts planned debits into a proposal, or (null) takes them out of it. */
export async function updateDebitsCollection(db: Db, { ids, collection_id }: { ids: readonly number[]; collection_id: number | null }) {
  await db.updateTable('debits').set({ collection_id }).where('id', '=', sql<number>`any(${ids}::bigint[])`).where('state', '=', 'planned').execute()
}
export async function releaseDebits(db: Db, collection_id: number) {
  await db.updateTable('debits').set({ collection_id: null }).where('collection_id', '=', collection_id).where('state', '=', 'planned').execute()
}
export async function updateCollectionDropped(db: Db, id: number) {
  await db.updateTable('collections').set({ state: 'dropped' }).where('id', '=', id).execute()
}
export async function updateCollectionApproved(db: Db, { id, ...approval }: { id: number; approved_by: number; approved_at: Date }) {
  await db.updateTable('collections').set({ state: 'approved', ...approval }).where('id', '=', id).execute()
}

/** `id` as `nextIds` gave it. */
export async function insertCollectionFile(db: Db, file: Insertable<Schema['collection_files']> & { id: number }) {
  await db.insertInto('collection_files').values(file).execute()
}

/** Debits go to the bank, in this file and on this day; the database refuses those that were not told in time. */
export async function sendDebits(db: Db, { ids, file_id, collect_on }: { ids: readonly number[]; file_id: number; collect_on: string }) {
  await db.updateTable('debits').set({ state: 'sent', file_id, collect_on }).where('id', '=', sql<number>`any(${ids}::bigint[])`).where('state', '=', 'planned').execute()
}
/** Their dues are on their way, their mandates used. */
export async function updateSent(db: Db, { ids, collect_on }: { ids: readonly number[]; collect_on: string }) {
  await sql`update dues set state = 'in_flight', again_on = null from debits where debits.due_id = dues.id and debits.id = any(${ids}::bigint[])`.execute(db)
  await sql`update mandates set last_debit_on = greatest(last_debit_on, ${collect_on}::date) from debits where debits.mandate_id = mandates.id and debits.id = any(${ids}::bigint[])`.execute(db)
}
