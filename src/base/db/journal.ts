import type { Db } from './db.ts'

/** Who did what to what. Written in the same transaction as the deed. */
export async function record(db: Db, entry: { by: string; what: string; subject: string; now: Date }) {
  await db.insertInto('journal').values({ actor: entry.by, what: entry.what, subject: entry.subject, happened_at: entry.now }).execute()
}
