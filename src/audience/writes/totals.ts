import { sql, type Insertable } from 'kysely'
import type { Db } from '../../base/db/db.ts'
import type { Schema } from '../../base/db/schema.ts'

/** One process at a time adds to the chain, until the transaction ends. */
export async function lockTotals(tx: Db) {
  await sql`select pg_advisory_xact_lock(hashtext('totals_statements'))`.execute(tx)
}

export async function insertStatement(tx: Db, statement: Insertable<Schema['totals_statements']>) {
  await tx.insertInto('totals_statements').values(statement).execute()
}

/** Its private half comes with `sealKey`: it is sealed for the number that it gets here. */
export async function insertKey(tx: Db, key: { name: string; public_key: string; made_at: Date }): Promise<number> {
  return (await tx.insertInto('totals_keys').values({ ...key, private_sealed: Buffer.alloc(0) }).returning('id').executeTakeFirstOrThrow()).id
}

export async function sealKey(tx: Db, { id, private_sealed }: { id: number; private_sealed: Buffer }) {
  await tx.updateTable('totals_keys').set({ private_sealed }).where('id', '=', id).execute()
}

/** Nobody can sign with it any more. */
export async function retireKey(tx: Db, { id, retired_at }: { id: number; retired_at: Date }) {
  await tx.updateTable('totals_keys').set({ private_sealed: Buffer.alloc(0), retired_at }).where('id', '=', id).execute()
}
