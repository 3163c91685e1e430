// How the paper takes money: who debits and on which terms, to which account, and what the form for giving offers.
import { atomically, type Db } from '../base/db/db.ts'
import { record, type Act } from '../base/db/journal.ts'
import type { T } from '../base/i18n/i18n.ts'
import { stale } from '../base/press/stale.ts'
import type { Errors } from '../base/ui/form.tsx'
import { textIn, textsIn, type Form } from '../base/web/form.ts'
import { isCurrency } from './currency.ts'
import { bicIn, ibanIn } from './iban.ts'
import { nameBankAccount } from './campaign.ts'
import { ways, type Way } from './pledge.ts'
import { hasCheckDigits } from './reference.ts'
import type { bankAccount } from './reads/campaigns.ts'
import { fundingSettings, type FundingSettings } from './reads/settings.ts'
import { rhythms, type Rhythm } from './rhythm.ts'
import { updateFundingSettings } from './writes/settings.ts'

type BankAccount = Awaited<ReturnType<typeof bankAccount>>

/** The creditor identifier as it is typed, in capitals without spaces; undefined where its check digits are wrong. Three of its characters are the paper's own and do not count (EPC262-08). */
export function creditorIdIn(text: string): string | undefined {
  const id = text.replace(/\s+/g, '').toUpperCase()
  if (id === '') return ''
  return /^[A-Z]{2}\d{2}[A-Z0-9]{3}[A-Z0-9]{1,28}$/.test(id) && hasCheckDigits(id.slice(7) + id.slice(0, 4)) ? id : undefined
}

/** What the form shows of what is set. */
export function settingsForm(settings: FundingSettings, account: BankAccount): Form {
  return {
    ...settings, ...Object.fromEntries(counts.map(([name]) => [name, String(settings[name])])), debits_per_file: String(settings.debits_per_file),
    charge_retry_days: settings.charge_retry_days.join('  '), four_eyes: settings.four_eyes ? 'on' : '',
    holder: account?.holder ?? '', iban: account?.iban ?? '', bic: account?.bic ?? '', purpose: account?.purpose ?? '',
  }
}

const counts = [['notice_days', 1, 14], ['debits_per_file', 1, 1_000_000], ['again_after_days', 0, 60], ['debits_per_due', 1, 3]] as const

type Settings = Parameters<typeof updateFundingSettings>[1]
interface Read { settings: Settings; account: NonNullable<Parameters<typeof nameBankAccount>[1]> | null }

/** What was typed, or what is wrong with it by field. */
export function settingsIn(form: Form, t: T): { errors: Errors; read?: Read } {
  const text = (name: string) => textIn(form, name).trim()
  const currency = text('currency').toUpperCase()
  const creditor_id = creditorIdIn(text('creditor_id'))
  const numbers = Object.fromEntries(counts.map(([name, least, most]) => [name, wholeIn(text(name), least, most)]))
  const [iban, bic] = [ibanIn(text('iban')), bicIn(text('bic'))]
  const charge_retry_days = daysIn(text('charge_retry_days'))
  const chosen = { rhythms: rhythms.filter((one) => textsIn(form, 'rhythms').includes(one)), ways: offeredWays.filter((one) => textsIn(form, 'ways').includes(one)) }
  const errors: Errors = {
    creditor_id: creditor_id === undefined ? t('funding_settings.wrong.creditor_id') : undefined,
    creditor_name: text('creditor_name').length > 70 ? t('funding_settings.wrong.creditor_name') : undefined,
    ...Object.fromEntries(counts.map(([name, least, most]) => [name, numbers[name] === undefined ? t('funding_settings.wrong.number', { least, most }) : undefined])),
    charge_retry_days: charge_retry_days ? undefined : t('funding_settings.wrong.retry_days', { most: mostTries, days: lastTry }),
    ...accountErrors(form, { iban, bic, t }),
    currency: isCurrency(currency) ? undefined : t('funding_settings.wrong.currency'),
    rhythms: chosen.rhythms.length === 0 ? t('funding_settings.wrong.none') : undefined,
    ways: chosen.ways.length === 0 ? t('funding_settings.wrong.none') : undefined,
  }
  if (Object.values(errors).some(Boolean) || creditor_id === undefined || bic === undefined || !charge_retry_days) return { errors }
  const account = text('iban') === '' || iban === undefined ? null : { holder: text('holder'), iban, bic, purpose: text('purpose') }
  const settings = {
    ...numbers, ...chosen, charge_retry_days, creditor_id, creditor_name: text('creditor_name'), currency,
    four_eyes: text('four_eyes') !== '', unspecified: text('unspecified') === 'stop' ? 'stop' : 'again', button: text('button') === 'order' ? 'order' : 'gift',
  } as const
  return { errors: {}, read: { settings, account } }
}

/** The ways that readers choose from; by hand is the staff's. */
export const offeredWays: readonly Exclude<Way, 'hand'>[] = ways.filter((way) => way !== 'hand')
export type OfferedRhythm = Rhythm

function accountErrors(form: Form, { iban, bic, t }: { iban: string | undefined; bic: string | undefined; t: T }): Errors {
  const [holder, typed] = [textIn(form, 'holder').trim(), textIn(form, 'iban').trim()]
  if (typed === '' && holder === '') return {}
  return {
    iban: iban === undefined ? t('funding_settings.wrong.iban') : undefined,
    bic: bic === undefined ? t('bic.error.wrong') : undefined,
    holder: holder === '' || holder.length > 70 ? t('funding_settings.wrong.holder') : undefined,
  }
}

function wholeIn(text: string, least: number, most: number): number | undefined {
  const number = /^\d{1,7}$/.test(text) ? Number(text) : NaN
  return number >= least && number <= most ? number : undefined
}

const [mostTries, lastTry] = [5, 60]

/** Days after the first failure, each later than the one before it; none: what fails once is not tried again. */
function daysIn(text: string): number[] | undefined {
  const days = text.split(/[\s,;]+/).filter(Boolean).map((day) => wholeIn(day, 1, lastTry))
  const known = days.filter((day) => day !== undefined)
  return known.length === days.length && days.length <= mostTries && known.every((day, n) => day > (known[n - 1] ?? 0)) ? known : undefined
}

/** In the journal stands by itself whether a second person is needed: that is what an auditor asks for. */
export function saveFundingSettings(db: Db, { settings, account }: Read, act: Act): Promise<void> {
  return atomically(db, async (tx) => {
    const before = await fundingSettings(tx)
    await updateFundingSettings(tx, settings)
    if (account) await nameBankAccount(tx, account)
    await record(tx, { what: 'funding settings changed', subject: 'paper', ...act })
    if (before.four_eyes !== settings.four_eyes) await record(tx, { what: settings.four_eyes ? 'second person for collections required' : 'second person for collections no longer required', subject: 'paper', ...act })
    await stale(tx, 'campaign')
  })
}
