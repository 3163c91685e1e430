import { sql } from 'kysely'
import type { Reads } from '../../base/db/db.ts'

/** The one that has this number, of this account, message and first day; by its digest it is told whether it says the same. */
export function statementLike(db: Reads, { iban_fingerprint, format, statement_id, from_on }: { iban_fingerprint: Buffer; format: string; statement_id: string; from_on: string | null }) {
  return db.selectFrom('statements').select(['id', 'digest']).where('iban_fingerprint', '=', iban_fingerprint).where('format', '=', format).where('statement_id', '=', statement_id)
    .where(sql<boolean>`from_on is not distinct from ${from_on}::date`).executeTakeFirst()
}

/** Lines of other statements whose entries have these fingerprints, and that stand for their movements. */
export function linesWithFingerprint(db: Reads, { fingerprints, statement_id }: { fingerprints: readonly Buffer[]; statement_id: number }) {
  return db.selectFrom('statement_lines as l').innerJoin('statements as s', 's.id', 'l.statement_id')
    .select(['l.id', 'l.statement_id', 'l.entry', 'l.state', 'l.end_to_end_id', 'l.reference', 'l.bank_reference', 'l.iban_fingerprint', 'l.fingerprint', 's.format', 's.from_on', 's.to_on', 's.opening', 's.closing'])
    .where('l.fingerprint', '=', sql<Buffer>`any(${fingerprints}::bytea[])`).where('l.statement_id', '<>', statement_id).where('l.same_as', 'is', null)
    .orderBy('l.statement_id').orderBy('l.position').execute()
}
export type PriorLine = Awaited<ReturnType<typeof linesWithFingerprint>>[number]

/**
 * The first statement of an account that has a balance, and what the account held before everything that is known: its opening
 * balance, less what notifications tell of the days before it.
 */
export async function beforeFirst(db: Reads, iban_fingerprint: Buffer) {
  const first = await db.selectFrom('statements').select(['id', 'opening', 'currency', 'from_on']).where('iban_fingerprint', '=', iban_fingerprint).where('opening', 'is not', null)
    .orderBy('from_on').orderBy('made_at').orderBy('id').executeTakeFirst()
  if (!first || first.opening === null || first.from_on === null) return undefined
  const { rows: [row] } = await sql<{ sum: number }>`select coalesce(sum(l.amount), 0)::bigint as sum from statement_lines l join statements s on s.id = l.statement_id
    where s.iban_fingerprint = ${iban_fingerprint} and l.same_as is null and l.booked_on < ${first.from_on} and s.id <> ${first.id}
      and not exists (select from statement_lines own where own.statement_id = ${first.id} and own.same_as = l.id)`.execute(db)
  return { id: first.id, currency: first.currency, from_on: first.from_on, held: first.opening - (row?.sum ?? 0) }
}

/** What was booked as held at the beginning, the taken back with it. */
export async function openingEntries(db: Reads, iban_fingerprint: Buffer) {
  const { rows } = await sql<{ id: number; booked_on: string; amount: number; isTakenBack: boolean }>`select e.id, e.booked_on, p.amount, exists (select from ledger_entries c where c.reverses = e.id) as "isTakenBack"
    from ledger_entries e join ledger_postings p on p.entry_id = e.id and p.account = 'bank' join statements s on s.id = substring(e.source from '^statement:([0-9]+)')::bigint
    where e.kind = 'account_opened' and s.iban_fingerprint = ${iban_fingerprint} order by e.id`.execute(db)
  return rows
}
