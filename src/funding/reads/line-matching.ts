import { sql } from 'kysely'
import type { Reads } from '../../base/db/db.ts'

export function pledgesByReference(db: Reads, references: readonly string[]) {
  return db.selectFrom('pledges').select(['id', 'reference', 'currency', 'ended_why']).where('reference', '=', sql<string>`any(${references}::text[])`).execute()
}
export type NamedPledge = Awaited<ReturnType<typeof pledgesByReference>>[number]

/** Debits that a bank may speak of by these names: their own, or that of their mandate; the newest first. */
export function debitsNamed(db: Reads, { end_to_end_ids, mandates }: { end_to_end_ids: readonly string[]; mandates: readonly string[] }) {
  return db.selectFrom('debits').innerJoin('mandates', 'mandates.id', 'debits.mandate_id')
    .select(['debits.id', 'debits.end_to_end_id', 'debits.amount', 'debits.currency', 'debits.state', 'debits.settled_on', 'debits.collect_on', 'mandates.reference as mandate'])
    .where((eb) => eb.or([eb('debits.end_to_end_id', '=', sql<string>`any(${end_to_end_ids}::text[])`), eb('mandates.reference', '=', sql<string>`any(${mandates}::text[])`)]))
    .where('debits.file_id', 'is not', null).orderBy('debits.id', 'desc').execute()
}
export type NamedDebit = Awaited<ReturnType<typeof debitsNamed>>[number]

/** A file, or one batch of it, and its debits that the bank has not booked. */
export interface UnsettledBatch { message_id: string; sequence_type: string | null; currency: string; collect_on: string; total: number; debits: number[] }

/** Of files that have a name, or whose unsettled debits come to a sum. A batch's name ends with its sequence type. */
export async function unsettledBatches(db: Reads, { names, totals }: { names: readonly string[]; totals: readonly number[] }): Promise<UnsettledBatch[]> {
  const { rows } = await sql<UnsettledBatch>`select f.message_id, d.sequence_type, d.currency, min(d.collect_on)::text as collect_on, sum(d.amount)::bigint as total, json_agg(d.id) as debits
    from debits d join collection_files f on f.id = d.file_id where d.state = 'sent' or (d.state = 'returned' and d.settled_on is null)
    group by grouping sets ((f.message_id, d.currency), (f.message_id, d.currency, d.sequence_type))
    having f.message_id = any(${names.map((name) => name.replace(/-(RCUR|OOFF)$/, ''))}::text[]) or sum(d.amount) = any(${totals}::bigint[])`.execute(db)
  return rows
}

export function payoutsAwaited(db: Reads) {
  return db.selectFrom('provider_payouts').select(['id', 'provider', 'foreign_id', 'amount', 'currency', 'arrives_on']).where('line_id', 'is', null).orderBy('arrives_on').orderBy('id').execute()
}

export function refundsOwedBy(db: Reads, references: readonly string[]) {
  return db.selectFrom('refunds').select(['id', 'reference', 'amount', 'currency']).where('reference', '=', sql<string>`any(${references}::uuid[])`).where('state', '=', 'owed').execute()
}

/** The pledge that each account paid for last, of lines that stand booked. */
export function pledgesOfAccounts(db: Reads, fingerprints: readonly Buffer[]) {
  return db.selectFrom('statement_lines').innerJoin('pledges', 'pledges.id', 'statement_lines.pledge_id').distinctOn('iban_fingerprint').select(['iban_fingerprint', 'pledge_id', 'pledges.currency'])
    .where('iban_fingerprint', '=', sql<Buffer>`any(${fingerprints}::bytea[])`).where('statement_lines.state', '=', 'booked').orderBy('iban_fingerprint').orderBy('statement_lines.id', 'desc').execute()
}

/** Pledges of people of these names (in small letters) for which something is due, or falls due. */
export async function pledgesOfNames(db: Reads, names: readonly string[]) {
  const { rows } = await sql<{ id: number; name: string; amount: number; currency: string }>`select p.id, lower(s.name) as name, p.amount, p.currency from pledges p join supporters s on s.id = p.supporter_id
    where lower(s.name) = any(${names}::text[]) and s.merged_into is null and p.way in ('transfer', 'debit') and (p.state in ('active', 'stopped') and (p.next_due_on is not null or exists (select from dues d where d.pledge_id = p.id and d.state in ('open', 'returned'))))
    order by p.id`.execute(db)
  return rows
}
