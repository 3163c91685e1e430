import { sql, type Selectable } from 'kysely'
import type { Reads } from '../../base/db/db.ts'
import type { Schema } from '../../base/db/schema.ts'
import type { ProviderName } from '../provider.ts'

export type ProviderPayment = Selectable<Schema['provider_payments']>
export type Refund = Selectable<Schema['refunds']>

/** `lock`: in a transaction, and after the pledge and the due. */
export function providerPaymentById(db: Reads, id: number, { lock = false } = {}): Promise<ProviderPayment | undefined> {
  const query = db.selectFrom('provider_payments').selectAll().where('id', '=', id)
  return (lock ? query.forUpdate() : query).executeTakeFirst()
}

/** Many with their dues and pledges, locked in the order of all who change them: pledges, dues, payments. */
export async function paymentsLocked(tx: Reads, ids: readonly number[]) {
  const payments = sql`select due_id from provider_payments where id = any(${ids}::bigint[])`
  await sql`select from pledges where id in (select pledge_id from dues where id in (${payments})) order by id for update`.execute(tx)
  await sql`select from dues where id in (${payments}) order by id for update`.execute(tx)
  return tx.selectFrom('provider_payments').innerJoin('dues', 'dues.id', 'due_id').innerJoin('pledges', 'pledges.id', 'dues.pledge_id').selectAll('provider_payments')
    .select(['dues.state as due_state', 'pledges.rhythm', 'pledges.state as pledge_state']).where('provider_payments.id', '=', sql<number>`any(${ids}::bigint[])`).orderBy('provider_payments.id').forUpdate('provider_payments').execute()
}

/** The one that is under way for a due, or has come to stay. */
export function liveProviderPayment(db: Reads, due_id: number): Promise<ProviderPayment | undefined> {
  return db.selectFrom('provider_payments').selectAll().where('due_id', '=', due_id).where('state', 'in', ['asked', 'open', 'paid']).where('double', '=', false).executeTakeFirst()
}

/** By any name that a notice knows it by: ours, theirs, their checkout's. */
export async function namedProviderPayment(db: Reads, provider: ProviderName, { reference, foreign_id, checkout_id }: { reference: string | null; foreign_id: string | null; checkout_id: string | null }) {
  const row = await db.selectFrom('provider_payments').select('id').where('provider', '=', provider)
    .where((eb) => eb.or([
      ...(reference !== null && isUuid(reference) ? [eb('reference', '=', reference)] : []),
      ...(foreign_id === null ? [] : [eb('foreign_id', '=', foreign_id)]),
      ...(checkout_id === null ? [] : [eb('checkout_id', '=', checkout_id)]),
    ])).executeTakeFirst()
  return row?.id
}

/** Theirs to ours, of those that are known. */
export async function providerPaymentIds(db: Reads, provider: ProviderName, foreign_ids: readonly string[]): Promise<Map<string, number>> {
  if (foreign_ids.length === 0) return new Map()
  const rows = await db.selectFrom('provider_payments').select(['id', 'foreign_id']).where('provider', '=', provider).where(sql<boolean>`foreign_id = any(${foreign_ids}::text[])`).execute()
  return new Map(rows.flatMap(({ id, foreign_id }) => (foreign_id === null ? [] : [[foreign_id, id]])))
}

/** Those of which somebody has to ask by now, the longest waiting first. */
export function providerPaymentsToLookAt(db: Reads, { now, limit }: { now: Date; limit: number }) {
  return db.selectFrom('provider_payments').select('id').where('look_at', '<=', now).orderBy('look_at').limit(limit).execute()
}

/** `lock`: in a transaction, and after its pledge. */
export function dueById(db: Reads, id: number, { lock = false } = {}) {
  const query = db.selectFrom('dues').selectAll().where('id', '=', id)
  return (lock ? query.forUpdate() : query).executeTakeFirst()
}

/** What of a pledge is due and not paid: the oldest of it. */
export async function openDueOf(db: Reads, pledge_id: number): Promise<number | undefined> {
  return (await db.selectFrom('dues').select('id').where('pledge_id', '=', pledge_id).where('state', 'in', ['open', 'in_flight']).orderBy('id').executeTakeFirst())?.id
}

/** Of charges without the payer that were refused for a due: how many, and when the first was. Lost ones were not. */
export async function failedCharges(db: Reads, due_id: number) {
  const { count, first } = await db.selectFrom('provider_payments')
    .select((eb) => [eb.fn.countAll<number>().as('count'), eb.fn.min('settled_at').as('first')])
    .where('due_id', '=', due_id).where('state', '=', 'failed').where('failure', '<>', 'lost').where('customer', 'is not', null).executeTakeFirstOrThrow()
  return { count, first }
}

/** Dues up to a day (YYYY-MM-DD) of pledges that can be charged without the payer, and have no payment yet. With what has failed so far. */
export async function duesToCharge(db: Reads, { today, after, limit }: { today: string; after: number; limit: number }) {
  return db.selectFrom('dues').innerJoin('pledges', 'pledges.id', 'dues.pledge_id')
    .leftJoinLateral((eb) => eb.selectFrom('provider_payments').whereRef('due_id', '=', 'dues.id').where('state', '=', 'failed').where('failure', '<>', 'lost').where('customer', 'is not', null)
      .select((f) => [f.fn.countAll<number>().as('failed'), f.fn.min('settled_at').as('first_failed_at')]).as('tries'), (join) => join.onTrue())
    .select(['dues.id', 'tries.failed', 'tries.first_failed_at'])
    .where('dues.state', '=', 'open').where('due_on', '<=', today).where('dues.id', '>', after)
    .where('way', '=', 'provider').where('pledges.state', '=', 'active').where('provider_customer', 'is not', null).where('provider_method', 'is not', null)
    .orderBy('dues.id').limit(limit).execute()
}

/** What is kept of payers, to charge them again. */
export async function methodsKept(db: Reads) {
  const rows = await db.selectFrom('pledges').select(['provider_customer as customer', 'provider_method as method']).where('provider_customer', 'is not', null).where('provider_method', 'is not', null).where('state', '<>', 'ended').orderBy('id').execute()
  return rows.flatMap(({ customer, method }) => (customer === null || method === null ? [] : [{ customer, method }]))
}

/** After how many days a charge that failed is tried again. */
export async function chargeRetryDays(db: Reads): Promise<number[]> {
  return (await db.selectFrom('funding_settings').select('charge_retry_days').executeTakeFirstOrThrow()).charge_retry_days
}

export function refundById(db: Reads, id: number, { lock = false } = {}): Promise<Refund | undefined> {
  const query = db.selectFrom('refunds').selectAll().where('id', '=', id)
  return (lock ? query.forUpdate() : query).executeTakeFirst()
}
/** Those of a due that are not over or have been done, the first one first. */
export function standingRefunds(db: Reads, due_id: number): Promise<Refund[]> {
  return db.selectFrom('refunds').selectAll().where('due_id', '=', due_id).where('state', 'in', ['waiting', 'owed', 'asked', 'done']).orderBy('id').execute()
}
export function refundsOfPayment(db: Reads, provider_payment_id: number): Promise<Refund[]> {
  return db.selectFrom('refunds').selectAll().where('provider_payment_id', '=', provider_payment_id).orderBy('id').execute()
}
/** Of these dues those whose money is to be given back once it is here. */
export async function duesWithWaitingRefund(db: Reads, dues: readonly number[]): Promise<number[]> {
  if (dues.length === 0) return []
  return (await db.selectFrom('refunds').select('due_id').where('due_id', 'in', dues).where('state', '=', 'waiting').execute()).map(({ due_id }) => due_id)
}
export function refundsNotAnswered(db: Reads, { before }: { before: Date }) {
  return db.selectFrom('refunds').select('id').where('state', '=', 'asked').where('provider_payment_id', 'is not', null).where('foreign_id', 'is', null).where('asked_at', '<', before).orderBy('id').limit(1_000).execute()
}
export function disputesOf(db: Reads, provider_payment_id: number) {
  return db.selectFrom('provider_disputes').selectAll().where('provider_payment_id', '=', provider_payment_id).execute()
}

/** What a due has brought so far, and what is left of it: the income of it in the ledger, above zero. */
export async function incomeOfDue(db: Reads, due_id: number): Promise<number> {
  const { sum } = await db.selectFrom('ledger_entries').innerJoin('ledger_postings', 'ledger_postings.entry_id', 'ledger_entries.id')
    .select(sql<number>`coalesce(-sum(amount), 0)::bigint`.as('sum')).where('due_id', '=', due_id).where('account', 'in', ['gifts', 'pledges']).executeTakeFirstOrThrow()
  return sum
}
export async function entryId(db: Reads, { kind, source }: { kind: string; source: string }): Promise<number | undefined> {
  return (await db.selectFrom('ledger_entries').select('id').where('kind', '=', kind).where('source', '=', source).executeTakeFirst())?.id
}

export function payoutById(db: Reads, id: number) {
  return db.selectFrom('provider_payouts').selectAll().where('id', '=', id).executeTakeFirst()
}
/** When the last payout that is known of arrived, YYYY-MM-DD. */
export async function lastPayoutOn(db: Reads, provider: ProviderName): Promise<string | null> {
  return (await db.selectFrom('provider_payouts').select((eb) => eb.fn.max('arrives_on').as('day')).where('provider', '=', provider).executeTakeFirstOrThrow()).day
}

export function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)
}
