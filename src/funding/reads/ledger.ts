import { sql } from 'kysely'
import type { Reads } from '../../base/db/db.ts'

export function postingsOf(db: Reads, entry_id: number) {
  return db.selectFrom('ledger_postings').select(['account', 'currency', 'amount']).where('entry_id', '=', entry_id).orderBy('position').execute()
}

/** The balance of each account in each currency, minor units: above zero for debit. */
export function balances(db: Reads) {
  return db.selectFrom('ledger_postings').select(['account', 'currency', sql<number>`sum(amount)::bigint`.as('balance')]).groupBy(['account', 'currency']).orderBy('account').orderBy('currency').execute()
}
