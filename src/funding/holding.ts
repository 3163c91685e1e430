// What staff decide about letters: hold them for a pledge, let them go on, send the next one now, pass it over, or let go of what
// is missing. Each is journalled; each looks again under the lock of the pledge.
import { atomically, type Db } from '../base/db/db.ts'
import { record } from '../base/db/journal.ts'
import type { Reader } from '../people/session.ts'
import type { Waiting } from './dunning.ts'
import type { Here } from './personal-link.ts'
import { endPledge } from './pledge.ts'
import { openItemsOf } from './reads/dunning.ts'
import { pledgeById } from './reads/pledges.ts'
import { dunningAround, takeStep } from './reminding.ts'
import { deleteDunningHold, dropMissingDues, insertDunningHold } from './writes/dunning.ts'

type Doing = Here & { by: Reader }

/** Nothing more is written about a pledge until somebody lets it go on. */
export function holdLetters(db: Db, { pledge_id, note }: { pledge_id: number; note: string }, { by, now }: Doing): Promise<boolean> {
  return atomically(db, async (tx) => {
    if (!(await pledgeById(tx, pledge_id, { lock: true }))) return false
    await insertDunningHold(tx, { pledge_id, note, held_by: by.id, held_at: now })
    await record(tx, { what: 'letters held', subject: `pledge:${pledge_id}`, by: `staff:${by.id}`, now })
    return true
  })
}

export function letLettersGoOn(db: Db, pledge_id: number, { by, now }: Doing): Promise<boolean> {
  return atomically(db, async (tx) => {
    if (!(await deleteDunningHold(tx, pledge_id))) return false
    await record(tx, { what: 'letters go on', subject: `pledge:${pledge_id}`, by: `staff:${by.id}`, now })
    return true
  })
}

/** Whoever sends or passes over may know what the program does not: what came, what a reason means, that a letter was posted. */
const sendable: readonly (Waiting | null)[] = [null, 'statement', 'decide']
const skippable: readonly (Waiting | null)[] = [...sendable, 'no_mail']

export function canSend({ step, waiting }: { step: string | null; waiting: Waiting | null }): boolean {
  return step !== null && step !== 'over' && sendable.includes(waiting)
}
export function canSkip({ step, waiting }: { step: string | null; waiting: Waiting | null }): boolean {
  return step !== null && step !== 'over' && skippable.includes(waiting)
}

/** Sends the next letter today, or passes it over, as where it was posted on paper. False where there is none to send. */
export function sendOrSkip(db: Db, { pledge_id, skipped }: { pledge_id: number; skipped: boolean }, { by, ...here }: Doing): Promise<boolean> {
  return atomically(db, async (tx) => {
    const around = await dunningAround(tx, here.now)
    const actor = `staff:${by.id}`
    const step = await takeStep(tx, { pledge_id, around, when: skipped ? canSkip : canSend, skipped }, { by: actor, ...here })
    if (step === null) return false
    await record(tx, { what: skipped ? 'letter passed over' : 'letter sent by hand', subject: `pledge:${pledge_id}`, by: actor, now: here.now })
    return true
  })
}

/** What is missing of a pledge is asked for no more, whether it was owed or not; a gift that never came is over. */
export function letGoOfMissing(db: Db, pledge_id: number, { by, now }: Doing): Promise<boolean> {
  return atomically(db, async (tx) => {
    const pledge = await pledgeById(tx, pledge_id, { lock: true })
    const { today, zone } = await dunningAround(tx, now)
    const items = pledge ? await openItemsOf(tx, pledge_id, { today, zone }) : []
    const act = { by: `staff:${by.id}`, now }
    if (!pledge || (await dropMissingDues(tx, items.map(({ due_id }) => due_id))) === 0) return false
    if (pledge.rhythm === 'once') await endPledge(tx, { id: pledge_id, why: 'unpaid', ends_on: today }, act)
    await record(tx, { what: 'missing money let go', subject: `pledge:${pledge_id}`, ...act })
    return true
  })
}
