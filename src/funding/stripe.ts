// Stripe, by its own library: Checkout on a page of theirs, later charges of the same card without the payer. Ours stands in
// metadata.reference of each of their objects, and is the key by which a repeated call is one.
import { Stripe } from 'stripe'
import type { PaymentConfig } from '../base/config.ts'
import { secondsAfter, secondsBefore } from '../base/time.ts'
import { ProviderRefusal, type Charge, type Checkout, type Dispute, type Handle, type Kept, type Payment, type Payout, type PayoutPart, type Provider, type RefundCall } from './provider.ts'

type Settings = NonNullable<PaymentConfig['stripe']>

/** Older notices than this are refused: whoever has read one must not be able to send it again for ever. */
const toleranceSeconds = 300
/** A call that was begun at a moment may have been done a little later, by a clock that is a little off. */
const aroundSeconds = 300
const withCharge = ['latest_charge.balance_transaction', 'latest_charge.refunds']
const perPage = 100

export function openStripe({ secretKey, base }: Settings): Provider {
  const stripe = new Stripe(secretKey, { ...addressed(base), maxNetworkRetries: 2, timeout: 20_000, telemetry: false })
  return {
    name: 'stripe',
    keyHolds: 23 * 3_600,
    startCheckout: (checkout) => answered(async () => ofSession(await stripe.checkout.sessions.create(sessionOf(checkout), { idempotencyKey: checkout.reference }), checkout.reference)),
    charge: (charge) => answered(() => chargeNow(stripe, charge)),
    refund: (call) => answered(() => refundNow(stripe, call)),
    paymentById: (handle) => found(() => paymentById(stripe, handle)),
    ...keeping(stripe),
    async paymentByReference(reference, { asked_at, customer }) {
      const gte = seconds(secondsBefore(asked_at, aroundSeconds))
      if (customer === null) {
        const checkout_id = await sessionNamed(stripe, reference, asked_at)
        if (checkout_id !== undefined) return paymentById(stripe, { reference, foreign_id: null, checkout_id })
      } else {
        for await (const intent of stripe.paymentIntents.list({ customer, created: { gte }, limit: perPage })) {
          if (intent.metadata['reference'] === reference) return paymentById(stripe, { reference, foreign_id: intent.id, checkout_id: null })
        }
      }
      return undefined
    },
    takenBackSince: (since) => takenBackSince(stripe, since),
    payoutsSince: (since) => payoutsSince(stripe, since),
  }
}

/** A session in setup mode asks for a card or another way to pay, and keeps it with a customer of its own. */
function keeping(stripe: Stripe): Pick<Provider, 'startKeeping' | 'keptById' | 'keptByReference'> {
  const keptById = ({ reference, checkout_id }: Handle) => found(async () => keptOf(await stripe.checkout.sessions.retrieve(checkout_id ?? '', { expand: ['setup_intent'] }), reference))
  return {
    startKeeping: ({ reference, currency, description, language, mail_address, return_url, cancel_url }) => answered(async () => keptOf(await stripe.checkout.sessions.create({
      mode: 'setup', currency: currency.toLowerCase(), client_reference_id: reference, metadata: { reference }, locale: language === 'de' || language === 'en' ? language : 'auto', customer_creation: 'always',
      ...(mail_address === '' ? {} : { customer_email: mail_address }), setup_intent_data: { description, metadata: { reference } }, success_url: return_url, cancel_url,
    }, { idempotencyKey: reference }), reference)),
    keptById,
    async keptByReference(reference, { asked_at }) {
      const checkout_id = await sessionNamed(stripe, reference, asked_at)
      return checkout_id === undefined ? undefined : keptById({ reference, foreign_id: null, checkout_id })
    },
  }
}

function keptOf({ id, status, url, customer, setup_intent }: Stripe.Checkout.Session, reference: string): Kept {
  const intent = setup_intent !== null && typeof setup_intent === 'object' ? setup_intent : undefined
  const [whose, method] = [idOf(customer) ?? idOf(intent?.customer), idOf(intent?.payment_method)]
  const isKept = status === 'complete' && intent?.status === 'succeeded' && whose !== null && method !== null
  const hasFailed = status === 'complete' && (intent?.status === 'canceled' || intent?.status === 'requires_payment_method')
  return {
    reference, foreign_id: intent?.id ?? null, checkout_id: id, state: isKept ? 'kept' : hasFailed ? 'failed' : status === 'expired' ? 'lapsed' : 'open',
    url: status === 'open' ? url ?? null : null, customer: isKept ? whose : null, method: isKept ? method : null,
  }
}

async function sessionNamed(stripe: Stripe, reference: string, asked_at: Date): Promise<string | undefined> {
  const created = { gte: seconds(secondsBefore(asked_at, aroundSeconds)), lte: seconds(secondsAfter(asked_at, 12 * aroundSeconds)) }
  for await (const { id, client_reference_id } of stripe.checkout.sessions.list({ created, limit: perPage })) if (client_reference_id === reference) return id
  return undefined
}

export interface Notice { event_id: string; kind: string; foreign_id: string | null; checkout_id: string | null; reference: string | null }

/** What a notice is about, if Stripe has signed these very bytes a short while ago; undefined otherwise. */
export function stripeNotice({ webhookSecret }: Settings, { bytes, signature, now }: { bytes: Buffer; signature: string; now: Date }): Notice | undefined {
  try {
    const { id, type, data } = Stripe.webhooks.constructEvent(bytes, signature, webhookSecret, toleranceSeconds, undefined, now.getTime())
    const about = data.object
    const checkout_id = about.object === 'checkout.session' ? about.id : null
    const intent = about.object === 'payment_intent' ? about.id : 'payment_intent' in about ? idOf(about.payment_intent) : null
    const reference = 'metadata' in about ? about.metadata?.['reference'] ?? null : null
    return { event_id: id, kind: type, foreign_id: intent, checkout_id, reference: about.object === 'refund' ? null : reference }
  } catch {
    return undefined
  }
}

function sessionOf({ reference, amount, currency, description, language, mail_address, recurring, return_url, cancel_url }: Checkout): Stripe.Checkout.SessionCreateParams {
  return {
    mode: 'payment', client_reference_id: reference, metadata: { reference }, locale: language === 'de' || language === 'en' ? language : 'auto',
    line_items: [{ quantity: 1, price_data: { currency: currency.toLowerCase(), unit_amount: amount, product_data: { name: description } } }],
    ...(mail_address === '' ? {} : { customer_email: mail_address }),
    ...(recurring ? { customer_creation: 'always' } : {}),
    payment_intent_data: { description, metadata: { reference }, ...(recurring ? { setup_future_usage: 'off_session' } : {}) },
    success_url: return_url, cancel_url,
  }
}

async function chargeNow(stripe: Stripe, { reference, amount, currency, description, customer, method }: Charge): Promise<Payment> {
  try {
    const intent = await stripe.paymentIntents.create(
      { amount, currency: currency.toLowerCase(), description, customer, payment_method: method, off_session: true, confirm: true, metadata: { reference, off_session: 'yes' }, expand: withCharge },
      { idempotencyKey: reference },
    )
    return await ofIntent(stripe, intent, reference)
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeCardError) || !error.payment_intent) throw error
    return ofIntent(stripe, await endedIntent(stripe, error.payment_intent), reference)
  }
}

async function refundNow(stripe: Stripe, { reference, payment, amount }: RefundCall) {
  if (payment.foreign_id === null) throw new Error('what has no number at Stripe was not paid there')
  await stripe.refunds.create({ payment_intent: payment.foreign_id, amount, metadata: { reference } }, { idempotencyKey: reference })
}

async function paymentById(stripe: Stripe, { reference, foreign_id, checkout_id }: Handle): Promise<Payment | undefined> {
  if (foreign_id !== null) return ofIntent(stripe, await endedIntent(stripe, await stripe.paymentIntents.retrieve(foreign_id, { expand: withCharge })), reference)
  if (checkout_id === null) return undefined
  const session = await stripe.checkout.sessions.retrieve(checkout_id)
  const intent = session.status === 'complete' ? idOf(session.payment_intent) : null
  if (intent === null) return ofSession(session, reference)
  return { ...(await ofIntent(stripe, await stripe.paymentIntents.retrieve(intent, { expand: withCharge }), reference)), checkout_id }
}

function ofSession({ id, status, url, amount_total, currency }: Stripe.Checkout.Session, reference: string): Payment {
  return {
    reference, foreign_id: null, checkout_id: id, state: status === 'expired' ? 'lapsed' : 'open', amount: amount_total ?? 0, currency: (currency ?? '').toUpperCase(), paid_at: null, fee: null,
    checkout_url: status === 'open' ? url ?? null : null, customer: null, method: null, failure: '', refunds: [], disputes: [],
  }
}

async function ofIntent(stripe: Stripe, intent: Stripe.PaymentIntent, reference: string): Promise<Payment> {
  const charge = typeof intent.latest_charge === 'string' ? null : intent.latest_charge
  const paid = intent.status === 'succeeded' ? charge : null
  const moved = paid && typeof paid.balance_transaction !== 'string' ? paid.balance_transaction : null
  return {
    reference, foreign_id: intent.id, checkout_id: null, state: stateOf(intent), amount: intent.amount, currency: intent.currency.toUpperCase(),
    paid_at: paid && moment(paid.created), fee: moved && moved.currency === intent.currency ? moved.fee : null, checkout_url: null,
    customer: idOf(intent.customer), method: idOf(intent.payment_method),
    failure: intent.last_payment_error?.decline_code ?? intent.last_payment_error?.code ?? '',
    refunds: (paid?.refunds?.data ?? []).map(refundOf), disputes: paid?.disputed ? await disputesOf(stripe, intent.id) : [],
  }
}

function stateOf({ status }: Stripe.PaymentIntent): Payment['state'] {
  if (status === 'succeeded') return 'paid'
  return status === 'canceled' || status === 'requires_payment_method' ? 'failed' : 'open'
}

/** What was refused while nobody was there must not be able to succeed later: we charge anew, by another payment. */
async function endedIntent(stripe: Stripe, intent: Stripe.PaymentIntent): Promise<Stripe.PaymentIntent> {
  if (intent.metadata['off_session'] !== 'yes' || !['requires_payment_method', 'requires_action', 'requires_confirmation'].includes(intent.status)) return intent
  const ended = await stripe.paymentIntents.cancel(intent.id, { expand: withCharge })
  return { ...ended, last_payment_error: intent.last_payment_error }
}

function refundOf({ id, amount, metadata, status, balance_transaction }: Stripe.Refund): Payment['refunds'][number] {
  const failed = status === 'failed' || status === 'canceled'
  // It leaves the account there when it is asked for, and comes back if it fails.
  return { foreign_id: id, reference: metadata?.['reference'] ?? null, amount, state: failed ? 'failed' : status === 'succeeded' || balance_transaction ? 'done' : 'pending' }
}

async function disputesOf(stripe: Stripe, payment_intent: string): Promise<Dispute[]> {
  const disputes: Dispute[] = []
  for await (const { id, balance_transactions: moved } of stripe.disputes.list({ payment_intent, limit: perPage })) {
    const sum = (amounts: number[]) => amounts.filter((amount) => amount > 0).reduce((one, other) => one + other, 0)
    disputes.push({
      foreign_id: id, taken: sum(moved.map(({ amount }) => -amount)), given_back: sum(moved.map(({ amount }) => amount)),
      fee: sum(moved.map(({ fee }) => fee)), fee_given_back: sum(moved.map(({ fee }) => -fee)),
    })
  }
  return disputes
}

async function* takenBackSince(stripe: Stripe, since: Date) {
  const created = { gte: seconds(since) }
  for (const list of [stripe.refunds.list({ created, limit: perPage }), stripe.disputes.list({ created, limit: perPage })]) {
    for await (const { payment_intent } of list) {
      const id = idOf(payment_intent)
      if (id !== null) yield id
    }
  }
}

async function* payoutsSince(stripe: Stripe, since: Date): AsyncGenerator<Payout> {
  for await (const { id, status, amount, currency, arrival_date } of stripe.payouts.list({ created: { gte: seconds(since) }, limit: perPage })) {
    if (status !== 'paid' && status !== 'in_transit') continue
    const parts: PayoutPart[] = []
    for await (const moved of stripe.balanceTransactions.list({ payout: id, limit: perPage, expand: ['data.source'] })) if (moved.reporting_category !== 'payout') parts.push(partOf(moved))
    yield { foreign_id: id, amount, currency: currency.toUpperCase(), arrives_at: moment(arrival_date), parts }
  }
}

const kinds: Record<string, PayoutPart['kind']> = { charge: 'charge', refund: 'refund', refund_failure: 'refund', dispute: 'dispute', dispute_reversal: 'dispute', fee: 'fee' }

function partOf({ reporting_category, source, amount, fee }: Stripe.BalanceTransaction): PayoutPart {
  const payment = source !== null && typeof source !== 'string' && 'payment_intent' in source ? idOf(source.payment_intent) : null
  const kind = kinds[reporting_category] ?? 'other'
  // What they charge for apart from any payment comes as an amount of its own.
  return kind === 'fee' ? { kind, payment, amount: 0, fee: fee - amount } : { kind, payment, amount, fee }
}

/** What they say no to is told apart from what leaves open whether it was done. */
async function answered<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call()
  } catch (error) {
    throw error instanceof Stripe.errors.StripeInvalidRequestError ? new ProviderRefusal(error.code ?? error.message) : error
  }
}

async function found<T>(call: () => Promise<T>): Promise<T | undefined> {
  try {
    return await call()
  } catch (error) {
    if (error instanceof Stripe.errors.StripeInvalidRequestError && error.statusCode === 404) return undefined
    throw error
  }
}

function addressed(base: string) {
  if (base === '') return {}
  const { protocol, hostname, port } = new URL(base)
  return protocol === 'http:' ? { protocol: 'http' as const, host: hostname, port: port || '80' } : { protocol: 'https' as const, host: hostname, port: port || '443' }
}

function idOf(one: string | { id: string } | null | undefined): string | null {
  return typeof one === 'string' ? one : one?.id ?? null
}
function seconds(time: Date): number {
  return Math.floor(time.getTime() / 1_000)
}
function moment(unix: number): Date {
  return new Date(unix * 1_000)
}
