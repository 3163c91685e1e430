import type { Selectable } from 'kysely'
import type { Reads } from '../../base/db/db.ts'
import type { Schema } from '../../base/db/schema.ts'

export type FundingMailSettings = Omit<Selectable<Schema['funding_mail_settings']>, 'id'>

/** Which mails about money that is missing or might be more go out, and when. */
export function fundingMailSettings(db: Reads): Promise<FundingMailSettings> {
  return db.selectFrom('funding_mail_settings').select(['reminders', 'reminder_after_days', 'reminder_count', 'reminder_between_days', 'after_reminders', 'dunning', 'dunning_after_days', 'dunning_between_days', 'pay_within_days', 'statement_days', 'due_from',
    'upgrade', 'upgrade_after_months', 'upgrade_quiet_months']).executeTakeFirstOrThrow()
}
