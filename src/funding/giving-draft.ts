// A draft of a gift is what somebody typed into the form, read: nobody has agreed to anything yet.
import type { T } from '../base/i18n/i18n.ts'
import { textIn, type Form } from '../base/web/form.ts'
import { mailAddressIn } from '../people/mail-address.ts'
import { amountIn, typedAmount } from './amount.ts'
import { accountRefusals, needsAddress } from './mandate.ts'
import type { Rhythm } from './rhythm.ts'
import { amountField } from './suggested-amounts.ts'
import { amountRefusal, offerIn, suggestedIn, type GivingWay, type Offer, type Terms } from './terms.ts'

/** The form's fields as they were typed. */
export const fieldNames = [
  'currency', 'amount', 'amount_other', 'rhythm', 'way', 'iban', 'holder', 'name', 'mail_address', 'certificate', 'street', 'postcode', 'town', 'country', 'may_ask', 'campaign', 'version', 'article', 'language',
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
  currency: '', amount: '', amount_other: '', rhythm: '', way: '', iban: '', holder: '', name: '', mail_address: '', certificate: '', street: '', postcode: '', town: '', country: '', may_ask: '', campaign: '', version: '', article: '', language: '',
}

/** The amount is the one chosen for the currency and rhythm that were chosen; for others there are others. */
export function typedIn(form: Form, terms: Terms): Typed {
  const typed = { ...nothingTyped, ...Object.fromEntries(fieldNames.map((name) => [name, oneLine(textIn(form, name))])) }
  const currency = typed.currency || terms.offers[0].currency
  return { ...typed, currency, amount: oneLine(textIn(form, amountField(terms, { currency, rhythm: typed.rhythm }))) || typed.amount }
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
  const offer = typed.currency === '' ? terms.offers[0] : offerIn(terms, typed.currency)
  if (!offer) return { errors: { currency: t('giving.error.currency') } }
  const { currency } = offer
  const amount = amountIn(typed.amount_other || typed.amount, currency)
  const rhythm = terms.rhythms.find((one) => one === typed.rhythm)
  const way = offer.ways.find((one) => one === typed.way)
  const mail_address = mailAddressIn(typed.mail_address)
  const certificate = typed.certificate !== '' && terms.certificates
  const account = way === 'debit' ? { iban: typed.iban, holder: typed.holder || typed.name } : { iban: '', holder: '' }
  const withAddress = certificate || needsAddress(account.iban)
  const address = withAddress ? { street: typed.street, postcode: typed.postcode, town: typed.town, country: typed.country } : { street: '', postcode: '', town: '', country: '' }
  const errors: GivingErrors = {
    ...amountError(amount, { offer, t }),
    ...(rhythm ? {} : { rhythm: t('giving.error.rhythm') }),
    ...(way ? {} : { way: wayError(typed.way, { terms, currency, t }) }),
    // Where no name is given at all, that is said once.
    ...(way === 'debit' ? accountErrors({ ...account, holder: account.holder || '–' }, t) : {}),
    ...(typed.name === '' ? { name: t('giving.error.name') } : typed.name.length > 100 ? { name: t('giving.error.name_long') } : {}),
    ...(mail_address ? {} : { mail_address: t('giving.error.mail_address') }),
    ...(certificate ? certificateErrors(address, t) : withAddress ? bankAddressErrors({ ...account, address }, t) : {}),
  }
  if (amount === undefined || !rhythm || !way || !mail_address || Object.keys(errors).length > 0) return { errors }
  const { name, campaign, version, article, language } = typed
  return { draft: { amount, currency, rhythm, way, ...account, name, mail_address, ...address, certificate, may_ask: typed.may_ask !== '', campaign, version, article, language } }
}

function amountError(amount: number | undefined, { offer, t }: { offer: Offer; t: T }): GivingErrors {
  const { currency, smallest_amount, largest_amount, suggested_amounts } = offer
  const refused = amountRefusal(amount, offer)
  if (refused === 'wrong') return { amount_other: t('giving.error.amount', { example: typedAmount(suggested_amounts[0] ?? smallest_amount, { currency, language: t.language }) }) }
  if (refused === 'small') return { amount_other: t('giving.error.amount_small', { smallest: t.money(smallest_amount, currency) }) }
  return refused ? { amount_other: t('giving.error.amount_large', { largest: t.money(largest_amount, currency) }) } : {}
}

/** One that there is, but not in this currency, is told apart. */
function wayError(typed: string, { terms, currency, t }: { terms: Terms; currency: string; t: T }): string {
  const elsewhere = terms.ways.find((one) => one === typed)
  return elsewhere ? t('giving.error.way_currency', { way: t(`giving.way.${elsewhere}`), currency: t.currencyName(currency) }) : t('giving.error.way')
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
export function typedOf({ amount, certificate, may_ask, ...draft }: Draft, terms: Terms): Typed {
  const { currency, rhythm, language } = draft
  const typed = typedAmount(amount, { currency, language })
  const offer = offerIn(terms, currency)
  const isSuggested = offer !== undefined && suggestedIn(offer, rhythm).includes(amount)
  return { ...draft, amount: isSuggested ? typed : '', amount_other: isSuggested ? '' : typed, certificate: certificate ? 'on' : '', may_ask: may_ask ? 'on' : '' }
}
