import { sql } from 'kysely'
import type { Reads } from '../../base/db/db.ts'

export function postingsOf(db: Reads, entry_id: number) {
  return db.selectFrom('ledger_postings').select(['account', 'currency', 'amount']).where('entry_id', '=', entry_id).orderBy('position').execute()
}

/** The line of a statement that an entry stands for, where it stands for one. */
export async function lineOf(db: Reads, entry_id: number): Promise<number | null> {
  return (await db.selectFrom('ledger_entries').select('line_id').where('id', '=', entry_id).executeTakeFirst())?.line_id ?? null
}

/** The balance of each account in each currency, minor units: above zero for debit. */
export function balances(db: Reads) {
  return db.selectFrom('ledger_postings').select(['account', 'currency', sql<number>`sum(amount)::bigint`.as('balance')]).groupBy(['account', 'currency']).orderBy('account').orderBy('currency').execute()
}
