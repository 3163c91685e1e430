import type { Db } from '../../base/db/db.ts'
import type { Mode } from '../hit.ts'

export async function updateMode(db: Db, mode: Mode) {
  await db.updateTable('audience_settings').set({ mode }).execute()
}

export async function updateIsPublic(db: Db, is_public: boolean) {
  await db.updateTable('audience_settings').set({ is_public }).execute()
}
