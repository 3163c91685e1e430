import { sql, type Insertable } from 'kysely'
import type { Db } from '../../base/db/db.ts'
import type { Schema } from '../../base/db/schema.ts'

/** Undefined where the pledge has a due of that day already. One that was dropped, as by a pause that was taken back, is open again. */
export async function insertDue(db: Db, due: Insertable<Schema['dues']>): Promise<number | undefined> {
  const { amount, currency } = due
  const row = await db.insertInto('dues').values(due)
    .onConflict((oc) => oc.columns(['pledge_id', 'due_on']).doUpdateSet({ state: 'open', amount, currency }).where('dues.state', '=', 'dropped')).returning('id').executeTakeFirst()
  return row?.id
}

/** The same for many, of pledges of which each is named once. */
export async function insertDues(db: Db, dues: readonly Pick<Insertable<Schema['dues']>, 'pledge_id' | 'due_on' | 'amount' | 'currency'>[]) {
  await sql`insert into dues (pledge_id, due_on, amount, currency) select pledge_id, due_on, amount, currency
    from json_to_recordset(${JSON.stringify(dues)}::json) as given(pledge_id bigint, due_on date, amount bigint, currency text)
    on conflict (pledge_id, due_on) do update set state = 'open', amount = excluded.amount, currency = excluded.currency where dues.state = 'dropped'`.execute(db)
}

/** Returns those that were not paid before. */
export async function updateDuesPaid(db: Db, dues: readonly { due_id: number; on: string }[]): Promise<number[]> {
  if (dues.length === 0) return []
  const given = JSON.stringify(dues)
  const { rows } = await sql<{ id: number }>`update dues set state = 'paid', paid_on = given."on"
    from json_to_recordset(${given}::json) as given(due_id bigint, "on" date) where id = given.due_id and state <> 'paid' returning id`.execute(db)
  return rows.map(({ id }) => id)
}
export async function updateDuesTakenBack(db: Db, ids: readonly number[], state: 'returned' | 'refunded') {
  if (ids.length > 0) await db.updateTable('dues').set({ state, paid_on: null }).where('id', 'in', ids).execute()
}

/** What was to be given once and has come is done, if all of it has. */
export async function finishGifts(db: Db, dues: readonly number[]) {
  if (dues.length === 0) return
  await db.updateTable('pledges').set((eb) => ({ state: 'ended', ended_why: 'done', stopped_why: null, paused_until: null, ends_on: eb.ref('pledges.began_on') }))
    .from('dues').whereRef('dues.pledge_id', '=', 'pledges.id').where('dues.id', 'in', dues).where('rhythm', '=', 'once').where('pledges.state', '<>', 'ended')
    .where(({ not, exists, selectFrom }) => not(exists(selectFrom('dues as open').select('open.id').whereRef('open.pledge_id', '=', 'pledges.id').where('open.state', '=', 'open')))).execute()
}

/** What is due within some days (YYYY-MM-DD, both included where they are given) and on no way yet, with the debits that were planned for it. */
export async function dropOpenDues(db: Db, { pledge_id, from, until }: { pledge_id: number; from?: string; until?: string }) {
  let dues = db.updateTable('dues').set({ state: 'dropped' }).where('pledge_id', '=', pledge_id).where('state', '=', 'open')
  if (from !== undefined) dues = dues.where('due_on', '>=', from)
  if (until !== undefined) dues = dues.where('due_on', '<=', until)
  await dropPlannedDebitsOf(db, await dues.returning('id').execute())
}

/**
 * What is due and on no way yet is due in another amount, or another way, from now on. The debits planned for it are dropped: whoever
 * plans finds their dues without one, and gives notice anew.
 */
export async function replanOpenDues(db: Db, { pledge_id, amount }: { pledge_id: number; amount: number }) {
  await dropPlannedDebitsOf(db, await db.updateTable('dues').set({ amount }).where('pledge_id', '=', pledge_id).where('state', '=', 'open').returning('id').execute())
}

async function dropPlannedDebitsOf(db: Db, dues: readonly { id: number }[]) {
  if (dues.length > 0) await db.updateTable('debits').set({ state: 'dropped', collection_id: null }).where('due_id', 'in', dues.map(({ id }) => id)).where('state', '=', 'planned').execute()
}
