import type { Db } from '../../base/db/db.ts'
import type { DiscussionSettings, Override } from '../reads/settings.ts'

export async function updateSettings(db: Db, settings: DiscussionSettings) {
  await db.updateTable('discussion_settings').set(settings).execute()
}

interface Place { section_id: number | null; article_id: number | null }

export async function upsertOverride(db: Db, { section_id, article_id, ...override }: Place & Override) {
  await db.insertInto('discussion_overrides').values({ section_id, article_id, ...override })
    .onConflict((oc) => oc.column(section_id === null ? 'article_id' : 'section_id').doUpdateSet(override)).execute()
}
export async function deleteOverride(db: Db, { section_id, article_id }: Place) {
  await db.deleteFrom('discussion_overrides').where(section_id === null ? 'article_id' : 'section_id', '=', section_id ?? article_id).execute()
}
