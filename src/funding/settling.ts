// A provider payment is settled by how it stands with the provider, whenever that was learnt and in whatever order: it goes
// from asked over open to paid, failed or lapsed, and what was booked is not booked again. Locks: pledge, due, payment.
import { paper } from '../articles/reads/paper.ts'
import { atomically, type Db } from '../base/db/db.ts'
import type { Act } from '../base/db/journal.ts'
import { dayOf, secondsAfter } from '../base/time.ts'
import { duesPaid, incomeOf } from './due.ts'
import { book, move } from './ledger.ts'
import { change, confirmPledge, endPledge } from './pledge.ts'
import type { Payment } from './provider.ts'
import { pledgeById, type Pledge } from './reads/pledges.ts'
import { disputesOf, dueById, liveProviderPayment, providerPaymentById, type ProviderPayment } from './reads/providers.ts'
import { refundDouble } from './refund.ts'
import { nextDueAfterPaying } from './rhythm.ts'
import { noteDisputes, noteRefunds } from './taking-back.ts'
import { chargeFailed } from './uncharged.ts'
import { updatePledge } from './writes/pledges.ts'
import { dropWaitingRefunds, updateDueState, updateProviderPayment } from './writes/providers.ts'

/** What is known of a payment while it is settled; everything is locked. `on`: the day it counts for. */
export interface Settling { tx: Db; payment: ProviderPayment; pledge: Pledge; answer: Payment; act: Act; on: string }

export function settle(db: Db, { payment_id, answer }: { payment_id: number; answer: Payment }, act: Act): Promise<void> {
  return atomically(db, async (tx) => {
    const due_id = (await providerPaymentById(tx, payment_id))?.due_id ?? missing(payment_id)
    const pledge_id = (await dueById(tx, due_id))?.pledge_id ?? missing(payment_id)
    const pledge = (await pledgeById(tx, pledge_id, { lock: true })) ?? missing(payment_id)
    const due = (await dueById(tx, due_id, { lock: true })) ?? missing(payment_id)
    const payment = (await providerPaymentById(tx, payment_id, { lock: true })) ?? missing(payment_id)
    if (answer.amount !== payment.amount || answer.currency !== payment.currency) throw new Error(`payment ${payment_id} has another amount at ${payment.provider}`)
    const on = dayOf(answer.paid_at ?? act.now, (await paper(tx)).time_zone)
    const settling = { tx, payment, pledge, answer, act, on }
    await updateProviderPayment(tx, payment_id, { foreign_id: payment.foreign_id ?? answer.foreign_id, checkout_id: payment.checkout_id ?? answer.checkout_id })
    if (answer.state === 'paid' && payment.state !== 'paid') await settlePaid(settling, due.state === 'paid')
    else if ((answer.state === 'failed' || answer.state === 'lapsed') && isWaiting(payment)) await settleUnpaid(settling, answer.state)
    else if (answer.state === 'open' && payment.state === 'asked') await updateProviderPayment(tx, payment_id, { state: 'open' })
    if (answer.state === 'paid') await settleAfterwards(settling)
    await lookAgain(tx, payment_id, act.now)
  })
}

async function settlePaid(settling: Settling, wasPaid: boolean) {
  const { tx, payment, pledge, answer, act, on } = settling
  const live = await liveProviderPayment(tx, payment.due_id)
  const double = wasPaid || (live !== undefined && live.id !== payment.id)
  await updateProviderPayment(tx, payment.id, { state: 'paid', double, settled_at: act.now, failure: '' })
  payment.double = double
  const to = payment.provider
  const { amount, currency, due_id } = payment
  await book(tx, [{ kind: 'charge_paid', source: payment.id, due_id, booked_on: on, postings: move({ from: double ? 'refunds_owed' : incomeOf(pledge.rhythm), to, amount, currency }) }], act.now)
  if (double) return refundDouble(tx, payment, act)
  if (pledge.state === 'begun') await confirmPledge(tx, pledge.id, act)
  if (pledge.way === 'provider' && payment.customer === null && answer.customer !== null && answer.method !== null) await updatePledge(tx, { id: pledge.id, to: { provider_customer: answer.customer, provider_method: answer.method } })
  // Stopped by a charge that failed, it goes on with the card that has just paid.
  if (pledge.state === 'stopped' && payment.customer === null) await resume(settling)
  await duesPaid(tx, [{ due_id, on }])
}

/** What was paid on the provider's page stands for the usual day that is nearest: one that follows soon is passed over. What had been owed stands for its own. */
async function resume({ tx, payment, pledge, act, on }: Settling) {
  const { due_on } = (await dueById(tx, payment.due_id)) ?? missing(payment.id)
  const next_due_on = pledge.began_on === null ? null : nextDueAfterPaying({ ...pledge, began_on: pledge.began_on }, { on, due_on })
  await change(tx, pledge.id, { act, kind: 'resumed', when: ({ state }) => state === 'stopped', to: { state: 'active', stopped_why: null, next_due_on } })
}

async function settleUnpaid({ tx, payment, pledge, answer, act }: Settling, state: 'failed' | 'lapsed') {
  await updateProviderPayment(tx, payment.id, { state, failure: answer.failure, settled_at: act.now })
  // What is to be withdrawn did not come: there is nothing to give back, and nothing to ask for again.
  const withdrawn = (await dropWaitingRefunds(tx, [payment.due_id])) > 0
  await updateDueState(tx, { id: payment.due_id, from: ['in_flight'], to: withdrawn || pledge.state === 'ended' || pledge.state === 'stopped' ? 'dropped' : 'open' })
  if (payment.customer !== null) return chargeFailed(tx, { pledge, payment, failure: answer.failure }, act)
  // A checkout that came to nothing was no promise.
  if (pledge.state === 'begun') await endPledge(tx, { id: pledge.id, why: 'failed', ends_on: dayOf(act.now, (await paper(tx)).time_zone) }, act)
}

/** What is learnt of a payment once it is paid, perhaps long after. */
async function settleAfterwards(settling: Settling) {
  const { tx, payment, answer, act, on } = settling
  if (payment.fee === null && answer.fee !== null) {
    await updateProviderPayment(tx, payment.id, { fee: answer.fee })
    const postings = move({ from: payment.provider, to: 'provider_fees', amount: answer.fee, currency: payment.currency })
    if (answer.fee > 0) await book(tx, [{ kind: 'charge_fee', source: payment.id, due_id: payment.due_id, booked_on: on, postings }], act.now)
  }
  await noteRefunds(settling)
  await noteDisputes(settling)
}

const day = 86_400

/** When it is asked for by ourselves the next time, should no notice come: ever more seldom, and not for ever. */
async function lookAgain(tx: Db, payment_id: number, now: Date) {
  const payment = (await providerPaymentById(tx, payment_id)) ?? missing(payment_id)
  const age = (now.getTime() - (isWaiting(payment) ? payment.asked_at : payment.settled_at ?? payment.asked_at).getTime()) / 1_000
  const disputed = (await disputesOf(tx, payment_id)).some(({ given_back }) => given_back === 0)
  const feeLacks = payment.provider === 'stripe' && payment.fee === null && age < 7 * day
  const soon = Math.min(Math.max(age, 600), day)
  const look_at = isWaiting(payment) || (payment.state === 'paid' && feeLacks) ? secondsAfter(now, soon) : payment.state === 'paid' && disputed && age < 400 * day ? secondsAfter(now, day) : null
  await updateProviderPayment(tx, payment_id, { look_at })
}

function isWaiting({ state }: Pick<ProviderPayment, 'state'>): boolean {
  return state === 'asked' || state === 'open'
}

function missing(payment_id: number): never {
  throw new Error(`there is no payment ${payment_id}, or no due of it`)
}
