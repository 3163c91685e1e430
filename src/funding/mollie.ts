// Mollie, by its own library: a page of theirs first, which makes a mandate for later charges; their notices carry a number and
// nothing else. Ours stands in metadata.reference of each payment and refund.
import { createMollieClient, Locale, MollieApiError, PaymentEmbed, SequenceType, type MollieClient, type Payment as MolliePayment } from '@mollie/api-client'
import type { PaymentConfig } from '../base/config.ts'
import { secondsBefore } from '../base/time.ts'
import { ProviderRefusal, type Charge, type Checkout, type Handle, type Payment, type Payout, type PayoutPart, type Provider, type RefundCall } from './provider.ts'

type Settings = NonNullable<PaymentConfig['mollie']>

const aroundSeconds = 300
/** The library waits for ever by itself. */
const patienceMs = 30_000
const embedded = { embed: [PaymentEmbed.refunds, PaymentEmbed.chargebacks] }

export function openMollie({ apiKey, accessToken, base }: Settings): Provider {
  const apiEndpoint = base === '' ? {} : { apiEndpoint: `${base}/v2/` }
  const mollie = createMollieClient({ apiKey, ...apiEndpoint })
  return {
    name: 'mollie',
    keyHolds: 50 * 60,
    startCheckout: (checkout) => answered(() => startCheckout(mollie, checkout)),
    charge: (charge) => answered(async () => paymentOf(mollie, await mollie.payments.create(chargeOf(charge)), charge.reference)),
    refund: (call) => answered(() => refundNow(mollie, call)),
    paymentById: (handle) => answered(() => paymentById(mollie, handle)),
    async paymentByReference(reference, { asked_at, customer }) {
      const since = secondsBefore(asked_at, aroundSeconds)
      // The newest come first.
      for await (const payment of customer === null ? mollie.payments.iterate() : mollie.customerPayments.iterate({ customerId: customer })) {
        if (new Date(payment.createdAt) < since) return undefined
        if (referenceIn(payment.metadata) === reference) return paymentById(mollie, { reference, foreign_id: payment.id, checkout_id: null })
      }
      return undefined
    },
    takenBackSince: (since) => takenBackSince(mollie, since),
    payoutsSince: (since) => accessToken === '' ? none() : payoutsSince(createMollieClient({ accessToken, ...apiEndpoint }), since),
  }
}

async function startCheckout(mollie: MollieClient, checkout: Checkout): Promise<Payment> {
  const { reference, amount, currency, description, language, return_url, cancel_url, notice_url, recurring, name, mail_address } = checkout
  const customer = recurring ? await mollie.customers.create({ name, email: mail_address, metadata: { reference }, idempotencyKey: `${reference}-customer` }) : undefined
  const payment = await mollie.payments.create({
    amount: theirs(amount, currency), description, metadata: { reference }, redirectUrl: return_url, cancelUrl: cancel_url, idempotencyKey: reference,
    ...(language === 'de' ? { locale: Locale.de_DE } : language === 'en' ? { locale: Locale.en_GB } : {}),
    ...(notice_url === null ? {} : { webhookUrl: notice_url }),
    ...(customer ? { customerId: customer.id, sequenceType: SequenceType.first } : {}),
  })
  return paymentOf(mollie, payment, reference)
}

function chargeOf({ reference, amount, currency, description, customer, method, notice_url }: Charge) {
  return {
    amount: theirs(amount, currency), description, metadata: { reference }, customerId: customer, mandateId: method, sequenceType: SequenceType.recurring, idempotencyKey: reference,
    ...(notice_url === null ? {} : { webhookUrl: notice_url }),
  }
}

async function refundNow(mollie: MollieClient, { reference, payment: { foreign_id }, amount, currency, description }: RefundCall) {
  if (foreign_id === null) throw new Error('what has no number at Mollie was not paid there')
  await mollie.paymentRefunds.create({ paymentId: foreign_id, amount: theirs(amount, currency), description, metadata: { reference }, idempotencyKey: reference })
}

async function paymentById(mollie: MollieClient, { reference, foreign_id }: Pick<Handle, 'reference' | 'foreign_id'> & Partial<Handle>): Promise<Payment | undefined> {
  if (foreign_id === null) return undefined
  try {
    return await paymentOf(mollie, await mollie.payments.get(foreign_id, embedded), reference)
  } catch (error) {
    if (error instanceof MollieApiError && (error.statusCode === 404 || error.statusCode === 410)) return undefined
    throw error
  }
}

const states: Record<string, Payment['state']> = { paid: 'paid', failed: 'failed', canceled: 'failed', expired: 'lapsed' }

async function paymentOf(mollie: MollieClient, payment: MolliePayment, reference: string): Promise<Payment> {
  const { id, status, amount, paidAt, customerId = null, _links: links, _embedded: parts } = payment
  const state = states[status] ?? 'open'
  return {
    reference, foreign_id: id, checkout_id: null, state, amount: ours(amount), currency: amount.currency, paid_at: paidAt ? new Date(paidAt) : null, fee: null,
    checkout_url: state === 'open' ? links.checkout?.href ?? null : null, customer: customerId, method: state === 'paid' ? await mandateOf(mollie, payment) : null,
    failure: state === 'failed' ? failureOf(payment) : '',
    refunds: (parts?.refunds ?? []).map((refund) => ({ foreign_id: refund.id, reference: referenceIn(refund.metadata), amount: ours(refund.amount), state: refundStates[refund.status] ?? 'pending' })),
    disputes: (parts?.chargebacks ?? []).map(({ id: foreign_id, amount: taken, reversedAt }) => ({ foreign_id, taken: ours(taken), given_back: reversedAt ? ours(taken) : 0, fee: 0, fee_given_back: 0 })),
  }
}

const refundStates: Record<string, 'done' | 'failed'> = { processing: 'done', refunded: 'done', failed: 'failed', canceled: 'failed' }

async function mandateOf(mollie: MollieClient, { mandateId, customerId, sequenceType }: MolliePayment): Promise<string | null> {
  if (mandateId || !customerId || sequenceType !== SequenceType.first) return mandateId ?? null
  for await (const mandate of mollie.customerMandates.iterate({ customerId })) if (mandate.status === 'valid') return mandate.id
  return null
}

function failureOf({ status, statusReason, details }: MolliePayment): string {
  if (details && 'failureReason' in details) return details.failureReason
  return statusReason?.code ?? status
}

async function* takenBackSince(mollie: MollieClient, since: Date) {
  for await (const { paymentId, createdAt } of mollie.refunds.iterate()) {
    if (new Date(createdAt) < since) break
    yield paymentId
  }
  for await (const { paymentId, createdAt } of mollie.chargebacks.iterate({})) {
    if (new Date(createdAt) < since) break
    yield paymentId
  }
}

async function* none() {}

async function* payoutsSince(mollie: MollieClient, since: Date): AsyncGenerator<Payout> {
  for await (const { id, status, amount, createdAt, settledAt, periods } of mollie.settlements.iterate()) {
    if (new Date(createdAt) < since) return
    if (status !== 'paidout') continue
    const parts: PayoutPart[] = []
    for await (const { id: payment, settlementAmount, amount: paid } of mollie.settlementPayments.iterate({ settlementId: id })) parts.push({ kind: 'charge', payment, amount: ours(settlementAmount ?? paid), fee: 0 })
    for await (const { paymentId: payment, settlementAmount, amount: refunded } of mollie.settlementRefunds.iterate({ settlementId: id })) parts.push({ kind: 'refund', payment, amount: -Math.abs(ours(settlementAmount ?? refunded)), fee: 0 })
    for await (const { paymentId: payment, settlementAmount } of mollie.settlementChargebacks.iterate({ settlementId: id })) parts.push({ kind: 'dispute', payment, amount: -Math.abs(ours(settlementAmount)), fee: 0 })
    const costs = Object.values(periods).flatMap((months) => Object.values(months)).flatMap(({ costs: all }) => all)
    for (const { amountGross } of costs) parts.push({ kind: 'fee', payment: null, amount: 0, fee: ours(amountGross) })
    yield { foreign_id: id, amount: ours(amount), currency: amount.currency, arrives_at: new Date(settledAt ?? createdAt), parts }
  }
}

/** What they say no to is told apart from what leaves open whether it was done. */
async function answered<T>(call: () => Promise<T>): Promise<T> {
  const late = Promise.withResolvers<never>()
  const timer = setTimeout(() => late.reject(new Error('Mollie has not answered')), patienceMs)
  try {
    return await Promise.race([call(), late.promise])
  } catch (error) {
    throw error instanceof MollieApiError && (error.statusCode === 422 || error.statusCode === 404) ? new ProviderRefusal(error.message) : error
  } finally {
    clearTimeout(timer)
  }
}

/** Their amounts are texts with as many digits as the currency has. */
function theirs(amount: number, currency: string) {
  const digits = digitsOf(currency)
  const padded = String(amount).padStart(digits + 1, '0')
  return { currency, value: digits === 0 ? padded : `${padded.slice(0, -digits)}.${padded.slice(-digits)}` }
}

function ours({ value, currency }: { value: string; currency: string }): number {
  const [whole = '', part = ''] = value.replace('-', '').split('.')
  return (value.startsWith('-') ? -1 : 1) * Number(whole + part.slice(0, digitsOf(currency)).padEnd(digitsOf(currency), '0'))
}

function digitsOf(currency: string): number {
  return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
}

function referenceIn(metadata: unknown): string | null {
  return typeof metadata === 'object' && metadata !== null && 'reference' in metadata && typeof metadata.reference === 'string' ? metadata.reference : null
}
