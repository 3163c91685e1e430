// The ways out of a pledge. Cancelling ends it before its next amount is due, or on a day that was asked for; for good cause
// at once. Withdrawing, within fourteen days of the contract (§ 355 BGB), undoes it: what came goes back.
import { paper } from '../articles/reads/paper.ts'
import { atomically, type Db } from '../base/db/db.ts'
import type { Act } from '../base/db/journal.ts'
import { dayOf, noonOf } from '../base/time.ts'
import { change, endPledge } from './pledge.ts'
import { agreedAt, duesOf, openDuesOf, pledgeById, pledgesToEnd, type Pledge } from './reads/pledges.ts'
import { refundDue } from './refund.ts'
import { addDays } from './rhythm.ts'
import { dropOpenDues } from './writes/dues.ts'

export type Manner = 'ordinary' | 'extraordinary'

/** ended: it is over, `ends_on` is its last day; ending: on that day; before: it was over already; late: the days of withdrawal are over, and it goes on. */
export interface Ending { pledge_id: number; outcome: 'ended' | 'ending' | 'before' | 'late'; ends_on: string | null }

/** Cancels a pledge or gift. `wanted_on`: the last day it is to hold, YYYY-MM-DD; null, and any day before the earliest, is the earliest. */
export function cancelPledge(db: Db, { id, manner, wanted_on }: { id: number; manner: Manner; wanted_on: string | null }, act: Act): Promise<Ending> {
  return atomically(db, async (tx) => {
    const pledge = await locked(tx, id)
    if (pledge.state === 'ended') return { pledge_id: id, outcome: 'before', ends_on: pledge.ends_on }
    const earliest = await earliestEnd(tx, pledge, { manner, now: act.now })
    const ends_on = wanted_on !== null && wanted_on > earliest ? wanted_on : earliest
    // What was cancelled for a later day may be cancelled for an earlier one, never for one later still.
    if (pledge.cancelled_at && pledge.ends_on !== null && pledge.ends_on <= ends_on) return { pledge_id: id, outcome: 'ending', ends_on: pledge.ends_on }
    const next_due_on = pledge.next_due_on !== null && pledge.next_due_on <= ends_on ? pledge.next_due_on : null
    const hasMoreToCome = ends_on > earliest && (next_due_on !== null || (await openDuesOf(tx, id)).some(({ due_on }) => due_on <= ends_on))
    if (!hasMoreToCome) {
      await change(tx, id, { act, kind: 'cancelled', when: () => true, to: { ...over, ended_why: 'cancelled', ends_on, cancelled_at: act.now } })
      return { pledge_id: id, outcome: 'ended', ends_on }
    }
    await dropOpenDues(tx, { pledge_id: id, from: addDays(ends_on, 1) })
    await change(tx, id, { act, kind: 'ending', when: () => true, to: { cancelled_at: act.now, ends_on, next_due_on } })
    return { pledge_id: id, outcome: 'ending', ends_on }
  })
}

/** The earliest day on which it can end: the one before the next amount is due. For good cause, and where nothing more is due: today. */
async function earliestEnd(tx: Db, { id, state, next_due_on }: Pledge, { manner, now }: { manner: Manner; now: Date }): Promise<string> {
  const today = dayOf(now, (await paper(tx)).time_zone)
  const [open] = await openDuesOf(tx, id)
  const [next] = [open?.due_on, next_due_on].filter((day) => day !== undefined && day !== null).sort()
  const before = manner === 'ordinary' && state === 'active' && next ? addDays(next, -1) : today
  return before > today ? before : today
}

const over = { state: 'ended', stopped_why: null, paused_until: null, next_due_on: null } as const

export interface Withdrawing extends Ending {
  /** Of each currency, what goes back or will, minor units. */
  back: { amount: number; currency: string }[]
  /** The last day on which it can be withdrawn from. */
  until: string
}

/**
 * Withdraws from a pledge or gift, one that is over as well: nothing more is taken, and all that came goes back. Once the days for it
 * are over nothing happens. What counts is when it was declared, not when somebody looked at it.
 */
export function withdrawPledge(db: Db, { id, declared_at }: { id: number; declared_at: Date }, act: Act): Promise<Withdrawing> {
  return atomically(db, async (tx) => {
    const pledge = await locked(tx, id)
    const { time_zone } = await paper(tx)
    const until = withdrawalEndsOn(dayOf(await agreedAt(tx, pledge), time_zone))
    const untouched = { pledge_id: id, ends_on: pledge.ends_on, back: [], until }
    if (pledge.ended_why === 'withdrawn') return { ...untouched, outcome: 'before' }
    if (dayOf(declared_at, time_zone) > until) return { ...untouched, outcome: pledge.state === 'ended' ? 'before' : 'late' }
    const back: Withdrawing['back'] = []
    for (const { id: due_id } of await duesOf(tx, [id])) {
      const { how, amount, currency } = await refundDue(tx, { due_id, why: 'withdrawn' }, act)
      if (how === 'provider' || how === 'bank' || how === 'waiting') back.push({ amount, currency })
    }
    const ends_on = dayOf(act.now, time_zone)
    await change(tx, id, { act, kind: 'withdrawn', when: () => true, to: { ...over, ended_why: 'withdrawn', ends_on, cancelled_at: act.now } })
    return { pledge_id: id, outcome: 'ended', ends_on, back, until }
  })
}

/** The last day on which a contract of a day can be withdrawn from: the fourteenth after it, or the next Monday where that is a weekend's (§ 193 BGB). */
export function withdrawalEndsOn(agreed_on: string): string {
  const last = addDays(agreed_on, 14)
  const weekday = noonOf(last).getUTCDay()
  return weekday === 6 ? addDays(last, 2) : weekday === 0 ? addDays(last, 1) : last
}

/** Ends what was cancelled for a day that is over. Returns how many. */
export async function endWhatIsOver(db: Db, { now }: Pick<Act, 'now'>): Promise<number> {
  const today = dayOf(now, (await paper(db)).time_zone)
  let ended = 0
  for (;;) {
    const some = await pledgesToEnd(db, { today, limit: 500 })
    for (const { id, ends_on } of some) await endPledge(db, { id, why: 'cancelled', ends_on: ends_on ?? today }, { by: 'schedule', now })
    ended += some.length
    if (some.length === 0) return ended
  }
}

async function locked(tx: Db, id: number): Promise<Pledge> {
  const pledge = await pledgeById(tx, id, { lock: true })
  if (!pledge) throw new Error(`there is no pledge ${id}`)
  return pledge
}
