import type { Selectable } from 'kysely'
import { jsonArrayFrom } from 'kysely/helpers/postgres'
import type { Reads } from '../../base/db/db.ts'
import type { Schema } from '../../base/db/schema.ts'

export type DeclarationRow = Selectable<Schema['declarations']>

export function declarationById(db: Reads, id: number, { lock = false } = {}): Promise<DeclarationRow | undefined> {
  const query = db.selectFrom('declarations').selectAll().where('id', '=', id)
  return (lock ? query.forUpdate() : query).executeTakeFirst()
}

/** With what became of each contract. */
export function declarationByToken(db: Reads, token_hash: Buffer) {
  return db.selectFrom('declarations').selectAll()
    .select((eb) => jsonArrayFrom(eb.selectFrom('declared_pledges').innerJoin('pledges', 'pledges.id', 'pledge_id')
      .select(['pledge_id', 'outcome', 'declared_pledges.ends_on', 'amount', 'currency', 'rhythm', 'reference']).whereRef('declaration_id', '=', 'declarations.id').orderBy('pledge_id')).as('pledges'))
    .where('token_hash', '=', token_hash).executeTakeFirst()
}
export type DeclarationFacts = NonNullable<Awaited<ReturnType<typeof declarationByToken>>>

/** Those that somebody has to look at, the oldest first; then the newest of the others. */
export async function declarationsForDesk(db: Reads, { others }: { others: number }) {
  const all = db.selectFrom('declarations').leftJoin('supporters', 'supporters.id', 'supporter_id').leftJoin('readers', 'readers.id', 'settled_by').selectAll('declarations').select(['supporters.name as supporter_name', 'readers.name as settled_by_name'])
    .select((eb) => jsonArrayFrom(eb.selectFrom('declared_pledges').innerJoin('pledges', 'pledges.id', 'pledge_id')
      .select(['pledge_id', 'outcome', 'declared_pledges.ends_on', 'amount', 'currency', 'rhythm', 'reference']).whereRef('declaration_id', '=', 'declarations.id').orderBy('pledge_id')).as('pledges'))
  return {
    open: await all.where('declarations.state', '=', 'open').orderBy('received_at').orderBy('declarations.id').limit(100).execute(),
    others: await all.where('declarations.state', '<>', 'open').orderBy('declarations.id', 'desc').limit(others).execute(),
  }
}
export type DeskDeclaration = Awaited<ReturnType<typeof declarationsForDesk>>['open'][number]

/** The contract with this creditor reference, or those that give by the mandate of this name. */
export async function contractsByReference(db: Reads, reference: string): Promise<{ supporter_id: number; pledges: number[] } | undefined> {
  const rows = await db.selectFrom('pledges').leftJoin('mandates', 'mandates.id', 'mandate_id').select(['pledges.id', 'pledges.supporter_id']).where('pledges.state', '<>', 'begun')
    .where((eb) => eb.or([eb('pledges.reference', '=', reference), eb('mandates.reference', '=', reference)])).orderBy('pledges.id').execute()
  return rows[0] && { supporter_id: rows[0].supporter_id, pledges: rows.map(({ id }) => id) }
}

/** What somebody gives; `isOverToo`: what is over as well. */
export async function contractsOf(db: Reads, { supporter_id, isOverToo }: { supporter_id: number; isOverToo: boolean }): Promise<number[]> {
  const rows = await db.selectFrom('pledges').select('id').where('supporter_id', '=', supporter_id).where('state', 'not in', isOverToo ? ['begun'] : ['begun', 'ended']).orderBy('id').execute()
  return rows.map(({ id }) => id)
}
