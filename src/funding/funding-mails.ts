// The mails that money causes: what causes each, when it goes out, and whether it does.
import type { T } from '../base/i18n/i18n.ts'
import type { FundingMailSettings } from './reads/mail-settings.ts'
import type { Creditor, FundingSettings } from './reads/settings.ts'

export const mailKinds = ['confirmation', 'notice', 'thanks', 'debit_back', 'debit_dropped', 'charge_failed', 'reminder', 'last_reminder', 'payment_reminder', 'first_letter', 'last_letter', 'upgrade'] as const
export type MailKind = (typeof mailKinds)[number]

export function mailKindIn(text: string): MailKind | undefined {
  return mailKinds.find((kind) => kind === text)
}

export interface MailFacts { settings: FundingMailSettings; funding: Pick<FundingSettings, 'currency' | 'charge_retry_days'>; creditor: Creditor; hasProvider: boolean }

/** Whether it goes out as things are set; without a reason to it goes out never the less. */
export function isOn(kind: MailKind, { settings, creditor, hasProvider }: MailFacts): boolean {
  switch (kind) {
    case 'notice': case 'debit_back': case 'debit_dropped': return creditor.creditor_id !== ''
    case 'charge_failed': return hasProvider
    case 'reminder': return settings.reminders && settings.reminder_count === 2
    case 'last_reminder': return settings.reminders
    case 'payment_reminder': case 'first_letter': case 'last_letter': return settings.dunning
    case 'upgrade': return settings.upgrade
    default: return true
  }
}

/** When it goes out, in a sentence, with the figures that are set. */
export function whenInWords(kind: MailKind, { settings, funding, creditor }: MailFacts, t: T): string {
  const { reminder_after_days, reminder_between_days, reminder_count, dunning_after_days, dunning_between_days, upgrade_after_months } = settings
  const days = {
    confirmation: 0, thanks: 0, debit_back: 0, debit_dropped: 0, notice: creditor.notice_days, charge_failed: funding.charge_retry_days.length, reminder: reminder_after_days, last_reminder: reminder_count === 2 ? reminder_between_days : reminder_after_days,
    payment_reminder: dunning_after_days, first_letter: dunning_between_days, last_letter: dunning_between_days, upgrade: upgrade_after_months,
  }[kind]
  return t(`funding_mails.when.${kind}`, { days, only: String(reminder_count === 1) })
}
