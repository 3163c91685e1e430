import { sql, type Selectable } from 'kysely'
import type { Reads } from '../../base/db/db.ts'
import type { Schema } from '../../base/db/schema.ts'

export type Debit = Selectable<Schema['debits']>

export function debitById(db: Reads, id: number): Promise<Debit | undefined> {
  return db.selectFrom('debits').selectAll().where('id', '=', id).executeTakeFirst()
}

/** By what the bank sends back with each: unique among all debits. */
export function debitsByEndToEndId(db: Reads, ids: readonly string[]): Promise<Debit[]> {
  return db.selectFrom('debits').selectAll().where('end_to_end_id', '=', sql<string>`any(${ids}::text[])`).orderBy('id').execute()
}

/** Those of one file, by its message's name; or of one batch in it, by that of the batch (see pain008.ts), as a bank books them in one sum. */
export function debitsOfMessage(db: Reads, name: string): Promise<Debit[]> {
  const batch = /-(RCUR|OOFF)$/.exec(name)?.[1]
  const all = db.selectFrom('debits').innerJoin('collection_files', 'collection_files.id', 'debits.file_id').selectAll('debits')
    .where('message_id', '=', batch ? name.slice(0, -batch.length - 1) : name).orderBy('debits.id')
  return (batch ? all.where('sequence_type', '=', batch === 'OOFF' ? 'OOFF' : 'RCUR') : all).execute()
}

/** Those under a mandate that a bank may still say something of, the newest first. */
export function debitsOfMandate(db: Reads, reference: string): Promise<Debit[]> {
  return db.selectFrom('debits').innerJoin('mandates', 'mandates.id', 'debits.mandate_id').selectAll('debits')
    .where('mandates.reference', '=', reference).where('debits.state', 'in', ['sent', 'settled', 'returned', 'rejected']).orderBy('debits.id', 'desc').execute()
}

/** Of debits, all that is to be known when a bank answers. Locked with their pledges and dues, in this order. */
export async function answeredDebits(db: Reads, ids: readonly number[]) {
  await sql`select from pledges where id in (select pledge_id from dues join debits on dues.id = due_id where debits.id = any(${ids}::bigint[])) order by id for no key update`.execute(db)
  await sql`select from dues where id in (select due_id from debits where id = any(${ids}::bigint[])) order by id for no key update`.execute(db)
  return db.selectFrom('debits').innerJoin('dues', 'dues.id', 'debits.due_id').innerJoin('pledges', 'pledges.id', 'dues.pledge_id').selectAll('debits')
    .select(['dues.pledge_id', 'dues.state as due_state', 'pledges.rhythm', 'pledges.state as pledge_state'])
    .select((eb) => eb.selectFrom('debits as all').select(eb.fn.countAll<number>().as('n')).whereRef('all.due_id', '=', 'debits.due_id').where('all.file_id', 'is not', null)
      // A file that was wrong as a whole is no try.
      .where((all) => all.or([all('all.state', '<>', 'rejected'), all('all.reason_code', 'in', ['AM04', 'MS02', 'MS03'])])).as('debits'))
    .where('debits.id', '=', sql<number>`any(${ids}::bigint[])`).where('debits.file_id', 'is not', null).orderBy('debits.id').forNoKeyUpdate('debits').execute()
}
export type AnsweredDebit = Awaited<ReturnType<typeof answeredDebits>>[number]

/** One that was told and is not to come after all, and of whom. */
export function debitDropped(db: Reads, id: number) {
  return db.selectFrom('debits').innerJoin('dues', 'dues.id', 'debits.due_id').innerJoin('pledges', 'pledges.id', 'dues.pledge_id').innerJoin('supporters', 'supporters.id', 'pledges.supporter_id')
    .innerJoin('mandates', 'mandates.id', 'debits.mandate_id').innerJoin('prenotifications', 'prenotifications.id', 'debits.prenotification_id')
    .select(['debits.amount', 'debits.currency', 'debits.collect_on', 'mandates.iban_shown', 'supporters.id as supporter_id', 'supporters.name', 'supporters.mail_address', 'supporters.language'])
    .where('debits.id', '=', id).where('debits.state', '=', 'dropped').where('refused_at', 'is', null).executeTakeFirst()
}

/** One that came back, and of whom. */
export function debitBack(db: Reads, id: number) {
  return db.selectFrom('debits').innerJoin('dues', 'dues.id', 'debits.due_id').innerJoin('pledges', 'pledges.id', 'dues.pledge_id').innerJoin('supporters', 'supporters.id', 'pledges.supporter_id').innerJoin('mandates', 'mandates.id', 'debits.mandate_id')
    .select(['debits.amount', 'debits.currency', 'debits.collect_on', 'dues.again_on', 'pledges.stopped_why', 'mandates.iban_shown', 'supporters.id as supporter_id', 'supporters.name', 'supporters.mail_address', 'supporters.language'])
    .where('debits.id', '=', id).where('debits.state', 'in', ['returned', 'rejected']).executeTakeFirst()
}
