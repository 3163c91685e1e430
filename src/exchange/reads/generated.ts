// What the generator of supporters looks up while it lives through the past of a paper's money.
import { sql } from 'kysely'
import type { Reads } from '../../base/db/db.ts'

/** Whether anybody gives, or has given, or a statement is there. */
export async function hasMoney(db: Reads): Promise<boolean> {
  const { rows: [row] } = await sql<{ has: boolean }>`select exists (select from supporters) or exists (select from ledger_entries) or exists (select from statements) as has`.execute(db)
  return row?.has ?? false
}

/** What is open of one way up to a day. */
export function openDues(db: Reads, { way, until }: { way: 'transfer' | 'provider'; until: string }) {
  return db.selectFrom('dues').innerJoin('pledges', 'pledges.id', 'dues.pledge_id')
    .select(['dues.id', 'pledge_id', 'due_on', 'dues.amount', 'pledges.provider', 'pledges.reference', 'provider_customer', 'provider_method', 'pledges.rhythm', 'pledges.created_at', 'pledges.state'])
    .where('dues.state', '=', 'open').where('way', '=', way).where('pledges.state', 'in', ['active', 'begun']).where('due_on', '<=', until).orderBy('dues.id').execute()
}

/** What was sent to the bank in a collection, as its statement tells of it. */
export function debitsSent(db: Reads, collection_id: number) {
  return db.selectFrom('debits').innerJoin('collection_files', 'collection_files.id', 'debits.file_id').innerJoin('mandates', 'mandates.id', 'debits.mandate_id').innerJoin('dues', 'dues.id', 'debits.due_id')
    .select(['debits.id', 'debits.amount', 'sequence_type', 'end_to_end_id', 'debits.collect_on', 'message_id', 'mandates.reference as mandate_reference', 'holder', 'dues.pledge_id'])
    .where('debits.collection_id', '=', collection_id).where('debits.state', '=', 'sent').orderBy('debits.id').execute()
}

export function stoppedPledges(db: Reads) {
  return db.selectFrom('pledges').select(['id', 'stopped_why', 'way']).where('state', '=', 'stopped').orderBy('id').execute()
}

/** What has not been found its place, with the bank's reference by which whoever wrote the statement knows it. */
export function linesInSuspense(db: Reads) {
  return db.selectFrom('statement_lines').select(['id', 'bank_reference', 'amount', 'booked_on']).where('state', 'in', ['suspense', 'proposed']).orderBy('booked_on').orderBy('id').execute()
}

export function refundsToTransfer(db: Reads) {
  return db.selectFrom('refunds').innerJoin('dues', 'dues.id', 'refunds.due_id').innerJoin('pledges', 'pledges.id', 'dues.pledge_id').innerJoin('supporters', 'supporters.id', 'pledges.supporter_id')
    .select(['refunds.id', 'refunds.reference', 'refunds.amount', 'supporters.name']).where('refunds.state', '=', 'owed').orderBy('refunds.id').execute()
}
export function duesToGiveBack(db: Reads) {
  return db.selectFrom('refunds').innerJoin('dues', 'dues.id', 'refunds.due_id').select('due_id').where('refunds.state', '=', 'waiting').where('dues.state', '=', 'paid').orderBy('refunds.id').execute()
}
/** Of a provider, which has not been told of them. */
export function refundsToAskFor(db: Reads) {
  return db.selectFrom('refunds').select(['id', 'reference', 'amount', 'provider_payment_id']).where('state', '=', 'asked').where('provider_payment_id', 'is not', null).orderBy('id').execute()
}

export function paymentsById(db: Reads, ids: readonly number[]) {
  return db.selectFrom('provider_payments').selectAll().where('id', '=', sql<number>`any(${ids}::bigint[])`).orderBy('id').execute()
}

/** Of published articles on which an appeal may stand, the newest first. */
export async function articlesThatAsk(db: Reads): Promise<{ id: number; published_at: Date }[]> {
  const { rows } = await sql<{ id: number; published_at: Date }>`select id, published_at from articles where state = 'published' and not sensitive and published_at is not null order by published_at desc, id desc limit 5000`.execute(db)
  return rows
}

export async function cashInHand(db: Reads): Promise<number> {
  const { rows: [row] } = await sql<{ sum: number }>`select coalesce(sum(amount), 0)::bigint as sum from ledger_postings where account = 'cash'`.execute(db)
  return row?.sum ?? 0
}

export type ReadableArticle = Awaited<ReturnType<typeof readableArticles>>[number]

/** What somebody can read, the newest first. */
export function readableArticles(db: Reads) {
  return db.selectFrom('articles as a').innerJoin('sections as s', 's.id', 'a.section_id').select(['a.id', 'a.slug', 's.slug as section_slug', 'a.first_published_at'])
    .where('a.state', '=', 'published').orderBy('a.first_published_at', 'desc').orderBy('a.id', 'desc').limit(300).execute()
}
