// Which mails about missing money go out, and when; and whether supporters who agreed to it are asked for more.
import { atomically, type Db } from '../base/db/db.ts'
import { record, type Act } from '../base/db/journal.ts'
import type { T } from '../base/i18n/i18n.ts'
import { calendarDay } from '../base/time.ts'
import type { Errors } from '../base/ui/form.tsx'
import { textIn, type Form } from '../base/web/form.ts'
import type { FundingMailSettings } from './reads/mail-settings.ts'
import { updateFundingMailSettings } from './writes/mail-settings.ts'

/** Name, least, most: as the database has them. */
export const mailCounts = [
  ['reminder_after_days', 1, 60], ['reminder_count', 1, 2], ['reminder_between_days', 7, 60], ['dunning_after_days', 1, 60], ['dunning_between_days', 10, 60], ['pay_within_days', 7, 30], ['statement_days', 0, 30],
  ['upgrade_after_months', 3, 60], ['upgrade_quiet_months', 1, 24],
] as const
export type MailCount = (typeof mailCounts)[number][0]
const switches = ['reminders', 'dunning', 'upgrade'] as const

/** What the form shows of what is set. */
export function mailSettingsForm(settings: FundingMailSettings): Form {
  return {
    ...Object.fromEntries(mailCounts.map(([name]) => [name, String(settings[name])])), ...Object.fromEntries(switches.map((name) => [name, settings[name] ? 'on' : ''])),
    after_reminders: settings.after_reminders, due_from: settings.due_from ?? '',
  }
}

/** What was typed, or what is wrong with it by field. */
export function mailSettingsIn(form: Form, t: T): { errors: Errors; settings?: FundingMailSettings } {
  const counts = Object.fromEntries(mailCounts.map(([name, least, most]) => [name, wholeIn(textIn(form, name).trim(), least, most)]))
  const typedDay = textIn(form, 'due_from').trim()
  const [year = '', month = '', day = ''] = typedDay.split('-')
  const due_from = typedDay === '' ? null : calendarDay([year, month, day])
  const { reminder_after_days, reminder_count, reminder_between_days, dunning_after_days, dunning_between_days, pay_within_days, statement_days, upgrade_after_months, upgrade_quiet_months } = counts
  const isTight = pay_within_days !== undefined && dunning_between_days !== undefined && pay_within_days + 3 > dunning_between_days
  const errors: Errors = {
    ...Object.fromEntries(mailCounts.map(([name, least, most]) => [name, counts[name] === undefined ? t('funding_settings.wrong.number', { least, most }) : undefined])),
    ...(isTight ? { pay_within_days: t('mail_settings.wrong.tight') } : {}),
    due_from: due_from === undefined ? t('mail_settings.wrong.day') : undefined,
  }
  if (reminder_after_days === undefined || reminder_count === undefined || reminder_between_days === undefined || dunning_after_days === undefined || dunning_between_days === undefined || pay_within_days === undefined
    || statement_days === undefined || upgrade_after_months === undefined || upgrade_quiet_months === undefined || due_from === undefined || isTight) return { errors }
  const on = (name: (typeof switches)[number]) => textIn(form, name) !== ''
  return {
    errors: {},
    settings: {
      reminders: on('reminders'), reminder_after_days, reminder_count, reminder_between_days, after_reminders: textIn(form, 'after_reminders') === 'go_on' ? 'go_on' : 'stop',
      dunning: on('dunning'), dunning_after_days, dunning_between_days, pay_within_days, statement_days, due_from, upgrade: on('upgrade'), upgrade_after_months, upgrade_quiet_months,
    },
  }
}

function wholeIn(text: string, least: number, most: number): number | undefined {
  const number = /^\d{1,4}$/.test(text) ? Number(text) : NaN
  return number >= least && number <= most ? number : undefined
}

export function saveMailSettings(db: Db, settings: FundingMailSettings, act: Act): Promise<void> {
  return atomically(db, async (tx) => {
    await updateFundingMailSettings(tx, settings)
    await record(tx, { what: 'settings of reminders changed', subject: 'paper', ...act })
  })
}
