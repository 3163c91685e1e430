import type { Insertable } from 'kysely'
import type { Db } from '../../base/db/db.ts'
import type { Schema } from '../../base/db/schema.ts'

export async function insertPreviewLink(db: Db, link: Insertable<Schema['preview_links']>) {
  await db.insertInto('preview_links').values(link).execute()
}
export async function updatePreviewLink(db: Db, { article_id, id, ended_at }: { article_id: number; id: number; ended_at: Date }): Promise<boolean> {
  const { numUpdatedRows } = await db.updateTable('preview_links').set({ ended_at }).where('id', '=', id).where('article_id', '=', article_id).where('ended_at', 'is', null).executeTakeFirst()
  return numUpdatedRows > 0
}

export async function updatePreviewLinks(db: Db, { article_id, ended_at }: { article_id: number; ended_at: Date }) {
  await db.updateTable('preview_links').set({ ended_at }).where('article_id', '=', article_id).where('ended_at', 'is', null).where('ends_at', '>', ended_at).execute()
}
