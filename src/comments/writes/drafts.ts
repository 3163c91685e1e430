import type { Insertable } from 'kysely'
import type { Db } from '../../base/db/db.ts'
import type { Schema } from '../../base/db/schema.ts'

export async function insertDraft(db: Db, draft: Insertable<Schema['comment_drafts']>): Promise<number> {
  return (await db.insertInto('comment_drafts').values(draft).returning('id').executeTakeFirstOrThrow()).id
}
export async function deleteDraft(db: Db, id: number) {
  await db.deleteFrom('comment_drafts').where('id', '=', id).execute()
}
export async function deleteDraftsBefore(db: Db, now: Date) {
  await db.deleteFrom('comment_drafts').where('expires_at', '<=', now).execute()
}
