// A mandate lapses when nothing was debited under it for 36 months (SEPA core rulebook, 4.1): after that a bank refuses it.
import { atomically, type Db } from '../base/db/db.ts'
import { record, type Act } from '../base/db/journal.ts'
import { endMandate } from './mandate.ts'
import { stopPledge } from './pledge.ts'
import { mandatesUnusedSince, pledgesOfMandate } from './reads/mandates.ts'
import { addMonths } from './rhythm.ts'

const months = 36
const atOnce = 200

/** `today`: YYYY-MM-DD. Pledges that would give by such a mandate wait for a new one. Returns how many lapsed. */
export async function lapseMandates(db: Db, { today }: { today: string }, act: Act): Promise<number> {
  const day = addMonths(today, -months)
  let lapsed = 0
  for (;;) {
    const mandates = await mandatesUnusedSince(db, { day, limit: atOnce })
    for (const { id } of mandates) if (await lapse(db, id, act)) lapsed++
    if (mandates.length < atOnce) return lapsed
  }
}

function lapse(db: Db, id: number, act: Act): Promise<boolean> {
  return atomically(db, async (tx) => {
    for (const pledge of await pledgesOfMandate(tx, id)) await stopPledge(tx, { id: pledge.id, why: 'account' }, act)
    if (!(await endMandate(tx, { id, state: 'lapsed' }, act))) return false
    await record(tx, { what: 'mandate lapsed', subject: `mandate:${id}`, ...act })
    return true
  })
}
