// When a reader is called otherwise, what they said stands under the new name everywhere.
import type { Db } from '../base/db/db.ts'
import { stale, type Tag } from '../base/press/stale.ts'
import { articlesCrediting, articlesOf } from './reads/names.ts'

export async function markPagesOf(db: Db, reader_id: number) {
  await stale(db, ...(await articlesOf(db, reader_id)).map((id): Tag => `thread:${id}`), ...(await articlesCrediting(db, reader_id)).map((id): Tag => `article:${id}`))
}
