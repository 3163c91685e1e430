import { sql } from 'kysely'
import type { Db } from '../../base/db/db.ts'

/** One process at a time, until the transaction ends. */
export async function lockSalt(tx: Db) {
  await sql`select pg_advisory_xact_lock(hashtext('day_salts'))`.execute(tx)
}

/** Truncated, not deleted: what was deleted stands in the table's file until it is written over. */
export async function replaceSalt(tx: Db, salt: { day: string; salt: Buffer }) {
  await sql`truncate day_salts`.execute(tx)
  await tx.insertInto('day_salts').values(salt).execute()
}
