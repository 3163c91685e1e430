// A due is an amount that is to come, of a pledge and a day. Whatever brings it (a debit, a transfer, a charge, cash) names its
// due and books its entry in the same transaction, so that none comes twice and none is lost.
import { atomically, type Db } from '../base/db/db.ts'
import { enqueueAll } from '../base/jobs/enqueue.ts'
import type { Account } from './ledger.ts'
import type { Way } from './pledge.ts'
import { certifiedDues } from './reads/certificates.ts'
import { pledgesDue } from './reads/pledges.ts'
import { duesWithWaitingRefund } from './reads/providers.ts'
import { nextDueOn, type Rhythm } from './rhythm.ts'
import { finishGifts, insertDues, updateDuesPaid, updateDuesTakenBack } from './writes/dues.ts'
import { dropWaitingRefunds } from './writes/providers.ts'
import { advancePledges } from './writes/transfers.ts'

/** The account that what a pledge or gift brings is income of. */
export function incomeOf(rhythm: Rhythm): Account {
  return rhythm === 'once' ? 'gifts' : 'pledges'
}

const duesAtOnce = 1_000

/** Makes the dues of all pledges, or of those of one way, that fall due up to a day (YYYY-MM-DD), some at a time. Returns how many. */
export async function makeDues(db: Db, until: string, { way }: { way?: Way } = {}): Promise<number> {
  let made = 0
  for (;;) {
    const some = await atomically(db, async (tx) => {
      const pledges = await pledgesDue(tx, { until, limit: duesAtOnce, way })
      const due = pledges.flatMap(({ id, amount, currency, rhythm, began_on, next_due_on: due_on }) => (
        due_on === null || began_on === null ? [] : [{ id, pledge_id: id, due_on, amount, currency, next_due_on: nextDueOn({ rhythm, began_on }, due_on) }]))
      await insertDues(tx, due)
      await advancePledges(tx, due)
      const isDueAgain = due.some(({ next_due_on }) => next_due_on !== null && next_due_on <= until)
      return { count: pledges.length, isDone: pledges.length < duesAtOnce && !isDueAgain }
    })
    made += some.count
    if (some.isDone) return made
  }
}

/** The money has come: called by whoever books it, once for each due. Thanks follow by job, unless it had come before. What waits to be given back is given back. */
export async function duesPaid(tx: Db, dues: readonly { due_id: number; on: string }[], { thanks = true } = {}) {
  const ids = await updateDuesPaid(tx, dues)
  await finishGifts(tx, ids)
  if (thanks) await enqueueAll(tx, 'thank-supporter', ids.map((due_id) => ({ due_id })))
  await enqueueAll(tx, 'refund-due', (await duesWithWaitingRefund(tx, ids)).map((due_id) => ({ due_id })))
}

/** It was taken back: by the bank or its owner (returned), or given back by us (refunded). A certificate of it no longer counts. */
export async function duesTakenBack(tx: Db, dues: readonly number[], state: 'returned' | 'refunded') {
  await updateDuesTakenBack(tx, dues, state)
  await dropWaitingRefunds(tx, dues)
  await enqueueAll(tx, 'recall-certificates', (await certifiedDues(tx, dues)).map((due_id) => ({ due_id })))
}
