// Somebody who dies at some query: what they had not committed is gone, as when a process is killed, and they do nothing more.
import type { Db } from '../src/base/db/db.ts'

export class Died extends Error {}

/** The same database for somebody who dies with their so manieth query. */
export function mortal(db: Db, queries: number): Db {
  let left = queries
  return db.withPlugin({
    transformQuery({ node }) {
      if (--left < 0) throw new Died('in the middle of it')
      return node
    },
    transformResult: async ({ result }) => result,
  })
}

/** Does the work; first, perhaps, somebody began it and died. */
export async function inSpiteOfDeath<T>(db: Db, queries: number | null, work: (db: Db) => Promise<T>): Promise<T> {
  if (queries !== null) {
    try {
      return await work(mortal(db, queries))
    } catch (error) {
      if (!(error instanceof Died)) throw error
    }
  }
  return work(db)
}
