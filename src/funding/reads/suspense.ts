import { sql } from 'kysely'
import type { Reads } from '../../base/db/db.ts'
import type { EntryKind } from '../ledger.ts'

export function lineLocked(db: Reads, id: number) {
  return db.selectFrom('statement_lines').select(['id', 'amount', 'currency', 'booked_on', 'reason_code', 'state', 'kind', 'same_as', 'pledge_id']).where('id', '=', id).forUpdate().executeTakeFirst()
}

/** `bank`: what the entry posts on the bank's account. */
export interface LineEntry { id: number; kind: EntryKind; source: string; due_id: number | null; bank: number; isTakenBack: boolean }

export async function entriesOfLine(db: Reads, line_id: number): Promise<LineEntry[]> {
  const { rows } = await sql<LineEntry>`select e.id, e.kind, e.source, e.due_id, coalesce((select sum(p.amount) from ledger_postings p where p.entry_id = e.id and p.account = 'bank'), 0)::bigint as bank,
      exists (select from ledger_entries c where c.reverses = e.id) as "isTakenBack"
    from ledger_entries e where e.line_id = ${line_id} order by e.id`.execute(db)
  return rows
}

export function suspendedLines(db: Reads, limit: number) {
  return db.selectFrom('statement_lines').selectAll().where('state', 'in', ['suspense', 'proposed']).orderBy('booked_on').orderBy('id').limit(limit).forUpdate().execute()
}
export type SuspendedLine = Awaited<ReturnType<typeof suspendedLines>>[number]

/** Locked. */
export function duesById(db: Reads, ids: readonly number[]) {
  return db.selectFrom('dues').select(['id', 'state', 'amount', 'unasked', 'part_of']).where('id', '=', sql<number>`any(${ids}::bigint[])`).orderBy('id').forUpdate().execute()
}
