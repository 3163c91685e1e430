import { sql, type Insertable, type Selectable, type Updateable } from 'kysely'
import type { Db } from '../../base/db/db.ts'
import type { Schema } from '../../base/db/schema.ts'

type DueState = Selectable<Schema['dues']>['state']

export async function insertProviderPayment(tx: Db, payment: Insertable<Schema['provider_payments']>): Promise<number> {
  return (await tx.insertInto('provider_payments').values(payment).returning('id').executeTakeFirstOrThrow()).id
}
/** Returns their numbers in the order given. */
export async function insertProviderPayments(tx: Db, payments: readonly Insertable<Schema['provider_payments']>[]): Promise<number[]> {
  const ids: number[] = []
  for (let at = 0; at < payments.length; at += 1_000) ids.push(...(await tx.insertInto('provider_payments').values(payments.slice(at, at + 1_000)).returning('id').execute()).map(({ id }) => id))
  return ids.sort((a, b) => a - b)
}
export async function updateDuesInFlight(tx: Db, ids: readonly number[]) {
  await tx.updateTable('dues').set({ state: 'in_flight' }).where('id', '=', sql<number>`any(${ids}::bigint[])`).where('state', '=', 'open').execute()
}
/** They have come, each for the first time; nothing more is expected of them. */
export async function updateProviderPaymentsPaid(tx: Db, payments: readonly { id: number; foreign_id: string | null; checkout_id: string | null; fee: number }[], settled_at: Date) {
  await sql`update provider_payments p set state = 'paid', settled_at = ${settled_at}, failure = '', look_at = null, fee = given.fee,
      foreign_id = coalesce(p.foreign_id, given.foreign_id), checkout_id = coalesce(p.checkout_id, given.checkout_id)
    from json_to_recordset(${JSON.stringify(payments)}::json) as given(id bigint, foreign_id text, checkout_id text, fee bigint) where p.id = given.id`.execute(tx)
}
export async function updateProviderPayment(tx: Db, id: number, to: Updateable<Schema['provider_payments']>) {
  await tx.updateTable('provider_payments').set(to).where('id', '=', id).execute()
}

/** False where it was noted before. */
export async function insertProviderEvent(tx: Db, event: Insertable<Schema['provider_events']>): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx.insertInto('provider_events').values(event).onConflict((oc) => oc.doNothing()).executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

export async function deleteProviderEvents(db: Db, { before }: { before: Date }) {
  await db.deleteFrom('provider_events').where('received_at', '<', before).execute()
}

export async function insertRefund(tx: Db, refund: Insertable<Schema['refunds']>): Promise<number> {
  return (await tx.insertInto('refunds').values(refund).returning('id').executeTakeFirstOrThrow()).id
}
export async function updateRefund(tx: Db, id: number, to: Updateable<Schema['refunds']>) {
  await tx.updateTable('refunds').set(to).where('id', '=', id).execute()
}
/** The money never came: nothing is to be given back. */
export async function dropWaitingRefunds(tx: Db, dues: readonly number[]): Promise<number> {
  if (dues.length === 0) return 0
  return Number((await tx.updateTable('refunds').set({ state: 'dropped' }).where('due_id', 'in', dues).where('state', '=', 'waiting').executeTakeFirst()).numUpdatedRows)
}
export async function updateDueState(tx: Db, { id, from, to }: { id: number; from: DueState[]; to: DueState }) {
  await tx.updateTable('dues').set({ state: to }).where('id', '=', id).where('state', 'in', from).execute()
}
/** A debit of a due that has not gone to the bank yet goes no more. True where there was one. */
export async function dropPlannedDebits(tx: Db, due_id: number): Promise<boolean> {
  return (await tx.updateTable('debits').set({ state: 'dropped' }).where('due_id', '=', due_id).where('state', '=', 'planned').executeTakeFirst()).numUpdatedRows > 0n
}

export async function insertDispute(tx: Db, dispute: Insertable<Schema['provider_disputes']>): Promise<number> {
  return (await tx.insertInto('provider_disputes').values(dispute).returning('id').executeTakeFirstOrThrow()).id
}
export async function updateDispute(tx: Db, id: number, to: Updateable<Schema['provider_disputes']>) {
  await tx.updateTable('provider_disputes').set(to).where('id', '=', id).execute()
}

/** Undefined where it is known. */
export async function insertPayout(tx: Db, payout: Insertable<Schema['provider_payouts']>): Promise<number | undefined> {
  return (await tx.insertInto('provider_payouts').values(payout).onConflict((oc) => oc.columns(['provider', 'foreign_id']).doNothing()).returning('id').executeTakeFirst())?.id
}
export async function insertPayoutParts(tx: Db, parts: readonly Insertable<Schema['provider_payout_parts']>[]) {
  for (let at = 0; at < parts.length; at += 2_000) await tx.insertInto('provider_payout_parts').values(parts.slice(at, at + 2_000)).execute()
}
export async function updatePayoutLine(tx: Db, id: number, line_id: number) {
  await tx.updateTable('provider_payouts').set({ line_id }).where('id', '=', id).execute()
}
