// What is taken down of the past has had its consequences: it is done as ever, but adds no job and writes no mail. Said once of a
// transaction, since what does so lies deep in what is done.
import type { Db } from '../db/db.ts'

const quiet = new WeakSet<Db>()

export function keepQuiet(tx: Db) {
  if (!tx.isTransaction) throw new Error('only a transaction is quiet')
  quiet.add(tx)
}

export function isQuiet(db: Db): boolean {
  return quiet.has(db)
}
