import { sql } from 'kysely'
import type { Db } from './db.ts'

/** After very many rows came in: lets the database count them, so that it plans its queries rightly from the first page on. Not within a transaction. */
export async function afterBulkWork(db: Db) {
  await sql`vacuum (analyze)`.execute(db)
}
