import { sql } from 'kysely'
import type { Db } from '../../base/db/db.ts'
import { addDays } from '../rhythm.ts'

export async function advancePledges(db: Db, pledges: readonly { id: number; next_due_on: string | null }[]) {
  await sql`update pledges set next_due_on = given.next_due_on from json_to_recordset(${JSON.stringify(pledges)}::json) as given(id bigint, next_due_on date)
    where pledges.id = given.id and pledges.next_due_on is distinct from given.next_due_on`.execute(db)
}

/** A part of them has come; `rest`: what becomes of what is left. */
export async function reduceDues(db: Db, parts: readonly { due_id: number; by: number; rest: 'open' | 'dropped' }[]) {
  for (const { due_id, by, rest } of parts) await db.updateTable('dues').set((eb) => ({ amount: eb('amount', '-', by), ...(rest === 'dropped' ? { state: rest } : {}) })).where('id', '=', due_id).execute()
}

/** Debits of dues that are planned and in no file. Returns them. */
export async function dropDebitsToCome(db: Db, dues: readonly number[]): Promise<{ id: number; prenotification_id: number }[]> {
  return dues.length === 0 ? [] : db.updateTable('debits').set({ state: 'dropped', collection_id: null }).where('due_id', '=', sql<number>`any(${dues}::bigint[])`).where('state', '=', 'planned').returning(['id', 'prenotification_id']).execute()
}

export interface DueThatCame { /** By which its number is told. */ key: string; pledge_id: number; due_on: string; amount: number; currency: string; unasked: boolean; part_of: number | null }

/** A pledge has one due of a day: where it has one already, the next free day is taken. Returns their numbers by key. */
export async function insertDuesThatCame(db: Db, dues: readonly DueThatCame[]): Promise<Map<string, number>> {
  const made = new Map<string, number>()
  let left = [...dues]
  while (left.length > 0) {
    const { rows } = await sql<{ id: number; pledge_id: number; due_on: string }>`insert into dues (pledge_id, due_on, amount, currency, unasked, part_of)
      select pledge_id, due_on, amount, currency, unasked, part_of from json_to_recordset(${JSON.stringify(left)}::json) as given(pledge_id bigint, due_on date, amount bigint, currency text, unasked boolean, part_of bigint)
      on conflict (pledge_id, due_on) do nothing returning id, pledge_id, due_on`.execute(db)
    const ids = new Map(rows.map(({ id, pledge_id, due_on }) => [`${pledge_id} ${due_on}`, id]))
    const later: DueThatCame[] = []
    for (const due of left) {
      const id = ids.get(`${due.pledge_id} ${due.due_on}`)
      ids.delete(`${due.pledge_id} ${due.due_on}`)
      if (id === undefined) later.push({ ...due, due_on: addDays(due.due_on, 1) })
      else made.set(due.key, id)
    }
    left = later
  }
  return made
}
