// Mollie: a page of theirs first, which makes a mandate for later charges; their notices carry a number and nothing else. Ours
// stands in metadata.reference of each payment and refund.
import type { PaymentConfig } from '../base/config.ts'
import { secondsBefore } from '../base/time.ts'
import { mollieApi, MollieError, shapes, type MollieAmount, type MollieApi, type MolliePayment } from './mollie-api.ts'
import { ProviderRefusal, type Charge, type Checkout, type Keeping, type Kept, type Payment, type Payout, type PayoutPart, type Provider, type RefundCall } from './provider.ts'

type Settings = NonNullable<PaymentConfig['mollie']>

/** A call that was begun at a moment may have been done a little later, by a clock that is a little off. */
const aroundSeconds = 300
const embedded = 'embed=refunds,chargebacks'
const lists = {
  payments: { name: 'payments', shape: shapes.payment }, refunds: { name: 'refunds', shape: shapes.refund }, chargebacks: { name: 'chargebacks', shape: shapes.chargeback },
  mandates: { name: 'mandates', shape: shapes.mandate }, settlements: { name: 'settlements', shape: shapes.settlement },
}

export function openMollie({ apiKey, accessToken, base }: Settings): Provider {
  const mollie = mollieApi({ key: apiKey, base })
  return {
    name: 'mollie',
    keyHolds: 50 * 60,
    startCheckout: (checkout) => answered(() => startCheckout(mollie, checkout)),
    charge: (charge) => answered(() => chargeNow(mollie, charge)),
    refund: (call) => answered(() => refundNow(mollie, call)),
    paymentById: ({ reference, foreign_id }) => paymentById(mollie, { reference, foreign_id }),
    startKeeping: (keeping) => answered(() => startKeeping(mollie, keeping)),
    keptById: async ({ reference, foreign_id }) => kept(await paymentById(mollie, { reference, foreign_id })),
    keptByReference: async (reference, { asked_at }) => kept(await byReference(mollie, 'payments', { reference, asked_at })),
    async paymentByReference(reference, { asked_at, customer }) {
      return byReference(mollie, customer === null ? 'payments' : `customers/${customer}/payments`, { reference, asked_at })
    },
    takenBackSince: (since) => takenBackSince(mollie, since),
    payoutsSince: (since) => (accessToken === '' ? none() : payoutsSince(mollieApi({ key: accessToken, base }), since)),
  }
}

async function startCheckout(mollie: MollieApi, { reference, amount, currency, description, language, return_url, cancel_url, notice_url, recurring, name, mail_address }: Checkout, more: { method?: string[] } = {}): Promise<Payment> {
  const customer = recurring ? await mollie.post('customers', { shape: shapes.customer, body: { name, email: mail_address, metadata: { reference } }, idempotencyKey: `${reference}-customer` }) : undefined
  const body = {
    amount: theirs(amount, currency), description, metadata: { reference }, redirectUrl: return_url, cancelUrl: cancel_url,
    ...(language === 'de' ? { locale: 'de_DE' } : language === 'en' ? { locale: 'en_GB' } : {}),
    ...(notice_url === null ? {} : { webhookUrl: notice_url }),
    ...(customer ? { customerId: customer.id, sequenceType: 'first' } : {}), ...more,
  }
  return paymentOf(mollie, await mollie.post('payments', { shape: shapes.payment, body, idempotencyKey: reference }), reference)
}

async function byReference(mollie: MollieApi, path: string, { reference, asked_at }: { reference: string; asked_at: Date }): Promise<Payment | undefined> {
  const since = secondsBefore(asked_at, aroundSeconds)
  for await (const payment of mollie.list(path, lists.payments)) {
    if (new Date(payment.createdAt) < since) return undefined
    if (payment.metadata === reference) return paymentById(mollie, { reference, foreign_id: payment.id })
  }
  return undefined
}

/** A first payment of nothing makes a mandate; cards and PayPal take such a one, of a customer of its own. */
async function startKeeping(mollie: MollieApi, { reference, currency, description, language, return_url, cancel_url, notice_url, name, mail_address }: Keeping): Promise<Kept> {
  const checkout = { reference, amount: 0, currency, description, language, return_url, cancel_url, notice_url, name, mail_address, recurring: true }
  return kept(await startCheckout(mollie, checkout, { method: ['creditcard', 'paypal'] })) ?? never()
}

function kept(payment: Payment | undefined): Kept | undefined {
  if (!payment) return undefined
  const { reference, foreign_id, checkout_id, state, checkout_url, customer, method } = payment
  const isKept = state === 'paid' && customer !== null && method !== null
  return { reference, foreign_id, checkout_id, state: isKept ? 'kept' : state === 'paid' ? 'failed' : state, url: checkout_url, customer: isKept ? customer : null, method: isKept ? method : null }
}

function never(): never {
  throw new Error('Mollie has answered nothing')
}

async function chargeNow(mollie: MollieApi, { reference, amount, currency, description, customer, method, notice_url }: Charge): Promise<Payment> {
  const body = { amount: theirs(amount, currency), description, metadata: { reference }, customerId: customer, mandateId: method, sequenceType: 'recurring', ...(notice_url === null ? {} : { webhookUrl: notice_url }) }
  return paymentOf(mollie, await mollie.post('payments', { shape: shapes.payment, body, idempotencyKey: reference }), reference)
}

async function refundNow(mollie: MollieApi, { reference, payment: { foreign_id }, amount, currency, description }: RefundCall) {
  if (foreign_id === null) throw new Error('what has no number at Mollie was not paid there')
  await mollie.post(`payments/${foreign_id}/refunds`, { shape: shapes.refund, body: { amount: theirs(amount, currency), description, metadata: { reference } }, idempotencyKey: reference })
}

async function paymentById(mollie: MollieApi, { reference, foreign_id }: { reference: string; foreign_id: string | null }): Promise<Payment | undefined> {
  if (foreign_id === null) return undefined
  try {
    return await paymentOf(mollie, await mollie.get(`payments/${foreign_id}?${embedded}`, shapes.payment), reference)
  } catch (error) {
    if (error instanceof MollieError && (error.status === 404 || error.status === 410)) return undefined
    throw error
  }
}

const states: Record<string, Payment['state']> = { paid: 'paid', failed: 'failed', canceled: 'failed', expired: 'lapsed' }

async function paymentOf(mollie: MollieApi, payment: MolliePayment, reference: string): Promise<Payment> {
  const { id, status, amount, paidAt, customerId, details, statusReason, _links: links, _embedded: parts } = payment
  const state = states[status] ?? 'open'
  return {
    reference, foreign_id: id, checkout_id: null, state, amount: ours(amount), currency: amount.currency, paid_at: paidAt ? new Date(paidAt) : null, fee: null,
    checkout_url: state === 'open' ? links.checkout?.href ?? null : null, customer: customerId ?? null, method: state === 'paid' ? await mandateOf(mollie, payment) : null,
    failure: state === 'failed' ? details?.failureReason ?? details?.bankReasonCode ?? statusReason?.code ?? status : '',
    refunds: (parts?.refunds ?? []).map((refund) => ({ foreign_id: refund.id, reference: refund.metadata, amount: ours(refund.amount), state: refundStates[refund.status] ?? 'pending' })),
    disputes: (parts?.chargebacks ?? []).map(({ id: foreign_id, amount: taken, reversedAt }) => ({ foreign_id, taken: ours(taken), given_back: reversedAt ? ours(taken) : 0, fee: 0, fee_given_back: 0 })),
  }
}

const refundStates: Record<string, 'done' | 'failed'> = { processing: 'done', refunded: 'done', failed: 'failed', canceled: 'failed' }

async function mandateOf(mollie: MollieApi, { mandateId, customerId, sequenceType }: MolliePayment): Promise<string | null> {
  if (mandateId || !customerId || sequenceType !== 'first') return mandateId ?? null
  for await (const mandate of mollie.list(`customers/${customerId}/mandates`, lists.mandates)) if (mandate.status === 'valid') return mandate.id
  return null
}

async function* takenBackSince(mollie: MollieApi, since: Date) {
  for (const list of [mollie.list('refunds', lists.refunds), mollie.list('chargebacks', lists.chargebacks)]) {
    for await (const { paymentId, createdAt } of list) {
      if (new Date(createdAt) < since) break
      yield paymentId
    }
  }
}

async function* none() {}

/** With the token of the organisation: a key of the shop may not see settlements. */
async function* payoutsSince(mollie: MollieApi, since: Date): AsyncGenerator<Payout> {
  for await (const { id, status, amount, createdAt, settledAt, periods } of mollie.list('settlements', lists.settlements)) {
    const at = settledAt ?? createdAt
    if (at && new Date(at) < since) return
    if (status !== 'paidout' || !at) continue
    const parts: PayoutPart[] = []
    for await (const { id: payment, settlementAmount, amount: paid } of mollie.list(`settlements/${id}/payments`, lists.payments)) parts.push({ kind: 'charge', payment, amount: ours(settlementAmount ?? paid), fee: 0 })
    // Below zero; above it where one was taken back.
    for (const [kind, list] of [['refund', mollie.list(`settlements/${id}/refunds`, lists.refunds)], ['dispute', mollie.list(`settlements/${id}/chargebacks`, lists.chargebacks)]] as const) {
      for await (const { paymentId: payment, settlementAmount, amount: taken } of list) parts.push({ kind, payment, amount: settlementAmount ? ours(settlementAmount) : -ours(taken), fee: 0 })
    }
    const costs = Object.values(periods).flatMap((months) => Object.values(months)).flatMap((month) => month.costs ?? [])
    for (const { amountGross } of costs) parts.push({ kind: 'fee', payment: null, amount: 0, fee: ours(amountGross) })
    yield { foreign_id: id, amount: ours(amount), currency: amount.currency, arrives_at: new Date(at), parts }
  }
}

/** What they say no to is told apart from what leaves open whether it was done. */
async function answered<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call()
  } catch (error) {
    throw error instanceof MollieError && (error.status === 422 || error.status === 404) ? new ProviderRefusal(error.message) : error
  }
}

/** Their amounts are texts with as many digits as the currency has. */
function theirs(amount: number, currency: string): MollieAmount {
  const digits = digitsOf(currency)
  const padded = String(amount).padStart(digits + 1, '0')
  return { currency, value: digits === 0 ? padded : `${padded.slice(0, -digits)}.${padded.slice(-digits)}` }
}

function ours({ value, currency }: MollieAmount): number {
  const [whole = '', part = ''] = value.replace('-', '').split('.')
  return (value.startsWith('-') ? -1 : 1) * Number(whole + part.slice(0, digitsOf(currency)).padEnd(digitsOf(currency), '0'))
}

function digitsOf(currency: string): number {
  return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
}
