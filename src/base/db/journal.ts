import type { Db } from './db.ts'

/** Who does something, and when: given to every operation. */
export interface Act { by: string; now: Date }

/** Who did what to what. Written in the same transaction as the deed. */
export async function record(db: Db, entry: Act & { what: string; subject: string }) {
  await db.insertInto('journal').values({ actor: entry.by, what: entry.what, subject: entry.subject, happened_at: entry.now }).execute()
}
