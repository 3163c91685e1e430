import type { Insertable, Updateable } from 'kysely'
import type { Db } from '../../base/db/db.ts'
import type { Schema } from '../../base/db/schema.ts'

export async function insertUpload(db: Db, upload: Insertable<Schema['uploads']>) {
  await db.insertInto('uploads').values(upload).execute()
}
export async function insertPart(db: Db, part: Insertable<Schema['upload_parts']>) {
  await db.insertInto('upload_parts').values(part).execute()
}
export async function updateUpload(db: Db, id: string, change: Updateable<Schema['uploads']>) {
  await db.updateTable('uploads').set(change).where('id', '=', id).execute()
}
export async function deleteParts(db: Db, upload_id: string) {
  await db.deleteFrom('upload_parts').where('upload_id', '=', upload_id).execute()
}
export async function deleteUpload(db: Db, id: string) {
  await db.deleteFrom('uploads').where('id', '=', id).execute()
}
