// A debit is the order to a bank to take a due from its debtor's account. It is planned, told to its debtor, sent in a file,
// and answered: settled, rejected before anything was booked, or returned after. For eight weeks, and where nobody had agreed
// to it for thirteen months, it may come back: none is ever called final.
import { paper } from '../articles/reads/paper.ts'
import { atomically, type Db } from '../base/db/db.ts'
import { record, type Act } from '../base/db/journal.ts'
import { enqueue } from '../base/jobs/enqueue.ts'
import { dayOf } from '../base/time.ts'
import { duesPaid, duesTakenBack, incomeOf } from './due.ts'
import { book, isNew, move, type Entry } from './ledger.ts'
import { endMandate } from './mandate.ts'
import { stopPledge } from './pledge.ts'
import { answeredDebits, type AnsweredDebit } from './reads/debits.ts'
import { fundingSettings, type FundingSettings } from './reads/settings.ts'
import { dropOwedRefunds } from './refund.ts'
import { consequenceOf } from './return-reason.ts'
import { addDays } from './rhythm.ts'
import { insertDebitsAgain, reopenDues, updateDebitsEnded, updateDebitsSettled, updateDueAgain, updateDueWaiting } from './writes/debits.ts'

/** What a bank says of a debit: on which day it was booked (YYYY-MM-DD), and by which line of a statement, where one shows it. */
export interface Answer { debit_id: number; on: string; line_id?: number | null }
/** `reason_code` as the bank gives it: AM04 and so on; empty where it gives none. */
export interface Refusal extends Answer { reason_code: string }

/**
 * The bank has booked debits: their money is there, their dues are paid. Returns the numbers of those of which that was new. One
 * that was rejected, or never sent, is not settled by this: such a line belongs to no debit. In the caller's transaction.
 */
export async function debitsSettled(tx: Db, settled: readonly Answer[], { now }: Pick<Act, 'now'>): Promise<number[]> {
  const debits = byId(await answeredDebits(tx, settled.map(({ debit_id }) => debit_id)))
  const waiting = settled.flatMap((one) => {
    const debit = debits.get(one.debit_id)
    return debit && (debit.state === 'sent' || debit.state === 'returned') && debit.settled_on === null ? [{ ...one, debit }] : []
  })
  const fresh = await newlyBooked(tx, waiting, { kind: 'debit_settled', now, postings: (debit) => [...landed(debit), ...move({ ...amountOf(debit), from: incomeOf(debit.rhythm), to: 'bank' })] })
  if (fresh.length === 0) return []
  await updateDebitsSettled(tx, fresh)
  // What came back before it was told to have come is not paid.
  await duesPaid(tx, fresh.flatMap(({ debit, on }) => (debit.state === 'sent' ? [{ due_id: debit.due_id, on }] : [])))
  return fresh.map(({ debit_id }) => debit_id)
}

/**
 * Debits came back after they were booked, by their bank or their owner, whether or not we have been told yet that they were. The
 * ledger takes their money back, and what is to happen follows from the reason. A fee of the bank is its own entry, and the caller's.
 */
export async function debitsReturned(tx: Db, returned: readonly Refusal[], act: Act): Promise<number[]> {
  const debits = byId(await answeredDebits(tx, returned.map(({ debit_id }) => debit_id)))
  const standing = returned.flatMap((one) => {
    const debit = debits.get(one.debit_id)
    return debit && (debit.state === 'sent' || debit.state === 'settled') ? [{ ...one, debit }] : []
  })
  const fresh = await newlyBooked(tx, standing, { kind: 'debit_returned', now: act.now, postings: (debit) => move({ ...amountOf(debit), from: 'bank', to: incomeOf(debit.rhythm) }) })
  if (fresh.length === 0) return []
  await updateDebitsEnded(tx, fresh, 'returned')
  await duesTakenBack(tx, fresh.filter((one) => !isGivenBack(one)).map(({ debit }) => debit.due_id), 'returned')
  // What was to be given back has gone back already.
  for (const { debit, on } of fresh.filter(isGivenBack)) await dropOwedRefunds(tx, { due_id: debit.due_id, on }, act)
  await takeConsequences(tx, fresh, act)
  return fresh.map(({ debit_id }) => debit_id)
}

/** The bank refused debits before it booked anything: they are no longer on their way, and what was due is due, or its pledge stops. */
export async function debitsRejected(tx: Db, rejected: readonly Refusal[], act: Act): Promise<number[]> {
  const debits = byId(await answeredDebits(tx, rejected.map(({ debit_id }) => debit_id)))
  const waiting = rejected.flatMap((one) => {
    const debit = debits.get(one.debit_id)
    return debit?.state === 'sent' ? [{ ...one, debit }] : []
  })
  const fresh = await newlyBooked(tx, waiting, { kind: 'debit_rejected', now: act.now, postings: landed })
  if (fresh.length === 0) return []
  await updateDebitsEnded(tx, fresh, 'rejected')
  await reopenDues(tx, fresh.map(({ debit }) => debit.due_id))
  await takeConsequences(tx, fresh, act)
  return fresh.map(({ debit_id }) => debit_id)
}

/** A file or batch was rejected as a whole, for what was wrong with it: its debits are planned again, under the notice they were told by. */
export async function debitsSentBack(tx: Db, rejected: readonly Refusal[], { now }: Pick<Act, 'now'>): Promise<number[]> {
  const debits = byId(await answeredDebits(tx, rejected.map(({ debit_id }) => debit_id)))
  const waiting = rejected.flatMap((one) => {
    const debit = debits.get(one.debit_id)
    return debit?.state === 'sent' ? [{ ...one, debit }] : []
  })
  const fresh = await newlyBooked(tx, waiting, { kind: 'debit_rejected', now, postings: landed })
  if (fresh.length === 0) return []
  await updateDebitsEnded(tx, fresh, 'rejected')
  await reopenDues(tx, fresh.map(({ debit }) => debit.due_id))
  const ids = fresh.map(({ debit_id }) => debit_id)
  await insertDebitsAgain(tx, ids)
  return ids
}

/** What came back is debited again from a day (YYYY-MM-DD) on, as staff choose; false where no day is left to choose. Its debtor is told before, as ever. */
export function debitAgain(db: Db, { due_id, again_on }: { due_id: number; again_on: string }, act: Act): Promise<boolean> {
  return atomically(db, async (tx) => {
    if (again_on < dayOf(act.now, (await paper(tx)).time_zone) || !(await updateDueWaiting(tx, { due_id, again_on }))) return false
    await record(tx, { what: 'debit planned again', subject: `due:${due_id}`, ...act })
    return true
  })
}

type Answered<A extends Answer> = A & { debit: AnsweredDebit }
interface Booking { kind: 'debit_settled' | 'debit_rejected' | 'debit_returned'; now: Date; postings: (debit: AnsweredDebit) => Entry['postings'] }

async function newlyBooked<A extends Answer>(tx: Db, answered: readonly Answered<A>[], { kind, now, postings }: Booking): Promise<Answered<A>[]> {
  const entries = answered.map(({ debit, on, line_id = null }) => ({ kind, source: debit.id, due_id: debit.due_id, line_id, booked_on: on, postings: postings(debit) }))
  const booked = await book(tx, entries, now)
  return answered.filter(({ debit_id }, n) => isNew(booked, { kind, source: debit_id }) && answered.findIndex((one) => one.debit_id === debit_id) === n)
}

/** Its due had been given back before the debit came back: nothing is due any more, and nobody is written to about it. */
function isGivenBack({ debit }: { debit: AnsweredDebit }): boolean {
  return debit.due_state === 'refunded'
}

/** A debit in flight resolves once. */
function landed(debit: AnsweredDebit) {
  return move({ ...amountOf(debit), from: 'in_flight', to: 'announced' })
}
function amountOf({ amount, currency }: AnsweredDebit) {
  return { amount, currency }
}
function byId(debits: readonly AnsweredDebit[]): Map<number, AnsweredDebit> {
  return new Map(debits.map((debit) => [debit.id, debit]))
}

async function takeConsequences(tx: Db, refused: readonly Answered<Refusal>[], act: Act) {
  const settings = await fundingSettings(tx)
  for (const one of refused) await takeConsequence(tx, one, { settings, act })
}

async function takeConsequence(tx: Db, { debit, reason_code, on }: Answered<Refusal>, { settings, act }: { settings: FundingSettings; act: Act }) {
  const consequence = consequenceOf(reason_code, { debits: debit.debits ?? 1, settings })
  const { due_id, mandate_id, pledge_id } = debit
  const isUsedUp = (debit.debits ?? 1) >= settings.debits_per_due
  const isOver = isGivenBack({ debit })
  const again_on = consequence === 'again' && !isOver && !isUsedUp && settings.again_after_days > 0 ? addDays(on, settings.again_after_days) : null
  await updateDueAgain(tx, { due_id, again_on })
  if (consequence === 'again' && isUsedUp && !isOver) await stopPledge(tx, { id: pledge_id, why: 'unpaid' }, act)
  if (consequence === 'account' || consequence === 'refused' || consequence === 'died') {
    await endMandate(tx, { id: mandate_id, state: 'stopped' }, act)
    await stopPledge(tx, { id: pledge_id, why: consequence }, act)
  }
  // Those who mourn are written to by a human, if at all.
  if (consequence !== 'died' && consequence !== 'hand' && !isOver) await enqueue(tx, 'tell-debit-back', { debit_id: debit.id })
}
