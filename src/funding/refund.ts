// A refund gives money back to who paid: by the provider it came through, or owed from the bank account and transferred by hand.
import { randomUUID } from 'node:crypto'
import { paper } from '../articles/reads/paper.ts'
import { atomically, type Db } from '../base/db/db.ts'
import type { Act } from '../base/db/journal.ts'
import { enqueue } from '../base/jobs/enqueue.ts'
import { dayOf } from '../base/time.ts'
import { duesTakenBack, incomeOf } from './due.ts'
import { book, move, takeBack, type Account } from './ledger.ts'
import { pledgeById, type Pledge } from './reads/pledges.ts'
import { dueById, entryId, incomeOfDue, liveProviderPayment, standingRefunds, type ProviderPayment, type Refund } from './reads/providers.ts'
import { dropPlannedDebits, insertRefund, updateDueState, updateRefund } from './writes/providers.ts'

/**
 * How a due is given back. dropped: nothing had gone out for it, and nothing will; provider: asked for where it was paid; bank:
 * owed, and listed for whoever transfers it; waiting: its money is still on its way here, and goes back once it has come;
 * nothing: nothing came, or all of it has been given back or taken back.
 */
export interface Refunding { how: 'dropped' | 'provider' | 'bank' | 'waiting' | 'nothing'; refund_id: number | null; amount: number; currency: string }

/** Gives back what a due has brought, all of it, once however often it is asked for. */
export function refundDue(db: Db, { due_id, why }: { due_id: number; why: Refund['why'] }, { by, now }: Act): Promise<Refunding> {
  return atomically(db, async (tx) => {
    const { pledge_id } = (await dueById(tx, due_id)) ?? missing(due_id)
    const pledge = (await pledgeById(tx, pledge_id, { lock: true })) ?? missing(due_id)
    const due = (await dueById(tx, due_id, { lock: true })) ?? missing(due_id)
    const { currency } = due
    const [standing] = await standingRefunds(tx, due_id)
    if (standing && standing.state !== 'waiting') return { how: standing.state === 'done' ? 'nothing' : standing.state === 'asked' ? 'provider' : 'bank', refund_id: standing.id, amount: standing.amount, currency }
    const make = (state: Refund['state'], amount: number, provider_payment_id: number | null) =>
      insertRefund(tx, { due_id, provider_payment_id, reference: randomUUID(), amount, currency, why: standing?.why ?? why, state, asked_by: standing?.asked_by ?? by, asked_at: now })
    if (due.state === 'open' || due.state === 'in_flight') {
      const planned = await dropPlannedDebits(tx, due_id)
      if (due.state === 'in_flight' && !planned) return { how: 'waiting', refund_id: standing?.id ?? (await make('waiting', due.amount, null)), amount: due.amount, currency }
      await updateDueState(tx, { id: due_id, from: ['open', 'in_flight'], to: 'dropped' })
      return { how: 'dropped', refund_id: null, amount: due.amount, currency }
    }
    if (due.state !== 'paid') return { how: 'nothing', refund_id: null, amount: 0, currency }
    if (standing) await updateRefund(tx, standing.id, { state: 'dropped' })
    const payment = await liveProviderPayment(tx, due_id)
    const amount = payment ? payment.amount - payment.refunded - payment.disputed : await incomeOfDue(tx, due_id)
    if (amount <= 0) return { how: 'nothing', refund_id: null, amount: 0, currency }
    if (payment) {
      const refund_id = await make('asked', amount, payment.id)
      await enqueue(tx, 'provider-refund', { refund_id })
      return { how: 'provider', refund_id, amount, currency }
    }
    const refund_id = await oweRefund(tx, { due_id, pledge, amount, currency, why, from: incomeOf(pledge.rhythm) }, { by, now })
    await duesTakenBack(tx, [due_id], 'refunded')
    return { how: 'bank', refund_id, amount, currency }
  })
}

/** Money that came twice for a due goes back the way it came. */
export async function refundDouble(tx: Db, { id, due_id, amount, currency }: Pick<ProviderPayment, 'id' | 'due_id' | 'amount' | 'currency'>, { by, now }: Act) {
  const refund_id = await insertRefund(tx, { due_id, provider_payment_id: id, reference: randomUUID(), amount, currency, why: 'double', state: 'asked', asked_by: by, asked_at: now })
  await enqueue(tx, 'provider-refund', { refund_id })
}

interface Owed { due_id: number; pledge: Pledge; amount: number; currency: string; why: Refund['why']; from: Account }

/** It is owed from now on, and is no income any more (what came twice never was). Booked as `refund_paid` once the bank shows that it was transferred. */
export async function oweRefund(tx: Db, { due_id, amount, currency, why, from }: Owed, { by, now }: Act): Promise<number> {
  const refund_id = await insertRefund(tx, { due_id, provider_payment_id: null, reference: randomUUID(), amount, currency, why, state: 'owed', asked_by: by, asked_at: now })
  if (from === 'refunds_owed') return refund_id
  const booked_on = dayOf(now, (await paper(tx)).time_zone)
  await book(tx, [{ kind: 'refund_owed', source: refund_id, due_id, booked_on, postings: move({ from: 'refunds_owed', to: from, amount, currency }) }], now)
  return refund_id
}

/** It went back another way before anybody transferred it: it is owed no more. What was transferred stays: it was given back twice. */
export async function dropOwedRefunds(tx: Db, { due_id, on }: { due_id: number; on: string }, { now }: Pick<Act, 'now'>) {
  for (const { id, state } of await standingRefunds(tx, due_id)) {
    const entry_id = state === 'owed' ? await entryId(tx, { kind: 'refund_owed', source: `refund:${id}` }) : undefined
    if (entry_id === undefined) continue
    await takeBack(tx, { entry_id, due_id, booked_on: on }, now)
    await updateRefund(tx, id, { state: 'dropped' })
  }
}

function missing(due_id: number): never {
  throw new Error(`there is no due ${due_id}`)
}
