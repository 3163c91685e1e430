// What goes through payment providers in a generated past: charges, some of which fail, refunds, disputes and payouts, each told as the
// provider would have told it and settled as ever.
import type { Db } from '../base/db/db.ts'
import { dayOf, noonOf, secondsAfter } from '../base/time.ts'
import { insertPayments } from '../funding/checkout.ts'
import { takeDown } from '../funding/payout.ts'
import type { Payment, ProviderName } from '../funding/provider.ts'
import { refundDue } from '../funding/refund.ts'
import { settle } from '../funding/settling.ts'
import { settleAll } from '../funding/settling-many.ts'
import { pick, whole } from './generate-chance.ts'
import type { Life, PaidThere } from './generate-life.ts'
import { openDues, paymentsById, refundsToAskFor } from './reads/generated.ts'

type Due = Awaited<ReturnType<typeof openDues>>[number]

/** Charges what is due by card up to a day, of a week that began on another. */
export async function chargeCards(tx: Db, life: Life, { from, until }: { from: string; until: string }) {
  const dues = (await openDues(tx, { way: 'provider', until })).map((due) => ({ ...due, at: tryAt(life, due, from), provider: due.provider ?? 'stripe' }))
  const ids = await insertPayments(tx, dues.map(({ id: due_id, at, provider, amount, reference, provider_customer: customer, provider_method: method }) => ({ at, provider, due_id, amount, currency: life.currency, description: reference, customer, method })))
  const tried = dues.map((due, n) => ({ due, payment_id: ids[n] ?? 0, answer: answerTo(life, due) }))
  // What goes on goes together; of the others each at its own moment.
  const [known, fresh] = [tried.filter(({ due, answer }) => due.provider_customer !== null && answer.state === 'paid'), tried.filter(({ due, answer }) => due.provider_customer === null || answer.state !== 'paid')]
  for (const { due, payment_id, answer } of fresh) await settle(tx, { payment_id, answer }, { by: `provider:${due.provider}`, now: due.at })
  await settleAll(tx, known, { by: 'provider:stripe', now: secondsAfter(noonOf(until), 8 * 3_600) })
  for (const one of tried) await followUp(tx, life, one)
}

type Tried = { due: Due & { at: Date; provider: ProviderName }; payment_id: number; answer: Payment }

function tryAt({ chance }: Life, { due_on, created_at }: Due, from: string): Date {
  const morning = secondsAfter(noonOf(due_on < from ? from : due_on), -3 * 3_600)
  const soonest = secondsAfter(created_at, whole(chance, 40, 400))
  return soonest > morning ? soonest : morning
}

function answerTo(life: Life, { amount, at, provider, provider_customer: customer, provider_method: method, rhythm }: Tried['due']): Payment {
  const drawn = life.chance()
  const failure = customer === null ? '' : drawn < 0.012 ? 'insufficient_funds' : drawn < 0.0165 ? 'expired_card' : ''
  return answered(life, { provider, amount, customer, method, failure, paid_at: at, recurring: rhythm !== 'once' })
}

async function followUp(tx: Db, life: Life, { due, payment_id, answer }: Tried) {
  if (answer.state === 'failed') return void life.touched.add(due.pledge_id)
  const { at, provider } = due
  const day = dayOf(at, life.zone)
  life.unpaidOut.push({ provider, kind: 'charge', payment: answer.foreign_id ?? '', amount: due.amount, fee: answer.fee ?? 0, on: day })
  if (life.chance() < 0.0012) life.disputes.push({ payment_id, answer, provider, day })
  else if (life.chance() < 0.0012) await giveBack(tx, life, { due_id: due.id, now: at })
}

interface Asked { provider: ProviderName; amount: number; customer: string | null; method: string | null; failure: string; paid_at: Date; recurring: boolean }

function answered({ chance, currency }: Life, { provider, amount, customer, method, failure, paid_at, recurring }: Asked): Payment {
  const isStripe = provider === 'stripe'
  const payer = recurring ? { customer: customer ?? name(chance, isStripe ? 'cus' : 'cst'), method: method ?? name(chance, isStripe ? 'pm' : 'mdt') } : { customer: null, method: null }
  return {
    reference: '', foreign_id: name(chance, isStripe ? 'pi' : 'tr'), checkout_id: null, state: failure === '' ? 'paid' : 'failed', amount, currency, paid_at: failure === '' ? paid_at : null,
    fee: failure !== '' ? null : isStripe ? Math.round(amount * 0.015) + 25 : 0, checkout_url: null, ...payer, failure, refunds: [], disputes: [],
  }
}

function name(chance: () => number, prefix: string): string {
  return `${prefix}_${Array.from({ length: 18 }, () => Math.floor(chance() * 16).toString(16)).join('')}`
}

/** Their banks take back what their owners dispute, by a Monday; of half of it the paper is right in the end. */
export async function disputeSome(tx: Db, life: Life, { from }: { from: string }) {
  const disputes = life.disputes.filter(({ day }) => day < from)
  life.disputes = life.disputes.filter(({ day }) => day >= from)
  for (const { payment_id, answer, provider } of disputes) {
    const told = { foreign_id: name(life.chance, provider === 'stripe' ? 'du' : 'chb'), taken: answer.amount, given_back: 0, fee: provider === 'stripe' ? 2_000 : 0, fee_given_back: 0 }
    const by = `provider:${provider}`
    await settle(tx, { payment_id, answer: { ...answer, disputes: [told] } }, { by, now: secondsAfter(noonOf(from), -2 * 3_600) })
    const part = { provider, kind: 'dispute' as const, payment: answer.foreign_id ?? '', on: from }
    life.unpaidOut.push({ ...part, amount: -told.taken, fee: told.fee })
    if (life.chance() < 0.5) continue
    await settle(tx, { payment_id, answer: { ...answer, disputes: [{ ...told, given_back: told.taken }] } }, { by, now: noonOf(from) })
    life.unpaidOut.push({ ...part, amount: told.taken, fee: 0 })
  }
}

async function giveBack(tx: Db, life: Life, { due_id, now }: { due_id: number; now: Date }) {
  await refundDue(tx, { due_id, why: pick(life.chance, ['goodwill', 'mistake'] as const) }, { by: `staff:${life.hands.one}`, now: secondsAfter(now, 5 * 3_600) })
}

/** What is to be given back by a provider is, by a day. */
export async function refundCards(tx: Db, life: Life, { until }: { until: string }) {
  const refunds = await refundsToAskFor(tx)
  const payments = new Map((await paymentsById(tx, refunds.flatMap(({ provider_payment_id: id }) => (id === null ? [] : [id])))).map((payment) => [payment.id, payment]))
  for (const { reference, amount, provider_payment_id } of refunds) {
    const payment = payments.get(provider_payment_id ?? 0)
    if (!payment) continue
    const { provider, foreign_id, customer, method, currency } = payment
    const told = { foreign_id: name(life.chance, 're'), reference, amount, state: 'done' as const }
    const answer: Payment = { reference: payment.reference, foreign_id, checkout_id: null, state: 'paid', amount: payment.amount, currency, paid_at: noonOf(until), fee: payment.fee, checkout_url: null, customer, method, failure: '', refunds: [told], disputes: [] }
    await settle(tx, { payment_id: payment.id, answer }, { by: `provider:${provider}`, now: noonOf(until) })
    life.unpaidOut.push({ provider, kind: 'refund', payment: foreign_id ?? '', amount: -amount, fee: 0, on: until })
  }
}

/** Once a week they pay out what has come until a day. Answers what the bank will show. */
export async function payOut(tx: Db, life: Life, { until, on }: { until: string; on: string }) {
  const shown: { provider: ProviderName; foreign_id: string; amount: number }[] = []
  for (const provider of ['stripe', 'mollie'] as const) {
    const [own, later] = [life.unpaidOut.filter((one) => one.provider === provider && one.on <= until), life.unpaidOut.filter((one) => one.provider === provider && one.on > until)]
    const costs = provider === 'mollie' ? own.reduce((sum, { kind, amount }) => sum + (kind === 'charge' ? Math.round(amount * 0.018) + 25 : 0), 0) : 0
    const amount = own.reduce((sum, one) => sum + one.amount - one.fee, 0) - costs
    if (amount <= 0) continue
    life.unpaidOut = [...life.unpaidOut.filter((one) => one.provider !== provider), ...later]
    const foreign_id = name(life.chance, provider === 'stripe' ? 'po' : 'stl')
    await takeDown(tx, { provider, payout: { foreign_id, amount, currency: life.currency, arrives_at: noonOf(on), parts: partsOf(own, costs) } }, noonOf(on))
    shown.push({ provider, foreign_id, amount })
  }
  return shown
}

function partsOf(own: readonly PaidThere[], costs: number) {
  const parts = own.map(({ kind, payment, amount, fee }) => ({ kind, payment, amount, fee }))
  return costs === 0 ? parts : [...parts, { kind: 'fee' as const, payment: null, amount: 0, fee: costs }]
}
