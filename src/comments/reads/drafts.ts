import type { Reads } from '../../base/db/db.ts'

export function draftById(db: Reads, { id, now }: { id: number; now: Date }) {
  return db.selectFrom('comment_drafts').selectAll().where('id', '=', id).where('expires_at', '>', now).executeTakeFirst()
}
