// A checkout is the way of a due to a payment provider's own page, and back. The payment is ours, and committed, before the
// provider hears of it, so that whatever comes of it is known again.
import { randomUUID } from 'node:crypto'
import { isLoopback, type PaymentConfig } from '../base/config.ts'
import { atomically, type Db } from '../base/db/db.ts'
import { secondsAfter } from '../base/time.ts'
import { paths } from '../urls.ts'
import { ProviderRefusal, providerOf, type Checkout, type Payment, type Provider, type ProviderName } from './provider.ts'
import { pledgeById, type Pledge } from './reads/pledges.ts'
import { dueById, liveProviderPayment, providerPaymentById, type ProviderPayment } from './reads/providers.ts'
import { supporterById } from './reads/supporters.ts'
import { settle } from './settling.ts'
import { insertProviderPayment, insertProviderPayments, updateDuesInFlight, updateDueState } from './writes/providers.ts'

/** When a payment is asked for by ourselves the first time, should its answer or notice be lost. */
export const firstLookSeconds = 600

interface Start {
  payments: PaymentConfig
  site: { url: string }
  /** Of a pledge or gift that goes through a provider; what is to be paid, by whom and whether again, stands there. */
  due_id: number
  /** What the payer reads on the provider's page. */
  description: string
  /** Whole addresses of ours: where the payer comes back to. That says nothing of whether they have paid. */
  return_url: string
  cancel_url: string
}

/**
 * Where the payer is to go. Called again for the same due it leads to the same checkout. away: the provider cannot be reached
 * or is not set up, and nothing was taken; settled: there is nothing to pay (any more).
 * An answer to a form must not redirect there: form-action of our Content-Security-Policy governs redirects, too. Answer with a
 * page that leads there (`refresh: 0; url=…` as a header, and a link).
 */
export async function startCheckout(db: Db, { payments, site, due_id, description, return_url, cancel_url }: Start, { now }: { now: Date }): Promise<{ url: string } | { refused: 'away' | 'settled' }> {
  const begun = await begin(db, { due_id, description, payments }, now)
  if ('refused' in begun) return begun
  const { payment, pledge } = begun
  const provider = await providerOf(payments, payment.provider)
  const supporter = await supporterById(db, pledge.supporter_id)
  if (!provider || !supporter) return { refused: 'away' }
  const { reference, amount, currency } = payment
  const checkout = {
    reference, amount, currency, description: payment.description, recurring: pledge.rhythm !== 'once', language: supporter.language, name: supporter.name, mail_address: supporter.mail_address,
    return_url, cancel_url, notice_url: noticeUrl({ payments, site }, payment),
  }
  const answer = await ask(provider, { payment, checkout, isNew: begun.isNew })
  if (answer === undefined) return { refused: 'away' }
  await settle(db, { payment_id: payment.id, answer }, { by: `provider:${payment.provider}`, now })
  return answer.checkout_url === null ? { refused: answer.state === 'failed' ? 'away' : 'settled' } : { url: answer.checkout_url }
}

type Begun = { refused: 'away' | 'settled' } | { payment: ProviderPayment; pledge: Pledge; isNew: boolean }

async function begin(db: Db, { due_id, description, payments }: Pick<Start, 'due_id' | 'description' | 'payments'>, now: Date) {
  return atomically(db, async (tx): Promise<Begun> => {
    const pledge_id = (await dueById(tx, due_id))?.pledge_id
    const pledge = pledge_id === undefined ? undefined : await pledgeById(tx, pledge_id, { lock: true })
    const due = await dueById(tx, due_id, { lock: true })
    if (!pledge || !due || pledge.provider === null) throw new Error(`due ${due_id} goes through no provider`)
    const live = await liveProviderPayment(tx, due_id)
    if (live) return live.state === 'paid' ? { refused: 'settled' } : { payment: live, pledge, isNew: false }
    if (due.state !== 'open') return { refused: 'settled' }
    if (!payments[pledge.provider]) return { refused: 'away' }
    const { id } = await insertPayment(tx, { provider: pledge.provider, due_id, amount: due.amount, currency: due.currency, description, customer: null, method: null }, now)
    return { payment: (await providerPaymentById(tx, id)) ?? lost(), pledge, isNew: true }
  })
}

/** A payment of a due that is on its way from now on: it is taken down before the provider is asked. */
export async function insertPayment(tx: Db, payment: Pick<ProviderPayment, 'provider' | 'due_id' | 'amount' | 'currency' | 'description' | 'customer' | 'method'>, now: Date) {
  const id = await insertProviderPayment(tx, { ...payment, reference: randomUUID(), state: 'asked', asked_at: now, look_at: secondsAfter(now, firstLookSeconds) })
  await updateDueState(tx, { id: payment.due_id, from: ['open'], to: 'in_flight' })
  return { id }
}

/** The same for many that are tried at their own moments. Returns their numbers in the order given. */
export async function insertPayments(tx: Db, payments: readonly (Parameters<typeof insertPayment>[1] & { at: Date })[]): Promise<number[]> {
  if (payments.length === 0) return []
  await updateDuesInFlight(tx, payments.map(({ due_id }) => due_id))
  return insertProviderPayments(tx, payments.map(({ at, ...payment }) => ({ ...payment, reference: randomUUID(), state: 'asked', asked_at: at, look_at: secondsAfter(at, firstLookSeconds) })))
}

/** Of a payment that has been asked for before, they are asked what they know of it before they are asked for another. */
async function ask(provider: Provider, { payment, checkout, isNew }: { payment: ProviderPayment; checkout: Checkout; isNew: boolean }): Promise<Payment | undefined> {
  try {
    const known = isNew ? undefined : payment.state === 'open' ? await provider.paymentById(payment) : await provider.paymentByReference(payment.reference, payment)
    return known ?? (await provider.startCheckout(checkout))
  } catch (error) {
    if (error instanceof ProviderRefusal) return { ...refusedPayment(payment), failure: error.message.slice(0, 200) }
    // Whether they have heard it is found out by job; the payer was led nowhere.
    return undefined
  }
}

/** What was refused at once, and is nothing to them. */
export function refusedPayment({ reference, amount, currency, customer, method }: ProviderPayment): Payment {
  return { reference, foreign_id: null, checkout_id: null, state: 'failed', amount, currency, paid_at: null, fee: null, checkout_url: null, customer, method, failure: '', refunds: [], disputes: [] }
}

/** Stripe is told once where its notices go. Mollie with each payment, and refuses addresses that it cannot reach. */
export function noticeUrl({ payments, site }: Pick<Start, 'payments' | 'site'>, { provider, reference }: { provider: ProviderName; reference: string }): string | null {
  if (provider !== 'mollie' || (payments.mollie?.base === '' && isLoopback(new URL(site.url).hostname))) return null
  return `${site.url}${paths.webhooksMollie}?reference=${reference}`
}

function lost(): never {
  throw new Error('a payment that was just added is not there')
}
