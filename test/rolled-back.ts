import { after } from 'node:test'
import { connect, type Db } from '../src/base/db/db.ts'
import { sharedDatabase } from './database.ts'

const { db } = connect({ connectionString: await sharedDatabase(), max: 2 })
after(() => db.destroy())

/** A transaction on the shared database that never happened afterwards. */
export async function rolledBack(work: (db: Db) => Promise<void>) {
  const trx = await db.startTransaction().execute()
  try {
    await work(trx)
  } finally {
    await trx.rollback().execute()
  }
}
