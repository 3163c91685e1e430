import { sql, type Insertable } from 'kysely'
import type { Db } from '../../base/db/db.ts'
import type { Schema } from '../../base/db/schema.ts'

export async function insertSession(db: Db, session: Insertable<Schema['sessions']>) {
  await db.insertInto('sessions').values(session).execute()
}
/** False when it has been ended already. */
export async function deleteSession(db: Db, { id, reader_id }: { id: number; reader_id: number }): Promise<boolean> {
  const { numDeletedRows } = await db.deleteFrom('sessions').where('id', '=', id).where('reader_id', '=', reader_id).executeTakeFirstOrThrow()
  return numDeletedRows > 0n
}
export async function deleteSessionsOf(db: Db, { reader_id, except }: { reader_id: number; except: number }) {
  await db.deleteFrom('sessions').where('reader_id', '=', reader_id).where('id', '<>', except).execute()
}
/** What nobody can use any more. A link that has run out is kept for a day: its page can then say so, and offer another. */
export async function deleteExpired(db: Db, { now, linksBefore }: { now: Date; linksBefore: Date }) {
  await db.deleteFrom('sessions').where('expires_at', '<=', now).execute()
  await db.deleteFrom('ceremonies').where('expires_at', '<=', now).execute()
  await db.deleteFrom('mail_links').where('expires_at', '<=', linksBefore).execute()
}
/** All that the machine itself has vouched for. */
export async function deleteMachineSessions(db: Db) {
  await db.deleteFrom('sessions').where(sql<boolean>`'machine' = any(factors)`).execute()
}
