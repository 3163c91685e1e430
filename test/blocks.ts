// What a read costs in blocks of the database that it touches: a figure that is the same on every machine.
import { sql } from 'kysely'
import type { Db } from '../src/base/db/db.ts'

/** Touched by the second of two runs: the first one may fill caches. Within a transaction. */
export async function touched(db: Db, read: () => Promise<unknown>): Promise<number> {
  await read()
  const before = await fetched(db)
  await read()
  return await fetched(db) - before
}

async function fetched(db: Db): Promise<number> {
  const { rows: [row] } = await sql<{ n: number }>`select sum(pg_stat_get_xact_blocks_fetched(oid))::bigint as n from pg_class
    where relnamespace = 'public'::regnamespace`.execute(db)
  return row!.n
}
