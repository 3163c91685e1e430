// A payment provider takes money by card, wallet and other ways that are not ours, on a page of its own, and pays it out to the
// bank account. What one says in a notice is never believed: our payment is settled by what it answers when it is asked.
import type { PaymentConfig } from '../base/config.ts'

export const providerNames = ['stripe', 'mollie'] as const
export type ProviderName = (typeof providerNames)[number]

/** What a payment is called: by us, always; by them, once they have answered. */
export interface Handle {
  reference: string
  foreign_id: string | null
  checkout_id: string | null
}

export interface Checkout {
  /** A UUID of ours, in their payment and the key by which a repeated call is one. */
  reference: string
  amount: number
  currency: string
  description: string
  /** Of the payer: de, en and so on. */
  language: string
  /** Empty where it is not known. */
  mail_address: string
  name: string
  /** Whether it is to be charged again later without the payer. */
  recurring: boolean
  /** Whole addresses: where the payer comes back to, paid or not, and where notices go (null: nowhere they can reach). */
  return_url: string
  cancel_url: string
  notice_url: string | null
}

export interface Charge extends Pick<Checkout, 'reference' | 'amount' | 'currency' | 'description' | 'notice_url'> { customer: string; method: string }
export interface RefundCall { reference: string; payment: Handle; amount: number; currency: string; description: string }

/** What is kept without anything being paid: another card, wallet or account, for later charges. */
export type Keeping = Pick<Checkout, 'reference' | 'currency' | 'description' | 'language' | 'mail_address' | 'name' | 'return_url' | 'cancel_url' | 'notice_url'>

/** How it stands with that. */
export interface Kept extends Handle {
  state: 'open' | 'kept' | 'failed' | 'lapsed'
  /** Where it can still be given. */
  url: string | null
  /** Both once it is kept. */
  customer: string | null
  method: string | null
}

/** How a payment stands with its provider. */
export interface Payment extends Handle {
  /** lapsed: the payer's time to pay is over. */
  state: 'open' | 'paid' | 'failed' | 'lapsed'
  amount: number
  currency: string
  paid_at: Date | null
  /** What they keep; null where they do not say it with the payment. */
  fee: number | null
  /** Where the payer can still pay. */
  checkout_url: string | null
  customer: string | null
  method: string | null
  /** Their word for why it failed. */
  failure: string
  refunds: readonly { foreign_id: string; reference: string | null; amount: number; state: 'pending' | 'done' | 'failed' }[]
  disputes: readonly Dispute[]
}
/** The payer's bank takes a payment back. What was taken from the account at the provider and given back to it, apart from the fee. */
export interface Dispute { foreign_id: string; taken: number; given_back: number; fee: number; fee_given_back: number }

/** What they paid out. Parts are what came in and went out of the account at the provider for it; they and the fees make the amount. */
export interface Payout {
  foreign_id: string
  amount: number
  currency: string
  arrives_at: Date
  /** On its way or arrived; failed ones are not told. */
  parts: readonly PayoutPart[]
}
export interface PayoutPart {
  kind: 'charge' | 'refund' | 'dispute' | 'fee' | 'other'
  /** Their id of the payment it is about. */
  payment: string | null
  /** Signed, before the fee; the fee is above zero where they keep it. */
  amount: number
  fee: number
}

export interface Provider {
  name: ProviderName
  /** For how long a repeated call with the same reference is certainly one, in seconds. Afterwards they are asked first. */
  keyHolds: number
  startCheckout(checkout: Checkout): Promise<Payment>
  startKeeping(keeping: Keeping): Promise<Kept>
  keptById(handle: Handle): Promise<Kept | undefined>
  /** Where their answer was lost. */
  keptByReference(reference: string, asked: { asked_at: Date }): Promise<Kept | undefined>
  /** Charges what is kept of somebody who is not there. A refusal by their bank is a payment that failed. */
  charge(charge: Charge): Promise<Payment>
  refund(call: RefundCall): Promise<void>
  paymentById(handle: Handle): Promise<Payment | undefined>
  /** Where their answer was lost. Since when it may be there, and of which customer, if of one. */
  paymentByReference(reference: string, asked: { asked_at: Date; customer: string | null }): Promise<Payment | undefined>
  /** Their ids of payments of which something was refunded or disputed since. */
  takenBackSince(since: Date): AsyncIterable<string>
  payoutsSince(since: Date): AsyncIterable<Payout>
}

/** They say no, and will to the same call again. Any other error leaves open whether they have done it. */
export class ProviderRefusal extends Error {}

const opened = new WeakMap<PaymentConfig, Map<ProviderName, Promise<Provider>>>()

/** Undefined where it is not set up. Its library is loaded when it is first used. */
export async function providerOf(payments: PaymentConfig, name: ProviderName): Promise<Provider | undefined> {
  const known = opened.get(payments) ?? new Map<ProviderName, Promise<Provider>>()
  opened.set(payments, known)
  const found = known.get(name) ?? open(payments, name)
  if (found) known.set(name, found)
  return found
}

/** Those that are set up, the one to use first. */
export function providersOf({ stripe, mollie }: PaymentConfig): ProviderName[] {
  return [...(stripe ? ['stripe' as const] : []), ...(mollie ? ['mollie' as const] : [])]
}

function open({ stripe, mollie }: PaymentConfig, name: ProviderName): Promise<Provider> | undefined {
  if (name === 'stripe') return stripe && import('./stripe.ts').then(({ openStripe }) => openStripe(stripe))
  return mollie && import('./mollie.ts').then(({ openMollie }) => openMollie(mollie))
}
