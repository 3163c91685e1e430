// What anybody may ask of the database as often as they like is given only so much time.
import { sql } from 'kysely'
import type { Db, Reads } from './db.ts'

/** PostgreSQL's query_canceled. */
const canceled = '57014'

interface Bounds {
  /** For each statement. */
  ms: number
  /** Settings of the database that hold meanwhile. */
  settings?: Record<string, string>
}

/** Reads on one connection, all from one moment; undefined when a statement takes too long. */
export async function bounded<T>(db: Reads, { ms, settings = {} }: Bounds, work: (db: Reads) => Promise<T>): Promise<T | undefined> {
  const inBounds = async (tx: Db) => {
    const set = Object.entries({ statement_timeout: String(ms), ...settings }).map(([name, value]) => sql`set_config(${name}, ${value}, true)`)
    await sql`select ${sql.join(set)}`.execute(tx)
    return work(tx)
  }
  const whole = db as Db
  if (whole.isTransaction) return inBounds(whole)
  try {
    return await whole.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(inBounds)
  } catch (error) {
    if ((error as { code?: string }).code === canceled) return undefined
    throw error
  }
}
