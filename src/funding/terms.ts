// The terms are what the paper offers to whoever wants to give: amounts, rhythms, ways to pay, and whether the button
// is pressed for a gift or for something that is owed.
import type { PaymentConfig } from '../base/config.ts'
import type { Reads } from '../base/db/db.ts'
import { providersOf, type ProviderName } from './provider.ts'
import { bankAccount } from './reads/campaigns.ts'
import { creditorOf, fundingSettings, type Creditor } from './reads/settings.ts'
import { rhythms, type Rhythm } from './rhythm.ts'

export const givingWays = ['debit', 'transfer', 'provider'] as const
/** The ways that a reader can choose; what is typed in by staff comes otherwise. */
export type GivingWay = (typeof givingWays)[number]

export interface Terms {
  currency: string
  /** Minor units, as is every amount. */
  smallest_amount: number
  suggested_amounts: readonly number[]
  rhythms: readonly Rhythm[]
  /** Only those that work: with a creditor identifier, with an account, with a provider. */
  ways: readonly GivingWay[]
  button: 'order' | 'gift'
  certificates: boolean
  creditor: Creditor
  /** Where transfers go. */
  account: { holder: string; iban: string; bic: string } | undefined
  provider: ProviderName | undefined
}

/** Nothing of this differs by reader. */
export async function termsOf(db: Reads, payments: PaymentConfig): Promise<Terms> {
  const [settings, creditor, account] = await Promise.all([fundingSettings(db), creditorOf(db), bankAccount(db)])
  const [provider] = providersOf(payments)
  const isEuro = settings.currency === 'EUR'
  const works = { debit: isEuro && creditor.creditor_id !== '', transfer: isEuro && account !== undefined, provider: provider !== undefined }
  return {
    currency: settings.currency, smallest_amount: settings.smallest_amount, suggested_amounts: settings.suggested_amounts,
    rhythms: rhythms.filter((rhythm) => settings.rhythms.includes(rhythm)),
    ways: givingWays.filter((way) => settings.ways.includes(way) && works[way]),
    button: settings.button === 'order' ? 'order' : 'gift', certificates: settings.certificates, creditor, account, provider,
  }
}

/** A larger gift is talked about first; and whoever types two noughts too many is asked. */
export const largestAmount = 10_000_000
