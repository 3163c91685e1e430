import type { Updateable } from 'kysely'
import type { Db } from '../../base/db/db.ts'
import type { Schema } from '../../base/db/schema.ts'

export async function updateFundingMailSettings(db: Db, settings: Updateable<Schema['funding_mail_settings']> & { reminders: boolean }) {
  await db.updateTable('funding_mail_settings').set(settings).execute()
}
