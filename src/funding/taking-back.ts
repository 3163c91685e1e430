// What of a paid payment goes back: refunds, by us or by somebody at the provider's own pages, and disputes, by the payer's bank.
import { randomUUID } from 'node:crypto'
import { duesPaid, duesTakenBack, incomeOf } from './due.ts'
import { paper } from '../articles/reads/paper.ts'
import { dayOf } from '../base/time.ts'
import { book, move, takeBack, type Account, type Posting } from './ledger.ts'
import { stopPledge } from './pledge.ts'
import type { Dispute, Payment } from './provider.ts'
import { disputesOf, dueById, entryId, refundById, refundsOfPayment, type Refund } from './reads/providers.ts'
import { oweRefund } from './refund.ts'
import type { Settling } from './settling.ts'
import { insertDispute, insertRefund, updateDispute, updateProviderPayment, updateRefund } from './writes/providers.ts'

export async function noteRefunds(settling: Settling) {
  for (const told of settling.answer.refunds) {
    const known = await refundOf(settling, told)
    if (known.foreign_id === null) await updateRefund(settling.tx, known.id, { foreign_id: told.foreign_id })
    if (told.state === 'done' && (known.state === 'asked' || known.state === 'dropped')) await noteDone(settling, known)
    if (told.state === 'failed' && (known.state === 'asked' || known.state === 'done')) await noteFailed(settling, known)
  }
}

/** One that is not of ours was made by hand at the provider, and is taken down as it was. */
async function refundOf({ tx, payment, act: { now } }: Settling, { foreign_id, reference, amount }: Payment['refunds'][number]): Promise<Refund> {
  const known = (await refundsOfPayment(tx, payment.id)).find((refund) => refund.foreign_id === foreign_id || (refund.foreign_id === null && refund.reference === reference))
  if (known) return known
  const id = await insertRefund(tx, {
    due_id: payment.due_id, provider_payment_id: payment.id, reference: randomUUID(), foreign_id, amount, currency: payment.currency, why: 'goodwill', state: 'asked', asked_by: `provider:${payment.provider}`, asked_at: now,
  })
  return (await refundById(tx, id)) ?? missing(id)
}

async function noteDone(settling: Settling, { id, amount }: Refund) {
  const { tx, payment, act: { now } } = settling
  const booked_on = await today(settling)
  await updateRefund(tx, id, { state: 'done', done_on: booked_on })
  const postings = move({ from: payment.provider, to: incomeIn(settling), amount, currency: payment.currency })
  await book(tx, [{ kind: 'charge_refunded', source: id, due_id: payment.due_id, booked_on, postings }], now)
  payment.refunded += amount
  await updateProviderPayment(tx, payment.id, { refunded: payment.refunded })
  if (!payment.double && payment.refunded + payment.disputed >= payment.amount) await duesTakenBack(tx, [payment.due_id], 'refunded')
}

/** The card is closed, say: the money is back at the provider, and is owed from the bank account instead. */
async function noteFailed(settling: Settling, { id, state, amount, why }: Refund) {
  const { tx, payment, pledge, act } = settling
  await updateRefund(tx, id, { state: 'failed', done_on: null })
  if (state === 'done') {
    const entry_id = (await entryId(tx, { kind: 'charge_refunded', source: `refund:${id}` })) ?? missing(id)
    await takeBack(tx, { entry_id, due_id: payment.due_id, booked_on: await today(settling) }, act.now)
    payment.refunded -= amount
    await updateProviderPayment(tx, payment.id, { refunded: payment.refunded })
  }
  await oweRefund(tx, { due_id: payment.due_id, pledge, amount, currency: payment.currency, why, from: incomeIn(settling) }, act)
  if (!payment.double) await duesTakenBack(tx, [payment.due_id], 'refunded')
}

export async function noteDisputes(settling: Settling) {
  for (const told of settling.answer.disputes) {
    if (told.taken === 0) continue
    const known = (await disputesOf(settling.tx, settling.payment.id)).find(({ foreign_id }) => foreign_id === told.foreign_id)
    const id = known?.id ?? (await noteTaken(settling, told))
    if (told.given_back > 0 && (known?.given_back ?? 0) === 0) await noteGivenBack(settling, { ...told, id })
  }
}

async function noteTaken(settling: Settling, { foreign_id, taken, fee }: Dispute): Promise<number> {
  const { tx, payment, pledge, act } = settling
  const { currency, due_id, provider } = payment
  const booked_on = await today(settling)
  const id = await insertDispute(tx, { provider_payment_id: payment.id, foreign_id, taken, fee, opened_on: booked_on })
  await book(tx, [
    { kind: 'charge_disputed', source: id, due_id, booked_on, postings: move({ from: provider, to: incomeIn(settling), amount: taken, currency }) },
    ...(fee > 0 ? [{ kind: 'dispute_fee' as const, source: id, due_id, booked_on, postings: move({ from: provider, to: 'provider_fees', amount: fee, currency }) }] : []),
  ], act.now)
  payment.disputed += taken
  await updateProviderPayment(tx, payment.id, { disputed: payment.disputed })
  if (!payment.double && payment.refunded + payment.disputed >= payment.amount && (await dueById(tx, due_id))?.state === 'paid') await duesTakenBack(tx, [due_id], 'returned')
  // Who has it taken back is not charged again until they say so themselves.
  await stopPledge(tx, { id: pledge.id, why: 'refused' }, act)
  return id
}

async function noteGivenBack(settling: Settling, { id, given_back, fee_given_back }: Dispute & { id: number }) {
  const { tx, payment, pledge, act } = settling
  const { currency, due_id, provider } = payment
  const booked_on = await today(settling)
  await updateDispute(tx, id, { given_back, fee_given_back, ended_on: booked_on })
  const fee: Posting[] = fee_given_back > 0 ? move({ from: 'provider_fees', to: provider, amount: fee_given_back, currency }) : []
  await book(tx, [{ kind: 'dispute_won', source: id, due_id, booked_on, postings: [...move({ from: incomeIn(settling), to: provider, amount: given_back, currency }), ...fee] }], act.now)
  payment.disputed = Math.max(0, payment.disputed - given_back)
  await updateProviderPayment(tx, payment.id, { disputed: payment.disputed })
  if (payment.double) await oweRefund(tx, { due_id, pledge, amount: given_back, currency, why: 'double', from: 'refunds_owed' }, act)
  else if ((await dueById(tx, due_id))?.state === 'returned') await duesPaid(tx, [{ due_id, on: booked_on }], { thanks: false })
}

/** Where its money stands: what came twice was never income, but owed from the first. */
function incomeIn({ payment, pledge }: Settling): Account {
  return payment.double ? 'refunds_owed' : incomeOf(pledge.rhythm)
}

async function today({ tx, act: { now } }: Settling): Promise<string> {
  return dayOf(now, (await paper(tx)).time_zone)
}

function missing(id: number): never {
  throw new Error(`refund ${id} or its entry is not there`)
}
