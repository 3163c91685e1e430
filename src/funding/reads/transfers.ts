import { sql } from 'kysely'
import type { Reads } from '../../base/db/db.ts'
import type { Pledge } from './pledges.ts'

export function pledgesLocked(db: Reads, ids: readonly number[]): Promise<Pledge[]> {
  return db.selectFrom('pledges').selectAll().where('id', '=', sql<number>`any(${ids}::bigint[])`).orderBy('id').forUpdate().execute()
}

/** What is due of pledges and on no way: no debit is sent and no charge asked for that is to bring it. The oldest first; locked. */
export async function openDuesOf(db: Reads, pledges: readonly number[]): Promise<OpenDue[]> {
  return db.selectFrom('dues').select(['id', 'pledge_id', 'amount', 'due_on', 'state'])
    .select([sql<boolean>`exists (select from debits where due_id = dues.id and debits.state = 'planned')`.as('isPlanned'), sql<boolean>`exists (select from debits where due_id = dues.id and debits.state in ('returned', 'rejected'))`.as('hasComeBack')])
    .where('pledge_id', '=', sql<number>`any(${pledges}::bigint[])`).where('state', 'in', ['open', 'returned'])
    .where(({ not, exists, selectFrom }) => not(exists(selectFrom('debits').select('debits.id').whereRef('debits.due_id', '=', 'dues.id').where('debits.state', '=', 'sent'))))
    .where(({ not, exists, selectFrom }) => not(exists(selectFrom('provider_payments').select('provider_payments.id').whereRef('provider_payments.due_id', '=', 'dues.id').where('provider_payments.state', 'in', ['asked', 'open']))))
    .orderBy('due_on').orderBy('id').forUpdate().execute()
}
/** `isPlanned`: a debit is to bring it, which is in no file yet; `hasComeBack`: one was in vain. */
export interface OpenDue { id: number; pledge_id: number; amount: number; due_on: string; state: string; isPlanned: boolean; hasComeBack: boolean }

/** How long after a debit that followed one in vain a transfer may still be meant for the same. */
const crossingDays = 21

/**
 * Of transfers for pledges those that pay what a debit brings, too: it is in a file, or has come, and nothing else is due. After a
 * debit that was in vain the transfer need only cover it; else it is of just its amount, and came while the debit was on its way.
 */
export async function paidTwice(db: Reads, transfers: readonly { id: number; pledge_id: number; amount: number; on: string }[]): Promise<Set<number>> {
  if (transfers.length === 0) return new Set()
  const { rows } = await sql<{ id: number }>`select given.id from json_to_recordset(${JSON.stringify(transfers)}::json) as given(id bigint, pledge_id bigint, amount bigint, "on" date)
    where exists (select from dues du join debits d on d.due_id = du.id
        cross join lateral (select exists (select from debits b where b.due_id = du.id and b.state in ('returned', 'rejected')) as yes) in_vain
        where du.pledge_id = given.pledge_id and du.state in ('in_flight', 'paid') and d.state in ('sent', 'settled') and du.due_on <= given."on"
          and (du.amount = given.amount or (in_vain.yes and du.amount <= given.amount))
          and given."on" <= coalesce(d.settled_on, given."on") + case when in_vain.yes then ${crossingDays}::int else 0 end)
      and not exists (select from dues o where o.pledge_id = given.pledge_id and o.state in ('open', 'returned') and o.due_on <= given."on")`.execute(db)
  return new Set(rows.map(({ id }) => id))
}

/** Of lines of statements those that are proposed and pay what a debit brings, too. */
export function linesPaidTwice(db: Reads, lines: readonly { id: number; state: string; pledge_id: number | null; amount: number; booked_on: string }[]): Promise<Set<number>> {
  return paidTwice(db, lines.flatMap(({ id, state, pledge_id, amount, booked_on: on }) => (state === 'proposed' && pledge_id !== null ? [{ id, pledge_id, amount, on }] : [])))
}
