// A pledge is what somebody undertook to give, again and again; one with the rhythm `once` is a gift. Its amounts fall due
// as dues (due.ts). Every change of it is kept with the state after it, so that any past day can be counted.
import { paper } from '../articles/reads/paper.ts'
import { atomically, type Db } from '../base/db/db.ts'
import type { Act } from '../base/db/journal.ts'
import { dayOf } from '../base/time.ts'
import { newReference } from './reference.ts'
import { pledgeById, type Pledge } from './reads/pledges.ts'
import { addDays, nextDueOn, type Rhythm } from './rhythm.ts'
import { supporterFor, type Person } from './supporter.ts'
import { dropOpenDues, insertDue } from './writes/dues.ts'
import { insertPledge, insertPledgeChange, updatePledge, type PledgeChange } from './writes/pledges.ts'

export const ways = ['debit', 'transfer', 'provider', 'hand'] as const
export type Way = (typeof ways)[number]

export interface Undertaking {
  supporter: Person | { id: number }
  amount: number
  currency: string
  rhythm: Rhythm
  way: Way
  mandate_id?: number | null
  provider?: 'stripe' | 'mollie' | null
  campaign_id?: number | null
  /** As what the button said it was: a gift unless it says an order. Only what was ordered is ever owed. */
  agreed_as?: 'gift' | 'order'
  /** When its first amount is due, YYYY-MM-DD in the paper's zone. */
  first_due_on: string
  /** Begun: nothing is promised before a payment provider has said yes; see `confirmPledge`. */
  state?: 'begun' | 'active'
}

/** Takes a pledge or gift down with its first due. */
export function undertake(db: Db, { supporter, first_due_on, state = 'active', ...undertaking }: Undertaking, { by, now }: Act) {
  return atomically(db, async (tx) => {
    const supporter_id = 'id' in supporter ? supporter.id : (await supporterFor(tx, supporter, now)).id
    const { amount, currency, rhythm } = undertaking
    const next_due_on = nextDueOn({ rhythm, began_on: first_due_on }, first_due_on)
    const pledge = await insertPledge(tx, { ...undertaking, supporter_id, reference: newReference(), state, created_at: now, began_on: first_due_on, next_due_on })
    const due_id = await insertDue(tx, { pledge_id: pledge.id, due_on: first_due_on, amount, currency })
    await insertPledgeChange(tx, { pledge_id: pledge.id, kind: 'given', actor: by, amount, rhythm, way: undertaking.way, happened_at: now })
    return { pledge_id: pledge.id, reference: pledge.reference, supporter_id, due_id: due_id ?? fail() }
  })
}

/** The provider, or the reader, has said yes. */
export function confirmPledge(db: Db, id: number, act: Act) {
  return change(db, id, { act, kind: 'confirmed', when: (pledge) => pledge.state === 'begun', to: { state: 'active' } })
}

/** No more falls due until the supporter says how to go on; what is due and has not been sent is dropped, unless it is owed. */
export function stopPledge(db: Db, { id, why }: { id: number; why: NonNullable<Pledge['stopped_why']> }, act: Act) {
  return change(db, id, { act, kind: 'stopped', when: ({ state }) => state === 'active' || state === 'paused', to: { state: 'stopped', stopped_why: why, paused_until: null, next_due_on: null } })
}

/** It is over: nothing falls due any more. What is on its way to the bank arrives and counts. How somebody leaves: ending.ts. */
export function endPledge(db: Db, { id, why, ends_on }: { id: number; why: NonNullable<Pledge['ended_why']>; ends_on: string }, act: Act) {
  const kind = why === 'cancelled' || why === 'withdrawn' ? why : 'ended'
  return change(db, id, { act, kind, when: ({ state }) => state !== 'ended', to: { state: 'ended', ended_why: why, ends_on, stopped_why: null, paused_until: null, next_due_on: null } })
}

interface Change { act: Act; kind: PledgeChange['kind']; when: (pledge: Pledge) => boolean; to: Parameters<typeof updatePledge>[1]['to'] }

/** Takes a step if the pledge is in a state from which that leads anywhere; false otherwise. Also for what its supporter changes; see changing.ts. */
export function change(db: Db, id: number, { act: { by, now }, kind, when, to }: Change): Promise<boolean> {
  return atomically(db, async (tx) => {
    const pledge = await pledgeById(tx, id, { lock: true })
    if (!pledge || !when(pledge)) return false
    await updatePledge(tx, { id, to })
    if (to.state === 'ended') await dropOpenDues(tx, { pledge_id: id })
    if (to.state === 'stopped') await dropOpenDues(tx, { pledge_id: id, ...(staysOwed(pledge, to.stopped_why) ? { from: addDays(dayOf(now, (await paper(tx)).time_zone), 1) } : {}) })
    await insertPledgeChange(tx, { pledge_id: id, kind, actor: by, amount: to.amount ?? pledge.amount, rhythm: to.rhythm ?? pledge.rhythm, way: to.way ?? pledge.way, happened_at: now })
    return true
  })
}

/** What was ordered, and was due already, is owed although nothing more falls due; a gift never is. */
function staysOwed({ agreed_as }: Pledge, why: Pledge['stopped_why'] | undefined): boolean {
  return agreed_as === 'order' && (why === 'unpaid' || why === 'account')
}

function fail(): never {
  throw new Error('a new pledge has no due')
}
