// What is owed and came back is debited once more, because its debtor says so on their own side: by the account that the pledge
// has now, and told before, as every debit is.
import { paper } from '../articles/reads/paper.ts'
import { atomically, type Db, type Reads } from '../base/db/db.ts'
import type { Act } from '../base/db/journal.ts'
import { enqueue } from '../base/jobs/enqueue.ts'
import { dayOf } from '../base/time.ts'
import { resumePledge } from './changing.ts'
import { openItemsOf, type OpenItem } from './reads/dunning.ts'
import { pledgeById } from './reads/pledges.ts'
import { updateDueWaiting } from './writes/debits.ts'

/** What of a pledge can be debited again; nothing where it has no account for it, or nothing is owed. */
export async function debitableAgain(db: Reads, pledge_id: number, now: Date): Promise<OpenItem[]> {
  const zone = (await paper(db)).time_zone
  const items = await openItemsOf(db, pledge_id, { today: dayOf(now, zone), zone })
  return items.filter(({ agreed_as, way, mandate_state, is_disputed }) => agreed_as === 'order' && way === 'debit' && mandate_state === 'active' && !is_disputed)
}

/** Has them planned from today on; what rested goes on. False where there is nothing (any more). */
export function debitOwedAgain(db: Db, pledge_id: number, act: Act): Promise<boolean> {
  return atomically(db, async (tx) => {
    const pledge = await pledgeById(tx, pledge_id, { lock: true })
    const items = pledge ? await debitableAgain(tx, pledge_id, act.now) : []
    if (!pledge || items.length === 0) return false
    const again_on = dayOf(act.now, (await paper(tx)).time_zone)
    for (const { due_id } of items) await updateDueWaiting(tx, { due_id, again_on })
    if (pledge.state === 'stopped') await resumePledge(tx, pledge_id, act)
    // Its notice goes out at once, not with the next hour.
    await enqueue(tx, 'make-dues', {})
    return true
  })
}
