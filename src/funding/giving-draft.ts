// A draft of a gift is what somebody typed into the form, read: nobody has agreed to anything yet.
import type { T } from '../base/i18n/i18n.ts'
import { textIn, type Form } from '../base/web/form.ts'
import { mailAddressIn } from '../people/mail-address.ts'
import { amountIn, typedAmount } from './amount.ts'
import { accountRefusals, needsAddress } from './mandate.ts'
import type { Rhythm } from './rhythm.ts'
import { largestAmount, type GivingWay, type Terms } from './terms.ts'

/** The form's fields as they were typed. */
export const fieldNames = [
  'amount', 'amount_other', 'rhythm', 'way', 'iban', 'holder', 'name', 'mail_address', 'certificate', 'street', 'postcode', 'town', 'country', 'may_ask', 'campaign', 'version', 'article', 'language',
] as const
export type Typed = Record<(typeof fieldNames)[number], string>

export interface Draft {
  amount: number
  currency: string
  rhythm: Rhythm
  way: GivingWay
  /** Both empty unless the way is a debit. */
  iban: string
  holder: string
  name: string
  mail_address: string
  /** All empty unless it was asked for. */
  street: string
  postcode: string
  town: string
  country: string
  certificate: boolean
  /** Whether they may be asked once a year to give more. */
  may_ask: boolean
  /** The slug of the campaign that brought them here, or empty. */
  campaign: string
  /** Which version of its appeal, and the number of the article it stood under; empty where there is none. */
  version: string
  article: string
  language: string
}

export const nothingTyped: Typed = {
  amount: '', amount_other: '', rhythm: '', way: '', iban: '', holder: '', name: '', mail_address: '', certificate: '', street: '', postcode: '', town: '', country: '', may_ask: '', campaign: '', version: '', article: '', language: '',
}

export function typedIn(form: Form): Typed {
  return { ...nothingTyped, ...Object.fromEntries(fieldNames.map((name) => [name, oneLine(textIn(form, name))])) }
}

/** Nothing that ends a line, turns its direction or cannot be seen. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}\u00ad\u200b\u2060\u202a-\u202e\u2066-\u2069\ufeff]+/gu, ' ').replace(/\s+/g, ' ').trim().slice(0, 300)
}

/** What is wrong, by field in the order of the form. */
export type GivingErrors = Partial<Record<(typeof fieldNames)[number], string>>
export type Read = { draft: Draft; errors?: undefined } | { draft?: undefined; errors: GivingErrors }

/** An amount that was typed counts more than one that was chosen: the chosen one may stand there from the beginning. */
export function draftOf(typed: Typed, { terms, t }: { terms: Terms; t: T }): Read {
  const amount = amountIn(typed.amount_other || typed.amount, terms.currency)
  const rhythm = terms.rhythms.find((one) => one === typed.rhythm)
  const way = terms.ways.find((one) => one === typed.way)
  const mail_address = mailAddressIn(typed.mail_address)
  const certificate = typed.certificate !== '' && terms.certificates
  const account = way === 'debit' ? { iban: typed.iban, holder: typed.holder || typed.name } : { iban: '', holder: '' }
  const withAddress = certificate || needsAddress(account.iban)
  const address = withAddress ? { street: typed.street, postcode: typed.postcode, town: typed.town, country: typed.country } : { street: '', postcode: '', town: '', country: '' }
  const errors: GivingErrors = {
    ...amountError(amount, { terms, t }),
    ...(rhythm ? {} : { rhythm: t('giving.error.rhythm') }),
    ...(way ? {} : { way: t('giving.error.way') }),
    // Where no name is given at all, that is said once.
    ...(way === 'debit' ? accountErrors({ ...account, holder: account.holder || '–' }, t) : {}),
    ...(typed.name === '' ? { name: t('giving.error.name') } : typed.name.length > 100 ? { name: t('giving.error.name_long') } : {}),
    ...(mail_address ? {} : { mail_address: t('giving.error.mail_address') }),
    ...(certificate ? certificateErrors(address, t) : withAddress ? bankAddressErrors({ ...account, address }, t) : {}),
  }
  if (amount === undefined || !rhythm || !way || !mail_address || Object.keys(errors).length > 0) return { errors }
  const { name, campaign, version, article, language } = typed
  return { draft: { amount, currency: terms.currency, rhythm, way, ...account, name, mail_address, ...address, certificate, may_ask: typed.may_ask !== '', campaign, version, article, language } }
}

function amountError(amount: number | undefined, { terms: { currency, smallest_amount }, t }: { terms: Terms; t: T }): GivingErrors {
  if (amount === undefined) return { amount_other: t('giving.error.amount', { example: typedAmount(550, { currency, language: t.language }) }) }
  if (amount < smallest_amount) return { amount_other: t('giving.error.amount_small', { smallest: t.money(smallest_amount, currency) }) }
  return amount > largestAmount ? { amount_other: t('giving.error.amount_large', { largest: t.money(largestAmount, currency) }) } : {}
}

function accountErrors(account: Account, t: T): GivingErrors {
  const { iban, holder } = accountRefusals(account)
  return { ...(iban ? { iban: t(`iban.error.${iban}`) } : {}), ...(holder ? { holder: t(`account_holder.error.${holder}`) } : {}) }
}
type Account = Parameters<typeof accountRefusals>[0]

const addressFields = ['street', 'postcode', 'town', 'country'] as const

function bankAddressErrors(account: Account, t: T): GivingErrors {
  const refusals = accountRefusals(account)
  return Object.fromEntries(addressFields.filter((field) => refusals[field]).map((field) => [field, t(`account_address.error.${field}`)]))
}

/** A certificate names where its receiver lives. */
function certificateErrors(address: Pick<Draft, (typeof addressFields)[number]>, t: T): GivingErrors {
  const most = { street: 70, postcode: 16, town: 35, country: 2 }
  const isWrong = (field: (typeof addressFields)[number]) => address[field] === '' || address[field].length > most[field]
  return Object.fromEntries(addressFields.filter(isWrong).map((field) => [field, t(`giving.error.${field}`)]))
}

/** A draft as the form shows it again. */
export function typedOf({ amount, currency, certificate, may_ask, ...draft }: Draft, terms: Terms): Typed {
  const typed = typedAmount(amount, { currency, language: draft.language })
  const isSuggested = terms.suggested_amounts.includes(amount)
  return { ...draft, amount: isSuggested ? typed : '', amount_other: isSuggested ? '' : typed, certificate: certificate ? 'on' : '', may_ask: may_ask ? 'on' : '' }
}
