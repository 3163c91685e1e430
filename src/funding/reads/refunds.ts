import { sql } from 'kysely'
import type { Reads } from '../../base/db/db.ts'

export interface OpenRefund {
  id: number
  amount: number
  currency: string
  why: 'withdrawn' | 'cancelled' | 'mistake' | 'goodwill' | 'double'
  /** owed: to be transferred; waiting: its money is not here yet; asked: the provider has been asked. */
  state: 'owed' | 'waiting' | 'asked'
  asked_at: Date
  /** What the transfer has to bring along, so that its line is known. */
  reference: string
  pledge_reference: string
  /** Where it came from: the line of a transfer, or the mandate of a debit. */
  line_id: number | null
  mandate_id: number | null
}

/** Money that is to go back and has not, the oldest first; found by refunds_open_idx. */
export async function openRefunds(db: Reads, { id = null, limit }: { id?: number | null; limit: number }): Promise<OpenRefund[]> {
  const { rows } = await sql<OpenRefund>`select r.id, r.amount, r.currency, r.why, r.state, r.asked_at, r.reference, p.reference as pledge_reference, p.mandate_id,
      (select e.line_id from ledger_entries e join statement_lines l on l.id = e.line_id where e.due_id = r.due_id and l.amount > 0 and l.kind = 'transfer' order by e.id desc limit 1) as line_id
    from refunds r join dues d on d.id = r.due_id join pledges p on p.id = d.pledge_id
    where r.state in ('waiting', 'owed', 'asked') and (${id}::bigint is null or r.id = ${id}::bigint) order by r.id limit ${limit}`.execute(db)
  return rows
}

export async function owedCount(db: Reads): Promise<number> {
  return (await db.selectFrom('refunds').select(({ fn }) => fn.countAll<number>().as('n')).where('state', '=', 'owed').executeTakeFirstOrThrow()).n
}
