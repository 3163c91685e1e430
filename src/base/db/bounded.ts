// What anybody may ask of the database as often as they like is given only so much time.
import { sql } from 'kysely'
import type { Db, Reads } from './db.ts'

/** PostgreSQL's query_canceled. */
const canceled = '57014'

interface Bounds {
  /** For each statement. */
  ms: number
  /** Settings of the database that hold meanwhile, `jit` and the like. */
  settings: Record<string, string>
}

/** Reads on one connection, all from one moment; undefined when a statement takes too long. A transaction that is open already keeps its own time. */
export async function bounded<T>(db: Reads, { ms, settings }: Bounds, work: (db: Reads) => Promise<T>): Promise<T | undefined> {
  const whole = db as Db
  const inBounds = async (tx: Db) => {
    const set = Object.entries({ ...settings, ...(whole.isTransaction ? {} : { statement_timeout: String(ms) }) })
    await sql`select ${sql.join(set.map(([name, value]) => sql`set_config(${name}, ${value}, true)`))}`.execute(tx)
    return work(tx)
  }
  if (whole.isTransaction) return inBounds(whole)
  try {
    return await whole.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(inBounds)
  } catch (error) {
    if ((error as { code?: string }).code === canceled) return undefined
    throw error
  }
}
