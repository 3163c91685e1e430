// What supporters change of what they give: amount, rhythm, account, way to pay, a pause. All of it holds from the next due
// on. Debits that were planned otherwise are dropped, so that notice of the new ones is given anew.
import { paper } from '../articles/reads/paper.ts'
import { atomically, type Db, type Reads } from '../base/db/db.ts'
import type { Act } from '../base/db/journal.ts'
import type { Safe } from '../base/safe/safe.ts'
import { dayOf } from '../base/time.ts'
import { endMandate, signMandate, type AccountTyped } from './mandate.ts'
import { change } from './pledge.ts'
import { mandateById, pledgesOfMandate } from './reads/mandates.ts'
import { openDuesOf, pledgeById, pledgesToResume, type Pledge } from './reads/pledges.ts'
import { addDays, addMonths, nextDueOn, type Rhythm } from './rhythm.ts'
import { dropOpenDues, replanOpenDues } from './writes/dues.ts'

/** When the next amount is due, as things stand: what is open already, else what falls due next. Null: none is. */
export async function nextOn(db: Reads, { id, next_due_on, ends_on }: Pick<Pledge, 'id' | 'next_due_on' | 'ends_on'>): Promise<string | null> {
  const [open] = await openDuesOf(db, id)
  const next = next_due_on !== null && (ends_on === null || next_due_on <= ends_on) ? next_due_on : null
  return open && (next === null || open.due_on < next) ? open.due_on : next
}

/** Whether anything of it can still be changed. */
export function isChangeable({ state }: Pick<Pledge, 'state'>): boolean {
  return state === 'active' || state === 'paused' || state === 'stopped'
}

/** Gives more or less, oftener or seldomer. Of a gift that has not come yet only the amount. The rhythm counts from the next due on. False where nothing can be changed any more. */
export function changeAmount(db: Db, { id, amount, rhythm }: { id: number; amount: number; rhythm: Rhythm }, act: Act): Promise<boolean> {
  return atomically(db, async (tx) => {
    const pledge = await pledgeById(tx, id, { lock: true })
    if (!pledge || !isChangeable(pledge) || (pledge.rhythm === 'once') !== (rhythm === 'once')) return false
    if (amount !== pledge.amount) {
      await change(tx, id, { act, kind: 'amount', when: () => true, to: { amount } })
      await replanOpenDues(tx, { pledge_id: id, amount })
    }
    if (rhythm !== pledge.rhythm) await change(tx, id, { act, kind: 'rhythm', when: () => true, to: { rhythm, ...(await counted(tx, pledge, rhythm)) } })
    return true
  })
}

/** A new rhythm counts from the next due: from what is open already, where something is. */
async function counted(tx: Db, pledge: Pledge, rhythm: Rhythm) {
  const [open] = await openDuesOf(tx, pledge.id)
  const from = open?.due_on ?? pledge.next_due_on
  if (!from) return {}
  return { began_on: from, next_due_on: pledge.next_due_on === null ? null : open ? nextDueOn({ rhythm, began_on: from }, from) : from }
}

/** Lets nothing fall due before a day (YYYY-MM-DD). A pause that there is already gets a new end. */
export function pausePledge(db: Db, { id, until }: { id: number; until: string }, act: Act): Promise<boolean> {
  return atomically(db, async (tx) => {
    const pledge = await pledgeById(tx, id, { lock: true })
    if (!pledge || !canPause(pledge)) return false
    const next_due_on = dueFrom(pledge, until)
    await change(tx, id, { act, kind: 'paused', when: () => true, to: { state: 'paused', paused_until: until, pause_end_told_at: null, next_due_on: endsBefore(pledge, next_due_on) ? null : next_due_on } })
    await dropOpenDues(tx, { pledge_id: id, until: addDays(until, -1) })
    return true
  })
}

/** What comes again and again, and is not stopped. */
export function canPause({ state, rhythm }: Pick<Pledge, 'state' | 'rhythm'>): boolean {
  return (state === 'active' || state === 'paused') && rhythm !== 'once'
}

/** A pause may last until a day after today and within a year. */
export function pauseRefusal(until: string, today: string): 'soon' | 'late' | null {
  return until <= today ? 'soon' : until > addMonths(today, 12) ? 'late' : null
}

/** Goes on: after a pause, or after it was stopped. What fell due meanwhile is not asked for. False where nothing could be debited: it needs another account first. */
export function resumePledge(db: Db, id: number, act: Act): Promise<boolean> {
  return atomically(db, async (tx) => {
    const pledge = await pledgeById(tx, id, { lock: true })
    if (!pledge || (pledge.state !== 'paused' && pledge.state !== 'stopped')) return false
    if (pledge.state === 'stopped' && !canGoOn({ ...pledge, mandate_state: pledge.mandate_id === null ? null : (await mandateById(tx, pledge.mandate_id))?.state ?? null })) return false
    return goOn(tx, pledge, act)
  })
}

/** Whether what was stopped can go on the way it goes. */
export function canGoOn({ way, mandate_state }: Pick<Pledge, 'way'> & { mandate_state: string | null }): boolean {
  return way !== 'debit' || mandate_state === 'active'
}

async function goOn(tx: Db, pledge: Pledge, act: Act): Promise<boolean> {
  const today = dayOf(act.now, (await paper(tx)).time_zone)
  const next_due_on = pledge.rhythm === 'once' ? today : dueFrom(pledge, today)
  const to = { state: 'active', stopped_why: null, paused_until: null, next_due_on: endsBefore(pledge, next_due_on) ? null : next_due_on } as const
  return change(tx, pledge.id, { act, kind: 'resumed', when: () => true, to })
}

/** The first day of its rhythm that is not before another. */
function dueFrom({ rhythm, began_on }: Pick<Pledge, 'rhythm' | 'began_on'>, day: string): string | null {
  if (began_on === null || began_on >= day) return began_on ?? day
  return nextDueOn({ rhythm, began_on }, addDays(day, -1))
}
function endsBefore({ ends_on }: Pick<Pledge, 'ends_on'>, day: string | null): boolean {
  return ends_on !== null && day !== null && ends_on < day
}

/** From now on by debit of this account, whatever it was before: a new mandate. What was stopped goes on. Throws where `accountRefusals` has something to say. */
export function changeAccount(db: Db, { id, language, account }: { id: number; language: string; account: AccountTyped }, { safe, ...act }: Act & { safe: Safe }): Promise<boolean> {
  return atomically(db, async (tx) => {
    const pledge = await pledgeById(tx, id, { lock: true })
    if (!pledge || !isChangeable(pledge)) return false
    const { supporter_id, rhythm } = pledge
    const mandate = await signMandate(tx, { ...account, supporter_id, rhythm, language }, { ...act, safe })
    await change(tx, id, { act, kind: pledge.way === 'debit' ? 'account' : 'way', when: () => true, to: { way: 'debit', mandate_id: mandate.id, provider: null, provider_customer: null, provider_method: null } })
    await leaveWay(tx, pledge, act)
    return true
  })
}

/** From now on the supporter transfers it themselves. What was stopped goes on. */
export function changeToTransfer(db: Db, id: number, act: Act): Promise<boolean> {
  return atomically(db, async (tx) => {
    const pledge = await pledgeById(tx, id, { lock: true })
    if (!pledge || !isChangeable(pledge) || pledge.way === 'transfer') return false
    await change(tx, id, { act, kind: 'way', when: () => true, to: { way: 'transfer', mandate_id: null, provider: null, provider_customer: null, provider_method: null } })
    await leaveWay(tx, pledge, act)
    return true
  })
}

/** From now on by what is kept at a provider. What is on its way still comes the former way; what was stopped goes on. */
export function changeToProvider(db: Db, { id, provider, customer, method }: { id: number; provider: 'stripe' | 'mollie'; customer: string; method: string }, act: Act): Promise<boolean> {
  return atomically(db, async (tx) => {
    const pledge = await pledgeById(tx, id, { lock: true })
    if (!pledge || !isChangeable(pledge)) return false
    const to = { way: 'provider', mandate_id: null, provider, provider_customer: customer, provider_method: method } as const
    await change(tx, id, { act, kind: pledge.way === 'provider' ? 'account' : 'way', when: () => true, to })
    await leaveWay(tx, pledge, act)
    return true
  })
}

/** What was planned the former way is planned anew, and a mandate by which nothing is given any more is over. */
async function leaveWay(tx: Db, pledge: Pledge, act: Act) {
  const { id, amount, mandate_id } = pledge
  await replanOpenDues(tx, { pledge_id: id, amount })
  if (mandate_id !== null && (await pledgesOfMandate(tx, mandate_id)).length === 0) await endMandate(tx, { id: mandate_id, state: 'revoked' }, act)
  if (pledge.state === 'stopped') await goOn(tx, pledge, act)
}

/** Lets pauses end whose day has come. Returns how many. */
export async function resumeWhatIsDue(db: Db, { now }: Pick<Act, 'now'>): Promise<number> {
  const today = dayOf(now, (await paper(db)).time_zone)
  let resumed = 0
  for (;;) {
    const some = await atomically(db, async (tx) => {
      const pledges = await pledgesToResume(tx, { today, limit: 500 })
      for (const { id } of pledges) await resumePledge(tx, id, { by: 'schedule', now })
      return pledges.length
    })
    resumed += some
    if (some === 0) return resumed
  }
}
