import { sql } from 'kysely'
import type { Reads } from '../../base/db/db.ts'
import type { Pledge } from './pledges.ts'

export function pledgesLocked(db: Reads, ids: readonly number[]): Promise<Pledge[]> {
  return db.selectFrom('pledges').selectAll().where('id', '=', sql<number>`any(${ids}::bigint[])`).orderBy('id').forUpdate().execute()
}

/** What is due of pledges and on no way: no debit and no charge is to bring it. The oldest first; locked. */
export function openDuesOf(db: Reads, pledges: readonly number[]) {
  return db.selectFrom('dues').select(['id', 'pledge_id', 'amount', 'due_on', 'state']).where('pledge_id', '=', sql<number>`any(${pledges}::bigint[])`).where('state', 'in', ['open', 'returned'])
    .where(({ not, exists, selectFrom }) => not(exists(selectFrom('debits').select('debits.id').whereRef('debits.due_id', '=', 'dues.id').where('debits.state', 'in', ['planned', 'sent']))))
    .where(({ not, exists, selectFrom }) => not(exists(selectFrom('provider_payments').select('provider_payments.id').whereRef('provider_payments.due_id', '=', 'dues.id').where('provider_payments.state', 'in', ['asked', 'open']))))
    .orderBy('due_on').orderBy('id').forUpdate().execute()
}
export type OpenDue = Awaited<ReturnType<typeof openDuesOf>>[number]
