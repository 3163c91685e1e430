// Many charges are settled together where nothing is special about them: each was asked for, has been paid, and its fee is known. The rest is
// settled one by one, as ever.
import { paper } from '../articles/reads/paper.ts'
import { atomically, type Db } from '../base/db/db.ts'
import type { Act } from '../base/db/journal.ts'
import { dayOf } from '../base/time.ts'
import { duesPaid, incomeOf } from './due.ts'
import { book, move, type Entry } from './ledger.ts'
import type { Payment } from './provider.ts'
import { paymentsLocked } from './reads/providers.ts'
import { settle } from './settling.ts'
import { updateProviderPaymentsPaid } from './writes/providers.ts'

export interface Settled { payment_id: number; answer: Payment }
type Locked = Awaited<ReturnType<typeof paymentsLocked>>[number]
interface Plain extends Locked { on: string; fee: number; answer: Payment }

export function settleAll(db: Db, settled: readonly Settled[], act: Act): Promise<void> {
  return atomically(db, async (tx) => {
    const { time_zone } = await paper(tx)
    const payments = new Map((await paymentsLocked(tx, settled.map(({ payment_id }) => payment_id))).map((payment) => [payment.id, payment]))
    const plain = settled.flatMap(({ payment_id, answer }): Plain[] => {
      const payment = payments.get(payment_id)
      return payment && answer.fee !== null && isPlain(payment, answer) ? [{ ...payment, answer, fee: answer.fee, on: dayOf(answer.paid_at ?? act.now, time_zone) }] : []
    })
    if (plain.length > 0) await settlePlain(tx, plain, act)
    const done = new Set(plain.map(({ id }) => id))
    for (const one of settled) if (!done.has(one.payment_id)) await settle(tx, one, act)
  })
}

/** A charge of what was kept, of a pledge that goes on: it was the only one for its due, and has come as it was asked for. */
function isPlain(payment: Locked, answer: Payment): boolean {
  return answer.state === 'paid' && (payment.state === 'asked' || payment.state === 'open') && payment.customer !== null && payment.fee === null && payment.due_state === 'in_flight' && payment.pledge_state === 'active'
    && answer.amount === payment.amount && answer.currency === payment.currency && answer.refunds.length === 0 && answer.disputes.length === 0
}

async function settlePlain(tx: Db, plain: readonly Plain[], { now }: Act) {
  await updateProviderPaymentsPaid(tx, plain.map(({ id, fee, answer: { foreign_id, checkout_id } }) => ({ id, foreign_id, checkout_id, fee })), now)
  await book(tx, plain.flatMap(({ id, due_id, provider, amount, currency, rhythm, on, fee }): Entry[] => [
    { kind: 'charge_paid', source: id, due_id, booked_on: on, postings: move({ from: incomeOf(rhythm), to: provider, amount, currency }) },
    ...(fee > 0 ? [{ kind: 'charge_fee' as const, source: id, due_id, booked_on: on, postings: move({ from: provider, to: 'provider_fees', amount: fee, currency }) }] : []),
  ]), now)
  await duesPaid(tx, plain.map(({ due_id, on }) => ({ due_id, on })))
}
