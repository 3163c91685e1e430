// The stand-in as Stripe's HTTP API shows it, as far as the paper asks: pages, payments, refunds, disputes, payouts.
import { createHmac } from 'node:crypto'
import { newId, type Account, type Happening, type Move, type PaidOut, type Taken } from './account.ts'
import { json, matched, type Answer, type Asked } from './http.ts'

type Handle = (account: Account, asked: Asked, parts: string[]) => Answer

const table: readonly (readonly [string, string, Handle])[] = [
  ['POST', '/v1/checkout/sessions', (account, asked) => {
    const form = new URLSearchParams(asked.body)
    const price = (name: string) => form.get(`line_items[0][price_data][${name}]`) ?? ''
    const isSetup = form.get('mode') === 'setup'
    const payment = account.begin({
      provider: 'stripe', amount: Number(price('unit_amount')), currency: (isSetup ? form.get('currency') ?? '' : price('currency')).toUpperCase(),
      description: isSetup ? form.get('setup_intent_data[description]') ?? '' : price('product_data][name'), reference: form.get('client_reference_id') ?? '',
      off_session: false, recurring: isSetup || form.get('payment_intent_data[setup_future_usage]') === 'off_session', language: form.get('locale') ?? '', customer: null, method: null,
      return_url: form.get('success_url') ?? '', cancel_url: form.get('cancel_url') ?? '', notice_url: null,
    })
    return json(sessionOf(payment, asked.origin))
  }],
  ['GET', '/v1/checkout/sessions', (account, asked) => listed(asked, of(account, (payment) => payment.checkout_id !== null), (payment) => sessionOf(payment, asked.origin))],
  ['GET', '/v1/checkout/sessions/:id', (account, asked, [id = '']) => one(account, id, (payment) => sessionOf(payment, asked.origin))],
  ['POST', '/v1/payment_intents', (account, asked) => {
    const form = new URLSearchParams(asked.body)
    const payment = account.begin({
      provider: 'stripe', amount: Number(form.get('amount')), currency: (form.get('currency') ?? '').toUpperCase(), description: form.get('description') ?? '', reference: form.get('metadata[reference]') ?? '',
      off_session: true, recurring: false, language: '', customer: form.get('customer'), method: form.get('payment_method'), return_url: '', cancel_url: '', notice_url: null,
    })
    if (payment.state === 'paid') return json(intentOf(payment, account))
    return json({ error: { type: 'card_error', code: payment.failure === 'expired_card' ? 'expired_card' : 'card_declined', decline_code: payment.failure, message: 'Your card was declined.', payment_intent: intentOf(payment, account) } }, 402)
  }],
  ['GET', '/v1/payment_intents', (account, asked) => listed(asked, of(account, ({ off_session, customer }) => off_session && customer === asked.query.get('customer')), (payment) => intentOf(payment, account))],
  ['GET', '/v1/payment_intents/:id', (account, _, [id = '']) => one(account, id, (payment) => intentOf(payment, account))],
  ['POST', '/v1/payment_intents/:id/cancel', (account, _, [id = '']) => one(account, id, (payment) => ({ ...intentOf(payment, account), status: 'canceled' }))],
  ['POST', '/v1/refunds', (account, asked) => {
    const form = new URLSearchParams(asked.body)
    const payment = account.byId(form.get('payment_intent') ?? '')
    if (!payment) return missing(form.get('payment_intent') ?? '')
    if (payment.disputes.some(({ reversed }) => reversed === null)) return refused('charge_disputed', 'The charge has been charged back.')
    const refund = account.refund(payment, { amount: Number(form.get('amount')), reference: form.get('metadata[reference]') })
    return refund ? json(refundOf(payment, refund)) : refused('charge_already_refunded', 'More than is left of the charge.')
  }],
  ['GET', '/v1/refunds', (account, asked) => listed(asked, of(account, ({ refunds }) => refunds.length > 0).flatMap((payment) => payment.refunds.map((refund) => ({ ...refund, payment }))), ({ payment, ...refund }) => refundOf(payment, refund))],
  ['GET', '/v1/disputes', (account, asked) => {
    const about = asked.query.get('payment_intent')
    const disputes = of(account, ({ id }) => about === null || id === about).flatMap((payment) => payment.disputes.map((dispute) => ({ ...dispute, payment })))
    return listed(asked, disputes, ({ payment, id }) => disputeOf(payment, id, account))
  }],
  ['GET', '/v1/payouts', (account, asked) => listed(asked, account.state.payouts.filter(({ provider }) => provider === 'stripe').toReversed(), payoutOf)],
  ['GET', '/v1/balance_transactions', (account, asked) => {
    const moves = account.state.moves.filter(({ payout }) => payout !== null && payout === asked.query.get('payout'))
    return listed(asked, moves, (move) => ({ ...moveOf(move), source: { id: move.source, object: objects[move.kind], payment_intent: move.payment } }))
  }],
]
const objects = { charge: 'charge', refund: 'refund', refund_failure: 'refund', dispute: 'dispute', dispute_reversal: 'dispute' }

export function answerAsStripe(account: Account, asked: Asked): Answer {
  for (const payment of account.state.payments) if (payment.provider === 'stripe') account.lapse(payment)
  const found = matched(table, asked)
  return found ? found.handle(account, asked, found.parts) : missing(asked.path)
}

/** A notice as Stripe sends it, with its signature over these very bytes. */
export function stripeNoticeOf({ kind, payment }: Happening, { account, secret, origin }: { account: Account; secret: string; origin: string }) {
  const object = kind.startsWith('checkout.') ? sessionOf(payment, origin) : kind.startsWith('charge.dispute') ? disputeOf(payment, payment.disputes.at(-1)?.id ?? '', account)
    : kind.startsWith('refund.') ? refundOf(payment, payment.refunds.at(-1)) : kind === 'charge.refunded' ? chargeOf(payment, account) : intentOf(payment, account)
  const body = JSON.stringify({ id: newId('evt'), object: 'event', api_version: '2026-01-01', created: account.clock(), livemode: false, type: kind, data: { object } })
  return { body, headers: { 'content-type': 'application/json', 'stripe-signature': signatureOf(body, { secret, at: account.clock() }) } }
}

export function signatureOf(body: string, { secret, at }: { secret: string; at: number }): string {
  return `t=${at},v1=${createHmac('sha256', secret).update(`${at}.${body}`).digest('hex')}`
}

function of(account: Account, which: (payment: Taken) => boolean): Taken[] {
  return account.state.payments.filter((payment) => payment.provider === 'stripe' && which(payment)).toReversed()
}

/** The newest first, a page at a time. */
function listed<R extends { id: string; created: number }>({ query, path }: Asked, rows: readonly R[], show: (row: R) => object): Answer {
  const from = Number(query.get('created[gte]') ?? 0)
  const to = Number(query.get('created[lte]') ?? Infinity)
  const within = rows.filter(({ created }) => created >= from && created <= to).map(show)
  const after = query.get('starting_after')
  const start = after === null ? 0 : within.findIndex((row) => 'id' in row && row.id === after) + 1
  const limit = Number(query.get('limit') ?? 10)
  return json({ object: 'list', url: path, has_more: start + limit < within.length, data: within.slice(start, start + limit) })
}

function one(account: Account, id: string, show: (payment: Taken) => object): Answer {
  const payment = account.byId(id)
  return payment?.provider === 'stripe' ? json(show(payment)) : missing(id)
}

function sessionOf({ id, checkout_id, state, amount, currency, reference, created, customer, method }: Taken, origin: string) {
  const isSetup = amount === 0
  return {
    id: checkout_id ?? '', object: 'checkout.session', mode: isSetup ? 'setup' : 'payment', customer, client_reference_id: reference, metadata: { reference }, amount_total: amount, currency: currency.toLowerCase(), created,
    status: state === 'open' ? 'open' : state === 'paid' ? 'complete' : 'expired', payment_status: isSetup ? 'no_payment_required' : state === 'paid' ? 'paid' : 'unpaid',
    url: state === 'open' ? `${origin}/pay/${checkout_id ?? ''}` : null, payment_intent: state === 'paid' && !isSetup ? id : null,
    setup_intent: state === 'paid' && isSetup ? { id: `seti${id.slice(2)}`, object: 'setup_intent', status: 'succeeded', customer, payment_method: method, metadata: { reference } } : null,
  }
}

function intentOf(payment: Taken, account: Account) {
  const { id, state, amount, currency, reference, off_session, customer, method, failure, created } = payment
  const status = { paid: 'succeeded', open: 'requires_payment_method', failed: 'requires_payment_method', expired: 'canceled' }[state]
  return {
    id, object: 'payment_intent', amount, currency: currency.toLowerCase(), created, status, customer, payment_method: method, metadata: { reference, ...(off_session ? { off_session: 'yes' } : {}) },
    last_payment_error: failure === '' ? null : { type: 'card_error', code: 'card_declined', decline_code: failure }, latest_charge: state === 'paid' ? chargeOf(payment, account) : null,
  }
}

function chargeOf(payment: Taken, account: Account) {
  const charge = account.state.moves.find((move) => move.kind === 'charge' && move.payment === payment.id)
  return {
    id: `ch${payment.id.slice(2)}`, object: 'charge', payment_intent: payment.id, amount: payment.amount, currency: payment.currency.toLowerCase(), created: payment.paid ?? 0, metadata: { reference: payment.reference },
    disputed: payment.disputes.length > 0, balance_transaction: charge ? moveOf(charge) : null, refunds: { object: 'list', has_more: false, data: payment.refunds.map((refund) => refundOf(payment, refund)).toReversed() },
  }
}

function refundOf({ id: payment_intent, currency }: Taken, refund: Taken['refunds'][number] | undefined) {
  const { id = '', amount = 0, reference = null, state = 'done', created = 0 } = refund ?? {}
  return { id, object: 'refund', payment_intent, amount, currency: currency.toLowerCase(), created, status: state === 'done' ? 'succeeded' : 'failed', metadata: reference === null ? {} : { reference }, balance_transaction: `txn_${id}` }
}

function disputeOf({ id: payment_intent, currency, disputes }: Taken, id: string, account: Account) {
  const dispute = disputes.find((each) => each.id === id)
  const moves = account.state.moves.filter(({ source }) => source === id).map(moveOf)
  return {
    id, object: 'dispute', payment_intent, amount: dispute?.amount ?? 0, currency: currency.toLowerCase(), created: dispute?.created ?? 0, reason: 'fraudulent',
    status: dispute?.reversed === null ? 'needs_response' : 'won', balance_transactions: moves, metadata: {},
  }
}

function moveOf({ id, kind, amount, fee, currency, created, source }: Move) {
  return { id, object: 'balance_transaction', amount, fee, net: amount - fee, currency: currency.toLowerCase(), created, reporting_category: kind, source, status: 'available', fee_details: [] }
}

function payoutOf({ id, amount, currency, created }: PaidOut) {
  return { id, object: 'payout', amount, currency: currency.toLowerCase(), created, arrival_date: created, status: 'paid', automatic: true, metadata: {} }
}

function refused(code: string, message: string): Answer {
  return json({ error: { type: 'invalid_request_error', code, message } }, 400)
}
function missing(id: string): Answer {
  return json({ error: { type: 'invalid_request_error', code: 'resource_missing', message: `No such object: '${id}'` } }, 404)
}
