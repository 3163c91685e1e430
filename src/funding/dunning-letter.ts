// What a reminder or a letter says: how much, since when, how to pay; of a gift that nothing is owed, of what is owed by when.
// No fee, no interest, no threat. The desk sees the same letters with made-up figures.
import { translator, spoken, type T } from '../base/i18n/i18n.ts'
import type { Block, Letter } from '../base/mail/letter.tsx'
import { isOwedStep, type FriendlyStep, type LetterStep, type OwedStep } from './dunning.ts'
import { transferBlocks } from './giving-mail.ts'
import { helloTo } from './personal-link.ts'
import type { FundingMailSettings } from './reads/mail-settings.ts'
import type { OpenItem } from './reads/dunning.ts'
import type { Terms } from './terms.ts'
import { sumInWords } from './views/own-words.ts'

export interface Asking extends Pick<OpenItem, 'name' | 'mail_address' | 'language' | 'due_on' | 'currency' | 'rhythm' | 'reference' | 'way' | 'iban_shown' | 'pledge_state'> {
  step: LetterStep
  /** All that it asks for, the oldest first. */
  asked: readonly Pick<OpenItem, 'due_on' | 'amount' | 'currency'>[]
  /** YYYY-MM-DD; null where nothing is owed. */
  pay_until: string | null
  /** When the letter before this one was written, YYYY-MM-DD. */
  earlier: string | null
  /** The button leads to where it can be debited once more. */
  canDebit: boolean
}

export interface From {
  own: { name: string; mail_address: string }
  /** In the currency that is asked for. */
  account: Terms['account']
  settings: Pick<FundingMailSettings, 'after_reminders'>
  link: string
  site: { url: string }
}

export async function dunningLetter(asking: Asking, from: From): Promise<Letter> {
  const t = translator(spoken(asking.language, 'en'))
  const { step } = asking
  const { subject, before, after, button } = isOwedStep(step) ? owed(asking, step, { t, from }) : friendly(asking, step, { t, from })
  const pay = from.account ? await transferBlocks({ amount: sumOf(asking), currency: asking.currency, reference: asking.reference }, { terms: { accounts: new Map([[asking.currency, from.account]]) }, t }) : []
  return {
    to: asking.mail_address, kind: step, t, paper: { name: from.own.name, url: from.site.url }, subject,
    blocks: [{ text: helloTo(asking, t) }, ...before.map(asText), ...pay, ...after.map(asText), { button, url: from.link }, { small: t('mail.dunning.crossed') }],
  }
}

interface Said { subject: string; before: string[]; after: string[]; button: string }
interface Around { t: T; from: From }

function friendly(asking: Asking, step: FriendlyStep, { t, from: { own, settings } }: Around): Said {
  const { rhythm, asked, earlier } = asking
  const values = { ...valuesOf(asking, { t, own }), sum: sumInWords({ amount: asked[0]?.amount ?? 0, currency: asking.currency, rhythm }, t), again: String(earlier !== null) }
  const isGift = rhythm === 'once'
  const end = step === 'reminder' ? [] : [t(`mail.reminder.last.${isGift ? 'once' : settings.after_reminders}`, values)]
  return {
    subject: t('mail.reminder.subject', values),
    before: [t(isGift ? 'mail.reminder.gift' : 'mail.reminder.pledge', values), ...listOf(asking, t), t('mail.reminder.free', values)],
    after: [t(isGift ? 'mail.reminder.change_gift' : 'mail.reminder.change', values), ...end],
    button: t('mail.reminder.button'),
  }
}

function owed(asking: Asking, step: OwedStep, { t, from }: Around): Said {
  const values = valuesOf(asking, { t, own: from.own })
  const { way, canDebit, iban_shown } = asking
  const why = step === 'payment_reminder' && way !== 'transfer' ? [t(way === 'debit' ? 'mail.owed.debit_back' : 'mail.owed.charge_failed', { ...values, account: iban_shown ?? '' })] : []
  return {
    subject: t(`mail.owed.${step}.subject`, values),
    before: [[...why, t(`mail.owed.${step}.text`, values)].join(' '), ...listOf(asking, t), t(from.account ? 'mail.owed.how' : 'mail.owed.how_there', values)],
    after: [...(canDebit ? [t('mail.owed.debit_again', { ...values, account: iban_shown ?? '' })] : []), ...(way === 'provider' ? [t('mail.owed.card')] : []), ...(step === 'last_letter' ? [t('mail.owed.last', values)] : []), t('mail.owed.trouble', values)],
    button: t(canDebit ? 'mail.owed.debit_button' : 'mail.owed.button'),
  }
}

function valuesOf(asking: Asking, { t, own }: { t: T; own: From['own'] }) {
  const { asked, due_on, pay_until, earlier, currency } = asking
  return {
    paper: own.name, mail: own.mail_address, named: String(own.mail_address !== ''), amount: t.money(sumOf(asking), currency), n: asked.length, date: t.day(asked[0]?.due_on ?? due_on),
    until: pay_until ? t.day(pay_until) : '', earlier: earlier ? t.day(earlier) : '', known: String(earlier !== null),
  }
}

/** Of several amounts each, with its day. */
function listOf({ asked }: Asking, t: T): string[] {
  return asked.length < 2 ? [] : [asked.map(({ amount, currency, due_on }) => t('mail.dunning.line', { amount: t.money(amount, currency), date: t.day(due_on) })).join('\n')]
}

function sumOf({ asked }: Pick<Asking, 'asked'>): number {
  return asked.reduce((sum, { amount }) => sum + amount, 0)
}

function asText(text: string): Block {
  return { text }
}
