import type { Updateable } from 'kysely'
import type { Db } from '../../base/db/db.ts'
import type { Schema } from '../../base/db/schema.ts'

export async function updateFundingSettings(db: Db, settings: Updateable<Schema['funding_settings']> ) {
  await db.updateTable('funding_settings').set(settings).execute()
}
