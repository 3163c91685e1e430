// What a payment provider knows and does, without any network: a stand-in for Stripe and for Mollie, for tests and for the
// demonstration. It takes no money. Times are seconds since 1970, amounts minor units.
import { randomBytes } from 'node:crypto'
import type { ProviderName } from '../provider.ts'

export interface Taken {
  id: string
  /** Stripe's number of the page; Mollie's page has the payment's. */
  checkout_id: string | null
  provider: ProviderName
  /** Nothing: a card is kept, and none is paid with. */
  amount: number
  currency: string
  description: string
  reference: string
  off_session: boolean
  recurring: boolean
  language: string
  customer: string | null
  method: string | null
  state: 'open' | 'paid' | 'failed' | 'expired'
  failure: string
  created: number
  paid: number | null
  fee: number
  return_url: string
  cancel_url: string
  /** Mollie is told with each payment where to give notice. */
  notice_url: string | null
  refunds: { id: string; amount: number; reference: string | null; state: 'done' | 'failed'; created: number }[]
  disputes: { id: string; amount: number; fee: number; created: number; reversed: number | null }[]
  payout: string | null
}
/** What came into the account there (above zero) and went out of it. */
export interface Move { id: string; provider: ProviderName; kind: 'charge' | 'refund' | 'refund_failure' | 'dispute' | 'dispute_reversal'; payment: string; source: string; amount: number; fee: number; currency: string; created: number; payout: string | null }
export interface PaidOut { id: string; provider: ProviderName; amount: number; currency: string; created: number; costs: number }
export interface State {
  payments: Taken[]
  moves: Move[]
  payouts: PaidOut[]
  /** What a stored card or account answers when it is charged; empty: it pays. */
  methods: Record<string, { customer: string; failure: string }>
  /** Answers by the key they were asked with, and what was asked. */
  answers: Record<string, { asked: string; status: number; body: string; at: number }>
}
export interface Happening { provider: ProviderName; kind: string; payment: Taken }

/** How long a repeated call is answered as the first was. */
export const keysHold: Record<ProviderName, number> = { stripe: 86_400, mollie: 3_600 }
const pageHolds = 86_400
const disputeFee = 2_000

export function newState(): State {
  return { payments: [], moves: [], payouts: [], methods: {}, answers: {} }
}

export function newId(prefix: string): string {
  return `${prefix}_${randomBytes(9).toString('hex')}`
}

export function feeOf(provider: ProviderName, amount: number): number {
  return provider === 'stripe' ? Math.round(amount * 0.015) + 25 : Math.round(amount * 0.018) + 25
}

/** `told` hears of what happened. */
export function openAccount(state: State, { clock, told }: { clock: () => number; told: (happening: Happening) => void }) {
  const move = (payment: Taken, kind: Move['kind'], { source, amount, fee }: { source: string; amount: number; fee: number }) =>
    state.moves.push({ id: newId('txn'), provider: payment.provider, kind, payment: payment.id, source, amount, fee, currency: payment.currency, created: clock(), payout: null })
  const tell = (payment: Taken, kind: string) => told({ provider: payment.provider, kind, payment })

  function begin(asked: Pick<Taken, 'provider' | 'amount' | 'currency' | 'description' | 'reference' | 'off_session' | 'recurring' | 'language' | 'customer' | 'method' | 'return_url' | 'cancel_url' | 'notice_url'>): Taken {
    const payment: Taken = {
      ...asked, id: newId(asked.provider === 'stripe' ? 'pi' : 'tr'), checkout_id: asked.provider === 'stripe' && !asked.off_session ? newId('cs_test') : null,
      state: 'open', failure: '', created: clock(), paid: null, fee: 0, refunds: [], disputes: [], payout: null,
    }
    state.payments.push(payment)
    if (asked.off_session) chargeMethod(payment)
    return payment
  }

  function chargeMethod(payment: Taken) {
    const failure = state.methods[payment.method ?? '']?.failure ?? 'resource_missing'
    if (failure === '') return succeed(payment)
    payment.state = 'failed'
    payment.failure = failure
    tell(payment, 'payment_intent.payment_failed')
  }

  function succeed(payment: Taken) {
    payment.state = 'paid'
    payment.paid = clock()
    payment.fee = payment.provider === 'stripe' && payment.amount > 0 ? feeOf('stripe', payment.amount) : 0
    if (payment.amount > 0) move(payment, 'charge', { source: payment.id, amount: payment.amount, fee: payment.fee })
    tell(payment, payment.checkout_id === null ? 'payment_intent.succeeded' : 'checkout.session.completed')
  }

  return {
    state, clock, begin,
    byId: (id: string) => state.payments.find((payment) => payment.id === id || payment.checkout_id === id),
    /** The payer pays on the page; `failure` is what their card answers the next time. False where the page is over. */
    pay(payment: Taken, { failure = '' } = {}): boolean {
      lapse(payment)
      if (payment.state !== 'open') return false
      if (payment.recurring) {
        payment.customer ??= newId('cus')
        payment.method = newId(payment.provider === 'stripe' ? 'pm' : 'mdt')
        state.methods[payment.method] = { customer: payment.customer, failure }
      }
      succeed(payment)
      return true
    },
    /** The payer leaves: with Mollie that ends the payment, with Stripe the page waits. */
    leave(payment: Taken) {
      if (payment.state !== 'open' || payment.provider === 'stripe') return
      payment.state = 'failed'
      payment.failure = 'canceled'
      tell(payment, 'payment')
    },
    lapse,
    /** Undefined where so much is not left of it. */
    refund(payment: Taken, { amount, reference }: { amount: number; reference: string | null }) {
      if (payment.state !== 'paid' || amount <= 0 || amount > left(payment)) return undefined
      const refund: Taken['refunds'][number] = { id: newId('re'), amount, reference, state: 'done', created: clock() }
      payment.refunds.push(refund)
      move(payment, 'refund', { source: refund.id, amount: -amount, fee: 0 })
      tell(payment, 'charge.refunded')
      return refund
    },
    /** The payer's card is closed, say: the money comes back. */
    failRefund(payment: Taken) {
      const refund = payment.refunds.findLast((one) => one.state === 'done')
      if (!refund) return
      refund.state = 'failed'
      move(payment, 'refund_failure', { source: refund.id, amount: refund.amount, fee: 0 })
      tell(payment, 'refund.failed')
    },
    dispute(payment: Taken) {
      const amount = left(payment)
      if (payment.state !== 'paid' || amount <= 0) return
      const fee = payment.provider === 'stripe' ? disputeFee : 0
      const dispute = { id: newId(payment.provider === 'stripe' ? 'du' : 'chb'), amount, fee, created: clock(), reversed: null }
      payment.disputes.push(dispute)
      move(payment, 'dispute', { source: dispute.id, amount: -amount, fee })
      tell(payment, 'charge.dispute.created')
    },
    winDispute(payment: Taken) {
      const dispute = payment.disputes.find(({ reversed }) => reversed === null)
      if (!dispute) return
      dispute.reversed = clock()
      move(payment, 'dispute_reversal', { source: dispute.id, amount: dispute.amount, fee: 0 })
      tell(payment, 'charge.dispute.funds_reinstated')
    },
    /** Pays out all there is, in one currency after the other. Mollie keeps its fees now. */
    payOut(provider: ProviderName) {
      for (const currency of new Set(state.moves.filter((one) => one.provider === provider && one.payout === null).map((one) => one.currency))) {
        const moves = state.moves.filter((one) => one.provider === provider && one.payout === null && one.currency === currency)
        const costs = provider === 'mollie' ? moves.reduce((sum, { kind, amount }) => sum + (kind === 'charge' ? feeOf('mollie', amount) : 0), 0) : 0
        const amount = moves.reduce((sum, one) => sum + one.amount - one.fee, 0) - costs
        if (amount <= 0) continue
        const payout = { id: newId(provider === 'stripe' ? 'po' : 'stl'), provider, amount, currency, created: clock(), costs }
        state.payouts.push(payout)
        for (const one of moves) one.payout = payout.id
      }
    },
    /** What lies there. */
    balance: (provider: ProviderName, currency: string) => state.moves.filter((one) => one.provider === provider && one.currency === currency).reduce((sum, { amount, fee }) => sum + amount - fee, 0) -
      state.payouts.filter((one) => one.provider === provider && one.currency === currency).reduce((sum, { amount, costs }) => sum + amount + costs, 0),
  }

  function lapse(payment: Taken) {
    if (payment.state !== 'open' || payment.off_session || clock() < payment.created + pageHolds) return
    payment.state = 'expired'
    tell(payment, payment.provider === 'stripe' ? 'checkout.session.expired' : 'payment')
  }
}
export type Account = ReturnType<typeof openAccount>

function left({ amount, refunds, disputes }: Taken): number {
  const gone = refunds.filter(({ state }) => state === 'done').reduce((sum, refund) => sum + refund.amount, 0) + disputes.filter(({ reversed }) => reversed === null).reduce((sum, dispute) => sum + dispute.amount, 0)
  return amount - gone
}
