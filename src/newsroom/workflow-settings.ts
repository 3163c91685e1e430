// Which steps a paper uses is its own to say; their order is not.
import { atomically, type Db } from '../base/db/db.ts'
import { record, type Act } from '../base/db/journal.ts'
import { askable, optional, type Optional, type Use } from './stage.ts'
import { upsertStep } from './writes/workflow.ts'

/** Sets what is said of each step; what is said of it that it cannot be is as if nothing had been said. */
export function setSteps(db: Db, said: (step: Optional) => string, { by, now }: Act): Promise<void> {
  return atomically(db, async (tx) => {
    for (const stage of optional) {
      const used = (['no', 'yes', 'must'] as const satisfies readonly Use[]).find((one) => one === said(stage))
      if (used && (used !== 'must' || askable.some((one) => one === stage))) await upsertStep(tx, { stage, used })
    }
    await record(tx, { by, what: 'steps of the workflow set', subject: 'paper', now })
  })
}
