import type { Insertable } from 'kysely'
import type { Db } from '../../base/db/db.ts'
import type { Schema } from '../../base/db/schema.ts'

export async function insertNote(db: Db, note: Insertable<Schema['supporter_notes']>): Promise<number> {
  return (await db.insertInto('supporter_notes').values(note).returning('id').executeTakeFirstOrThrow()).id
}
/** False where there is none of that number about them by this author. */
export async function deleteNote(db: Db, note: { id: number; supporter_id: number; written_by: number }): Promise<boolean> {
  const { numDeletedRows } = await db.deleteFrom('supporter_notes').where('id', '=', note.id).where('supporter_id', '=', note.supporter_id).where('written_by', '=', note.written_by).executeTakeFirst()
  return numDeletedRows > 0n
}

export async function insertSupporterMails(db: Db, mails: readonly Insertable<Schema['supporter_mails']>[]) {
  if (mails.length > 0) await db.insertInto('supporter_mails').values(mails).execute()
}
