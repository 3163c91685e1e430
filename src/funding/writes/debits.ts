import { sql } from 'kysely'
import type { Db } from '../../base/db/db.ts'

/** What is planned under a mandate and has not been sent. */
export async function dropPlannedDebits(db: Db, { mandate_id }: { mandate_id: number }) {
  await db.updateTable('debits').set({ state: 'dropped', collection_id: null }).where('mandate_id', '=', mandate_id).where('state', '=', 'planned').execute()
}

/** One that came back before its settlement was told stays returned. */
export async function updateDebitsSettled(db: Db, settled: readonly { debit_id: number; on: string }[]) {
  await sql`update debits set settled_on = given."on", state = case state when 'sent' then 'settled' else state end
    from json_to_recordset(${JSON.stringify(settled)}::json) as given(debit_id bigint, "on" date) where id = given.debit_id`.execute(db)
}

export async function updateDebitsEnded(db: Db, ended: readonly { debit_id: number; on: string; reason_code: string }[], state: 'rejected' | 'returned') {
  await sql`update debits set state = ${state}, ended_on = given."on", reason_code = given.reason_code
    from json_to_recordset(${JSON.stringify(ended)}::json) as given(debit_id bigint, "on" date, reason_code text) where id = given.debit_id`.execute(db)
}

/** Refused before anything was booked: what is due is due still. */
export async function reopenDues(db: Db, ids: readonly number[]) {
  await db.updateTable('dues').set({ state: 'open' }).where('id', '=', sql<number>`any(${ids}::bigint[])`).where('state', '=', 'in_flight').execute()
}
/** `again_on`: YYYY-MM-DD; null: not by itself. */
export async function updateDueAgain(db: Db, { due_id, again_on }: { due_id: number; again_on: string | null }) {
  await db.updateTable('dues').set({ again_on }).where('id', '=', due_id).execute()
}

/** The same for what waits and has no debit; false where it is neither. */
export async function updateDueWaiting(db: Db, { due_id, again_on }: { due_id: number; again_on: string }): Promise<boolean> {
  const { numUpdatedRows } = await db.updateTable('dues').set({ again_on }).where('id', '=', due_id).where('state', 'in', ['open', 'returned'])
    .where(sql<boolean>`not exists (select from debits where due_id = dues.id and debits.state in ('planned', 'sent', 'settled'))`).executeTakeFirst()
  return numUpdatedRows > 0n
}

/** The same debits as new ones, for the same day and by the same notice. */
export async function insertDebitsAgain(db: Db, ids: readonly number[]) {
  await sql`insert into debits (due_id, mandate_id, prenotification_id, amount, currency, collect_on, sequence_type, end_to_end_id, state)
    select due_id, mandate_id, prenotification_id, amount, currency, collect_on, sequence_type, 'E' || upper(replace(gen_random_uuid()::text, '-', '')), 'planned' from debits where id = any(${ids}::bigint[])`.execute(db)
}
