import type { Db } from '../../base/db/db.ts'
import type { Mode } from '../hit.ts'

export async function updateMode(db: Db, mode: Mode) {
  await db.updateTable('audience_settings').set({ mode }).execute()
}
