import type { Insertable } from 'kysely'
import type { Db } from '../../base/db/db.ts'
import type { Schema } from '../../base/db/schema.ts'

export async function insertSession(db: Db, session: Insertable<Schema['sessions']>) {
  await db.insertInto('sessions').values(session).execute()
}
export async function deleteSession(db: Db, { id, reader_id }: { id: number; reader_id: number }) {
  await db.deleteFrom('sessions').where('id', '=', id).where('reader_id', '=', reader_id).execute()
}
export async function deleteSessionsOf(db: Db, { reader_id, except }: { reader_id: number; except: number }) {
  await db.deleteFrom('sessions').where('reader_id', '=', reader_id).where('id', '<>', except).execute()
}
