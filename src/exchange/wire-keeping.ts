// For how long wires are kept is the paper's to say: contracts with agencies often say it, too.
import { atomically, type Db } from '../base/db/db.ts'
import { record, type Act } from '../base/db/journal.ts'
import { updateWireSettings } from './writes/wires.ts'

export function saveKeeping(db: Db, settings: { keep_days: number; keep_dismissed_days: number }, { by, now }: Act): Promise<void> {
  return atomically(db, async (tx) => {
    await updateWireSettings(tx, settings)
    await record(tx, { by, now, what: 'keeping of wires changed', subject: 'paper' })
  })
}
