// The stand-in as Mollie's HTTP API shows it, as far as the paper asks: customers, payments, refunds, chargebacks, settlements.
import { newId, type Account, type Move, type PaidOut, type Taken } from './account.ts'
import { json, matched, type Answer, type Asked } from './http.ts'

type Handle = (account: Account, asked: Asked, parts: string[]) => Answer

const table: readonly (readonly [string, string, Handle])[] = [
  ['POST', '/v2/customers', (_, asked) => json({ resource: 'customer', id: newId('cst'), mode: 'test', name: textIn(bodyOf(asked), 'name'), email: textIn(bodyOf(asked), 'email'), createdAt: iso(0), _links: {} }, 201)],
  ['GET', '/v2/customers/:id/mandates', (account, asked, [id = '']) => listed(asked, { name: 'mandates', rows: Object.entries(account.state.methods).filter(([, { customer }]) => customer === id).map(([mandate]) => ({ id: mandate })), show: mandateOf })],
  ['GET', '/v2/customers/:id/payments', (account, asked, [id = '']) => listed(asked, { name: 'payments', rows: of(account, ({ customer }) => customer === id), show: (payment) => paymentOf(payment, asked) })],
  ['POST', '/v2/payments', (account, asked) => {
    const body = bodyOf(asked)
    const { amount, currency } = amountIn(body)
    const metadata = 'metadata' in body && typeof body.metadata === 'object' && body.metadata !== null ? body.metadata : {}
    const sequence = textIn(body, 'sequenceType')
    const customer = textIn(body, 'customerId') || null
    const mandate = textIn(body, 'mandateId') || null
    // Of nothing only where a mandate is to be made, by ways that can do that.
    if (amount <= 0 && !(amount === 0 && sequence === 'first' && isCardOrPayPal(body))) return refused('amount', 'The amount is lower than the minimum')
    if (sequence === 'recurring' && account.state.methods[mandate ?? '']?.customer !== customer) return refused('mandateId', 'The mandate is invalid')
    const payment = account.begin({
      provider: 'mollie', amount, currency, description: textIn(body, 'description'), reference: textIn(metadata, 'reference'), off_session: sequence === 'recurring', recurring: sequence === 'first', customer, method: mandate,
      language: textIn(body, 'locale').slice(0, 2), return_url: textIn(body, 'redirectUrl'), cancel_url: textIn(body, 'cancelUrl'), notice_url: textIn(body, 'webhookUrl') || null,
    })
    return json(paymentOf(payment, asked), 201)
  }],
  ['GET', '/v2/payments', (account, asked) => listed(asked, { name: 'payments', rows: of(account), show: (payment) => paymentOf(payment, asked) })],
  ['GET', '/v2/payments/:id', (account, asked, [id = '']) => {
    const payment = account.byId(id)
    return payment?.provider === 'mollie' ? json(paymentOf(payment, asked)) : missing(id)
  }],
  ['POST', '/v2/payments/:id/refunds', (account, asked, [id = '']) => {
    const body = bodyOf(asked)
    const payment = account.byId(id)
    if (!payment) return missing(id)
    const metadata = 'metadata' in body && typeof body.metadata === 'object' && body.metadata !== null ? body.metadata : {}
    const refund = account.refund(payment, { amount: amountIn(body).amount, reference: textIn(metadata, 'reference') || null })
    return refund ? json(refundOf(payment, refund), 201) : refused('amount', 'The amount is higher than what is left of the payment')
  }],
  ['GET', '/v2/refunds', (account, asked) => listed(asked, { name: 'refunds', rows: of(account).flatMap((payment) => payment.refunds.map((refund) => ({ ...refund, payment }))), show: ({ payment, ...refund }) => refundOf(payment, refund) })],
  ['GET', '/v2/chargebacks', (account, asked) => listed(asked, { name: 'chargebacks', rows: of(account).flatMap((payment) => payment.disputes.map((dispute) => ({ ...dispute, payment }))), show: ({ payment, ...dispute }) => chargebackOf(payment, dispute) })],
  ['GET', '/v2/settlements', (account, asked) => listed(asked, { name: 'settlements', rows: account.state.payouts.filter(({ provider }) => provider === 'mollie').toReversed(), show: (payout) => settlementOf(payout, account) })],
  ['GET', '/v2/settlements/:id/payments', (account, asked, [id = '']) => listed(asked, { name: 'payments', rows: movesIn(account, id, 'charge'), show: ({ payment }) => paymentOf(payment, asked) })],
  ['GET', '/v2/settlements/:id/refunds', (account, asked, [id = '']) => listed(asked, { name: 'refunds', rows: movesIn(account, id, 'refund', 'refund_failure'), show: ({ payment, move }) => ({ ...refundOf(payment, payment.refunds.find((refund) => refund.id === move.source)), settlementAmount: shown(move.amount, move.currency) }) })],
  ['GET', '/v2/settlements/:id/chargebacks', (account, asked, [id = '']) => listed(asked, { name: 'chargebacks', rows: movesIn(account, id, 'dispute', 'dispute_reversal'), show: ({ payment, move }) => ({ ...chargebackOf(payment, payment.disputes.find((dispute) => dispute.id === move.source)), settlementAmount: shown(move.amount, move.currency) }) })],
]

function isCardOrPayPal(body: object): boolean {
  const methods = 'method' in body && Array.isArray(body.method) ? body.method : []
  return methods.length > 0 && methods.every((method) => method === 'creditcard' || method === 'paypal')
}

export function answerAsMollie(account: Account, asked: Asked): Answer {
  for (const payment of account.state.payments) if (payment.provider === 'mollie') account.lapse(payment)
  const found = matched(table, asked)
  return found ? found.handle(account, asked, found.parts) : missing(asked.path)
}

function of(account: Account, which: (payment: Taken) => boolean = () => true): Taken[] {
  return account.state.payments.filter((payment) => payment.provider === 'mollie' && which(payment)).toReversed()
}

function movesIn(account: Account, payout: string, ...kinds: Move['kind'][]) {
  return account.state.moves.filter((move) => move.payout === payout && kinds.includes(move.kind)).flatMap((move) => {
    const payment = account.byId(move.payment)
    return payment ? [{ id: move.id, move, payment }] : []
  })
}

function listed<R extends { id: string }>({ query, path, origin }: Asked, { name, rows, show }: { name: string; rows: readonly R[]; show: (row: R) => object }): Answer {
  const limit = Math.min(Number(query.get('limit') ?? 50), 250)
  const from = query.get('from')
  const start = from === null ? 0 : rows.findIndex(({ id }) => id === from)
  const next = rows[start + limit]
  const page = rows.slice(start, start + limit).map(show)
  return json({ count: page.length, _embedded: { [name]: page }, _links: { next: next ? { href: `${origin}${path}?from=${next.id}&limit=${limit}`, type: 'application/hal+json' } : null, previous: null } })
}

function paymentOf(payment: Taken, { origin }: Pick<Asked, 'origin'>) {
  const { id, state, failure, amount, currency, description, reference, created, paid, off_session, recurring, customer, method, refunds, disputes } = payment
  const status = state === 'failed' && failure === 'canceled' ? 'canceled' : state
  return {
    resource: 'payment', id, mode: 'test', status, isCancelable: false, createdAt: iso(created), amount: shown(amount, currency), description, metadata: { reference }, method: 'creditcard', locale: 'de_DE', profileId: 'pfl_double',
    sequenceType: off_session ? 'recurring' : recurring ? 'first' : 'oneoff', redirectUrl: payment.return_url,
    ...(paid === null ? {} : { paidAt: iso(paid), settlementAmount: shown(amount, currency) }), ...(customer === null ? {} : { customerId: customer }), ...(method === null ? {} : { mandateId: method }),
    ...(state === 'failed' ? { details: { failureReason: failure } } : {}),
    _embedded: { refunds: refunds.map((refund) => refundOf(payment, refund)), chargebacks: disputes.map((dispute) => chargebackOf(payment, dispute)) },
    _links: { self: { href: `${origin}/v2/payments/${id}`, type: 'application/hal+json' }, ...(state === 'open' && !off_session ? { checkout: { href: `${origin}/pay/${id}`, type: 'text/html' } } : {}) },
  }
}

function refundOf({ id: paymentId, currency }: Taken, refund: Taken['refunds'][number] | undefined) {
  const { id = '', amount = 0, reference = null, state = 'done', created = 0 } = refund ?? {}
  return { resource: 'refund', id, mode: 'test', amount: shown(amount, currency), settlementAmount: shown(-amount, currency), status: state === 'done' ? 'refunded' : 'failed', createdAt: iso(created), description: '', metadata: reference === null ? null : { reference }, paymentId, _links: {} }
}

function chargebackOf({ id: paymentId, currency }: Taken, dispute: Taken['disputes'][number] | undefined) {
  const { id = '', amount = 0, created = 0, reversed = null } = dispute ?? {}
  return { resource: 'chargeback', id, amount: shown(amount, currency), settlementAmount: shown(-amount, currency), createdAt: iso(created), ...(reversed === null ? {} : { reversedAt: iso(reversed) }), paymentId, _links: {} }
}

function settlementOf({ id, amount, currency, created, costs }: PaidOut, account: Account) {
  const count = movesIn(account, id, 'charge').length
  const cost = { description: 'Credit card', method: 'creditcard', count, rate: { fixed: shown(25, currency), variable: '1.8' }, amountNet: shown(costs, currency), amountVat: null, amountGross: shown(costs, currency) }
  const period = { revenue: [], costs: costs === 0 ? [] : [cost], invoiceId: 'inv_double' }
  return { resource: 'settlement', id, reference: id, createdAt: iso(created), settledAt: iso(created), status: 'paidout', amount: shown(amount, currency), periods: { [iso(created).slice(0, 4)]: { [iso(created).slice(5, 7)]: period } }, _links: {} }
}

function mandateOf({ id }: { id: string }) {
  return { resource: 'mandate', id, mode: 'test', status: 'valid', method: 'creditcard', details: {}, createdAt: iso(0), _links: {} }
}

function bodyOf({ body }: Asked): object {
  const read: unknown = body === '' ? {} : JSON.parse(body)
  return typeof read === 'object' && read !== null ? read : {}
}
function textIn(from: object, name: string): string {
  const value: unknown = Reflect.get(from, name)
  return typeof value === 'string' ? value : ''
}
function amountIn(body: object) {
  const given: unknown = Reflect.get(body, 'amount')
  const { value, currency } = typeof given === 'object' && given !== null ? { value: textIn(given, 'value'), currency: textIn(given, 'currency') } : { value: '', currency: '' }
  return { amount: Math.round(Number(value) * 100), currency }
}
function shown(amount: number, currency: string) {
  return { value: (amount / 100).toFixed(2), currency }
}
function iso(seconds: number): string {
  return new Date(seconds * 1_000).toISOString()
}
function refused(field: string, detail: string): Answer {
  return json({ status: 422, title: 'Unprocessable Entity', detail, field, _links: {} }, 422)
}
function missing(id: string): Answer {
  return json({ status: 404, title: 'Not Found', detail: `No such object: ${id}`, _links: {} }, 404)
}
