// The mails that money causes, as the paper would write them now: with its own settings and made-up figures, by the same code
// that writes the real ones.
import { paper } from '../articles/reads/paper.ts'
import type { PaymentConfig } from '../base/config.ts'
import type { Reads } from '../base/db/db.ts'
import { translator } from '../base/i18n/i18n.ts'
import type { Letter } from '../base/mail/letter.tsx'
import { dayOf } from '../base/time.ts'
import { paths, url } from '../urls.ts'
import { digitsOf } from './amount.ts'
import { chargeFailedLetter } from './charge-failed-letter.ts'
import { consentWords } from './consent.ts'
import { debitBackLetter } from './debit-back-letter.ts'
import { debitDroppedLetter } from './debit-dropped-letter.ts'
import { isOwedStep, type LetterStep } from './dunning.ts'
import { dunningLetter } from './dunning-letter.ts'
import type { MailKind } from './funding-mails.ts'
import { confirmationLetter } from './giving-mail.ts'
import { noticeOf } from './prenotification.ts'
import { fundingMailSettings } from './reads/mail-settings.ts'
import { creditorOf } from './reads/settings.ts'
import { addDays, addMonths } from './rhythm.ts'
import { termsOf } from './terms.ts'
import { thanksLetter } from './thanks.ts'
import { suggestedAmount, upgradeLetter } from './upgrade.ts'

interface Here { language: string; payments: PaymentConfig; site: { url: string }; now: Date }

/** In which cases it reads differently. */
export const variants = {
  confirmation: ['debit', 'transfer'], notice: ['debit'], thanks: ['pledge', 'gift'], debit_back: ['again', 'account', 'refused', 'unpaid'], debit_dropped: ['debit'], charge_failed: ['provider'], reminder: ['pledge', 'gift'], last_reminder: ['pledge', 'gift'],
  payment_reminder: ['transfer', 'debit'], first_letter: ['transfer', 'debit'], last_letter: ['transfer', 'debit'], upgrade: ['pledge'],
} as const satisfies Record<MailKind, readonly string[]>
export type Variant = (typeof variants)[MailKind][number]

type Made = Awaited<ReturnType<typeof madeUp>>

async function madeUp(db: Reads, { language, payments, site, now }: Here) {
  const [own, terms, settings, creditor] = [await paper(db), await termsOf(db, payments), await fundingMailSettings(db), await creditorOf(db)]
  const today = dayOf(now, own.time_zone)
  const who = { name: translator(language)('funding_mails.sample.name'), mail_address: 'maria@mail.example', language }
  const [{ currency, suggested_amounts, smallest_amount }] = terms.offers
  const amount = suggested_amounts[Math.floor(suggested_amounts.length / 2)] ?? smallest_amount
  return { own, terms, settings, creditor, today, who, currency, amount, site, now, link: site.url + url(paths.mySupportLink, { token: 'beispiel-example' }), reference: 'RF18539007547034', iban_shown: 'DE … 3000', letterhead: { name: own.name, url: site.url } }
}

export async function sampleOf(db: Reads, kind: MailKind, variant: Variant, here: Here): Promise<Letter> {
  const made = await madeUp(db, here)
  const { who, currency, amount, today, iban_shown, letterhead: paper, link } = made
  const paid = { ...who, amount, currency, due_on: today, paid_on: today }
  switch (kind) {
    case 'confirmation': return confirmed(made, variant)
    case 'notice': return noticeOf({ ...who, amount, currency, iban_shown, reference: 'M-7K2PQ4', collect_on: addDays(today, made.creditor.notice_days + 1) }, { creditor: made.creditor, paper: { ...paper, language: made.own.language }, own: link })
    case 'thanks': return thanksLetter({ ...paid, rhythm: variant === 'gift' ? 'once' : 'monthly' }, { own: made.own, site: made.site, link, agreed: [] })
    case 'debit_back': return debitBackLetter({ ...who, amount, currency, iban_shown, collect_on: addDays(today, -4), again_on: addDays(today, 14) }, variant === 'account' || variant === 'refused' || variant === 'unpaid' ? variant : 'again', { paper, link })
    case 'debit_dropped': return debitDroppedLetter({ ...who, amount, currency, iban_shown, collect_on: addDays(today, 5) }, { paper, link })
    case 'charge_failed': return chargeFailedLetter({ ...who, amount, currency, due_on: addDays(today, -7) }, { paper, link })
    case 'upgrade': return asked(made)
    default: return reminded(made, kind, variant)
  }
}

function confirmed({ who, currency, amount, today, terms, own, site, now, link, reference, iban_shown }: Made, variant: Variant): Promise<Letter> {
  const isDebit = variant === 'debit'
  const given = {
    ...who, id: 0, supporter_id: 0, amount, currency, rhythm: 'monthly', agreed_as: terms.button, way: isDebit ? 'debit' : 'transfer', state: 'active', reference, provider: null, ended_why: null, due_id: 0,
    due_on: isDebit ? addDays(today, terms.creditor.notice_days + 1) : today, due_state: 'open', mandate_reference: isDebit ? 'M-7K2PQ4' : null, iban_shown: isDebit ? iban_shown : null,
  } as const
  return confirmationLetter(given, { terms, own, site, now, link })
}

/** Written today: so what it is about was due as long before as is set. */
function reminded({ who, currency, amount, today, terms, own, settings, site, link, reference, iban_shown }: Made, step: LetterStep, variant: Variant): Promise<Letter> {
  const isOwed = isOwedStep(step)
  const before = isOwed ? ({ payment_reminder: 0, first_letter: 1, last_letter: 2 } as const)[step] : step === 'last_reminder' ? settings.reminder_count - 1 : 0
  const between = isOwed ? settings.dunning_between_days : settings.reminder_between_days
  const due_on = addDays(today, -(isOwed ? settings.dunning_after_days : settings.reminder_after_days) - before * between)
  const asking = {
    ...who, step, due_on, currency, reference, iban_shown: variant === 'debit' ? iban_shown : null, pledge_state: 'active', way: variant === 'debit' ? 'debit' : 'transfer', rhythm: variant === 'gift' ? 'once' : 'monthly',
    asked: [{ due_on, amount, currency }], pay_until: isOwed ? addDays(today, settings.pay_within_days) : null, earlier: before > 0 ? addDays(today, -between) : null, canDebit: variant === 'debit',
  } as const
  return dunningLetter(asking, { own, account: terms.accounts.get(currency), settings, link, site })
}

function asked({ who, currency, amount, today, letterhead: paper, site, link }: Made): Letter {
  const consented_on = addMonths(today, -13)
  const question = { ...who, amount, currency, rhythm: 'monthly', since: consented_on, consented_on, words: consentWords(translator(who.language)), suggested: suggestedAmount({ amount, currency }) } as const
  return upgradeLetter(question, { paper, link, unsubscribe_url: site.url + url(paths.mySupportQuestion, { token: 'beispiel-example' }) })
}

/** Minor units of what the table of suggestions says. */
export function minorOf(major: number, currency: string): number {
  return major * 10 ** digitsOf(currency)
}
