import type { Db } from './db.ts'

/** A look at the database in which nothing changes any more, however long it takes. */
export function atOneMoment<T>(db: Db, work: (tx: Db) => Promise<T>): Promise<T> {
  // A test is in a transaction already, and alone.
  if (db.isTransaction) return work(db)
  return db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(work)
}
