import type { Insertable } from 'kysely'
import type { Db } from '../../base/db/db.ts'
import type { Schema } from '../../base/db/schema.ts'

export async function insertHidden(db: Db, hidden: Insertable<Schema['hidden_readers']>) {
  await db.insertInto('hidden_readers').values(hidden).onConflict((oc) => oc.doNothing()).execute()
}
export async function deleteHidden(db: Db, { reader_id, hidden_id }: { reader_id: number; hidden_id: number }) {
  await db.deleteFrom('hidden_readers').where('reader_id', '=', reader_id).where('hidden_id', '=', hidden_id).execute()
}
