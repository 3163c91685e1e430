import { sql, type Insertable } from 'kysely'
import type { Db } from '../../base/db/db.ts'
import type { Schema } from '../../base/db/schema.ts'
import { unfitOf } from '../reads/planning.ts'

/** `id` as `nextIds` gave it. */
export async function insertPrenotifications(db: Db, told: readonly (Insertable<Schema['prenotifications']> & { id: number })[]) {
  await db.insertInto('prenotifications').values(told).execute()
}
export async function insertDebits(db: Db, debits: readonly Insertable<Schema['debits']>[]) {
  await db.insertInto('debits').values(debits).execute()
}
/** To another day, with another notice. */
export async function moveDebits(db: Db, moved: readonly { debit_id: number; prenotification_id: number; collect_on: string }[]) {
  await sql`update debits set collect_on = given.collect_on, prenotification_id = given.prenotification_id
    from json_to_recordset(${JSON.stringify(moved)}::json) as given(debit_id bigint, prenotification_id bigint, collect_on date) where id = given.debit_id and state = 'planned'`.execute(db)
}

export async function dropUnfitDebits(db: Db): Promise<number> {
  const { numUpdatedRows } = await db.updateTable('debits').set({ state: 'dropped', collection_id: null }).where('state', '=', 'planned').where(unfitOf('debits')).executeTakeFirst()
  return Number(numUpdatedRows)
}

/** Told once: what was noted first stays. */
export async function updateTold(db: Db, { id, told_at }: { id: number; told_at: Date }) {
  await db.updateTable('prenotifications').set({ told_at, refused_at: null, answer: '' }).where('id', '=', id).where('told_at', 'is', null).execute()
}
export async function updateRefused(db: Db, { id, refused_at, answer }: { id: number; refused_at: Date; answer: string }) {
  await db.updateTable('prenotifications').set({ refused_at, answer }).where('id', '=', id).where('told_at', 'is', null).execute()
}
