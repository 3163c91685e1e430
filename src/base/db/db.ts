import { Kysely, PostgresDialect, sql, type LogEvent } from 'kysely'
import { DatabaseError, Pool, types, type PoolConfig } from 'pg'
import { isTraced, noteQuery } from '../traces/spans.ts'
import { keepPrepared } from './prepared.ts'
import type { Schema } from './schema.ts'

/** May read. What a GET handler is given, so that a page view cannot write. */
export type Reads = Pick<Kysely<Schema>, 'selectFrom' | 'with' | 'withRecursive' | 'fn' | 'getExecutor'>
/** May read and write. */
export type Db = Kysely<Schema>

// Ids and counts stay far below 2^53; a date has no time and no zone, so it stays text.
types.setTypeParser(types.builtins.INT8, Number)
types.setTypeParser(types.builtins.DATE, (text) => text)

export function connect(config: PoolConfig, warn: (error: Error) => void = () => {}): { db: Db; pool: Pool } {
  const pool = new Pool({ max: 8, idleTimeoutMillis: 30_000, connectionTimeoutMillis: 5_000, ...config })
  // An idle connection that dies must not end the program; the next query opens another one.
  pool.on('error', warn)
  // One that dies in use fails its query; without a listener Node would end the program besides.
  pool.on('connect', (client) => {
    client.on('error', () => {})
    keepPrepared(client)
  })
  return { pool, db: new Kysely<Schema>({ dialect: new PostgresDialect({ pool }), ...(isTraced() ? { log: noted } : {}) }) }
}

/** The statement as it was written: its values stay out. */
function noted(event: LogEvent) {
  noteQuery({ sql: event.query.sql, ms: event.queryDurationMillis, failed: event.level === 'error' ? event.error : undefined })
}

/** Runs `work` in a transaction, joining the one already open, so operations can call operations. */
export function atomically<T>(db: Db, work: (tx: Db) => Promise<T>): Promise<T> {
  return db.isTransaction ? work(db) : db.transaction().execute(work)
}

/** Work that may be refused without ending the transaction it is part of. */
export function attempt<T>(db: Db, work: (tx: Db) => Promise<T>): Promise<T> {
  return atomically(db, async (tx) => {
    await sql`savepoint attempt`.execute(tx)
    try {
      const done = await work(tx)
      await sql`release savepoint attempt`.execute(tx)
      return done
    } catch (error) {
      await sql`rollback to savepoint attempt`.execute(tx)
      throw error
    }
  })
}

/** True for a row that a unique index forbids: another one says the same already. */
export function isTaken(error: unknown): boolean {
  return error instanceof DatabaseError && error.code === '23505'
}

/** True where the values are at fault, not the database: out of range or of a wrong form, forbidden by a check, or too long for an index. */
export function isOfValues(error: unknown): boolean {
  return error instanceof DatabaseError && /^(22|23|54)/.test(error.code ?? '')
}

/** True when the database answers at all. */
export async function answers(db: Db): Promise<boolean> {
  return sql`select 1`.execute(db).then(() => true, () => false)
}
