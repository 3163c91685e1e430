// The terms are what the paper offers to whoever wants to give: currencies, amounts, rhythms, ways to pay, and whether the
// button is pressed for a gift or for something that is owed.
import type { PaymentConfig } from '../base/config.ts'
import type { Reads } from '../base/db/db.ts'
import { isTakenBy, sepaCurrency } from './currency.ts'
import { providersOf, type ProviderName } from './provider.ts'
import { currencySettings, type CurrencySetting, type OwnAccount } from './reads/currencies.ts'
import { creditorOf, fundingSettings, type Creditor } from './reads/settings.ts'
import { rhythms, type Rhythm } from './rhythm.ts'

export const givingWays = ['debit', 'transfer', 'provider'] as const
/** The ways that a reader can choose; what is typed in by staff comes otherwise. */
export type GivingWay = (typeof givingWays)[number]

/** What can be given in a currency; minor units. */
export interface Offer extends Pick<CurrencySetting, 'currency' | 'smallest_amount' | 'largest_amount' | 'suggested_amounts' | 'by_rhythm'> {
  /** Only those that work in it. */
  ways: readonly GivingWay[]
}

export interface Terms {
  /** At least one, the one first in which the page opens; those without a way are left out, unless there is none with one. */
  offers: readonly [Offer, ...Offer[]]
  rhythms: readonly Rhythm[]
  /** In whatever currency. */
  ways: readonly GivingWay[]
  button: 'order' | 'gift'
  /** Of what is given now: of an order there is none. */
  certificates: boolean
  creditor: Creditor
  /** Where transfers go, in the currency of the paper and in others. */
  account: OwnAccount | undefined
  accounts: ReadonlyMap<string, OwnAccount>
  provider: ProviderName | undefined
}

/** Nothing of this differs by reader. */
export async function termsOf(db: Reads, payments: PaymentConfig): Promise<Terms> {
  const [settings, creditor, currencies] = await Promise.all([fundingSettings(db), creditorOf(db), currencySettings(db)])
  const [provider] = providersOf(payments)
  const works = ({ currency, account }: CurrencySetting) => ({
    debit: currency === sepaCurrency && creditor.creditor_id !== '' && account !== undefined, transfer: account !== undefined, provider: isTakenBy(provider, currency),
  })
  const offer = (one: CurrencySetting): Offer => ({ ...one, ways: givingWays.filter((way) => settings.ways.includes(way) && works(one)[way]) })
  const offers = currencies.filter(({ isOffered }) => isOffered).sort((one, other) => Number(other.isFirst) - Number(one.isFirst)).map(offer)
  const [first = offers[0] ?? none(), ...others] = offers.filter(({ ways }) => ways.length > 0)
  return {
    offers: [first, ...others], rhythms: rhythms.filter((rhythm) => settings.rhythms.includes(rhythm)), ways: givingWays.filter((way) => offers.some(({ ways }) => ways.includes(way))),
    button: settings.button === 'order' ? 'order' : 'gift', certificates: settings.certificates && settings.button !== 'order', creditor, account: currencies[0]?.account,
    accounts: new Map(currencies.flatMap(({ currency, account }) => (account ? [[currency, account]] : []))), provider,
  }
}

export function offerIn({ offers }: Pick<Terms, 'offers'>, currency: string): Offer | undefined {
  return offers.find((one) => one.currency === currency)
}

export function suggestedIn({ by_rhythm, suggested_amounts }: Offer, rhythm: Rhythm | undefined): readonly number[] {
  return (rhythm && by_rhythm[rhythm]) ?? suggested_amounts
}

/** What can be given in a currency without being talked about first; undefined: anything, where it is not offered any more. */
export function amountRefusal(amount: number | undefined, limits: Pick<Offer, 'smallest_amount' | 'largest_amount'> | undefined): 'wrong' | 'small' | 'large' | null {
  if (amount === undefined || amount < 1) return 'wrong'
  if (!limits) return null
  return amount < limits.smallest_amount ? 'small' : amount > limits.largest_amount ? 'large' : null
}

function none(): never {
  throw new Error('the paper has no currency')
}
