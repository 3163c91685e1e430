// Asking a provider how a payment stands, whatever it was that made us ask: a notice, an answer that was lost, a look at what
// has waited long. Only what it answers settles anything.
import type { PaymentConfig } from '../base/config.ts'
import type { Db } from '../base/db/db.ts'
import { secondsAfter } from '../base/time.ts'
import { noticeUrl, refusedPayment } from './checkout.ts'
import { ProviderRefusal, providerOf, type Payment, type Provider } from './provider.ts'
import { providerPaymentById, type ProviderPayment } from './reads/providers.ts'
import { settle } from './settling.ts'

/** A payer cannot be on a page whose address never came. */
const checkoutIsLostAfter = 3_600

export interface Asking { payments: PaymentConfig; site: { url: string }; now: Date }

export async function askAbout(db: Db, payment_id: number, asking: Asking): Promise<void> {
  const payment = await providerPaymentById(db, payment_id)
  const provider = payment && (await providerOf(asking.payments, payment.provider))
  if (!payment || !provider) return
  const answer = (await known(provider, payment)) ?? (await unknown(provider, payment, asking))
  if (answer) await settle(db, { payment_id, answer }, { by: `provider:${provider.name}`, now: asking.now })
}

/** Charges what was taken down a moment ago: nobody has asked for it yet. */
export async function chargeNew(db: Db, payment: ProviderPayment, asking: Asking): Promise<void> {
  const provider = await providerOf(asking.payments, payment.provider)
  const answer = provider && (await charge(provider, payment, asking))
  if (answer) await settle(db, { payment_id: payment.id, answer }, { by: `provider:${payment.provider}`, now: asking.now })
}

function known(provider: Provider, payment: ProviderPayment): Promise<Payment | undefined> {
  return payment.foreign_id === null && payment.checkout_id === null ? provider.paymentByReference(payment.reference, payment) : provider.paymentById(payment)
}

/**
 * They know nothing of it. As long as a repeated call is certainly one with a call of ours that may still be on its way, a
 * charge is asked for again; later it counts as failed, and its due is charged by another payment.
 */
async function unknown(provider: Provider, payment: ProviderPayment, asking: Asking): Promise<Payment | undefined> {
  if (payment.state !== 'asked' || payment.foreign_id !== null || payment.checkout_id !== null) return undefined
  if (payment.customer === null) return asking.now > secondsAfter(payment.asked_at, checkoutIsLostAfter) ? { ...refusedPayment(payment), state: 'lapsed' } : undefined
  return asking.now > secondsAfter(payment.asked_at, provider.keyHolds) ? { ...refusedPayment(payment), failure: 'lost' } : charge(provider, payment, asking)
}

async function charge(provider: Provider, payment: ProviderPayment, asking: Asking): Promise<Payment | undefined> {
  const { reference, amount, currency, description, customer, method } = payment
  if (customer === null || method === null) return undefined
  try {
    return await provider.charge({ reference, amount, currency, description, customer, method, notice_url: noticeUrl(asking, payment) })
  } catch (error) {
    if (error instanceof ProviderRefusal) return { ...refusedPayment(payment), failure: error.message.slice(0, 200) }
    throw error
  }
}
