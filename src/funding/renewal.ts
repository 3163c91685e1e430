// A stopped pledge goes on by a new payment on the provider's page: what is paid there is its due of today, and the card it is
// paid with is kept in place of the one that failed.
import { paper } from '../articles/reads/paper.ts'
import { atomically, type Db } from '../base/db/db.ts'
import { dayOf } from '../base/time.ts'
import { pledgeById, type Pledge } from './reads/pledges.ts'
import { openDueOf } from './reads/providers.ts'
import { addDays } from './rhythm.ts'
import { insertDue } from './writes/dues.ts'

export function canRenew({ state, way }: Pick<Pledge, 'state' | 'way'>): boolean {
  return state === 'stopped' && way === 'provider'
}

/** The due for `startCheckout`; undefined where the pledge is not stopped, or goes another way. Asked again it is the same one until it is paid. */
export function renewalDue(db: Db, pledge_id: number, { now }: { now: Date }): Promise<number | undefined> {
  return atomically(db, async (tx) => {
    const pledge = await pledgeById(tx, pledge_id, { lock: true })
    if (!pledge || !canRenew(pledge)) return undefined
    const open = await openDueOf(tx, pledge_id)
    if (open !== undefined) return open
    const { amount, currency } = pledge
    // Days on which something was due already are passed over.
    for (let due_on = dayOf(now, (await paper(tx)).time_zone); ; due_on = addDays(due_on, 1)) {
      const due_id = await insertDue(tx, { pledge_id, due_on, amount, currency })
      if (due_id !== undefined) return due_id
    }
  })
}
