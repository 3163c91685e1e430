import { after } from 'node:test'
import { connect, type Db } from '../src/base/db/db.ts'
import { sharedDatabase } from './database.ts'

const { url, ownerUrl } = await sharedDatabase()
const { db } = connect({ connectionString: url, max: 2 })
after(() => db.destroy())

/** A transaction on the shared database that never happened afterwards. */
export function rolledBack(work: (db: Db) => Promise<void>): Promise<void> {
  return undone(db, work)
}

/** The same for whoever makes tables. */
export async function rolledBackAsOwner(work: (db: Db) => Promise<void>) {
  const { db } = connect({ connectionString: ownerUrl, max: 1 })
  await undone(db, work).finally(() => db.destroy())
}

async function undone(db: Db, work: (db: Db) => Promise<void>) {
  const trx = await db.startTransaction().execute()
  try {
    await work(trx)
  } finally {
    await trx.rollback().execute()
  }
}
