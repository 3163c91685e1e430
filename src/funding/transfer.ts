// A transfer is what somebody paid into the paper's account themselves. It pays what is due of its pledge, the oldest first, and
// what is due within a month where nothing is. What is over was given without having been due; what is less is a part of its due.
// A debit that was to bring what it pays, and is in no file yet, is dropped, and its debtor is told.
import type { Db } from '../base/db/db.ts'
import { enqueueAll } from '../base/jobs/enqueue.ts'
import { dropMailsBefore } from '../base/mail/mail.ts'
import { duesPaid, incomeOf } from './due.ts'
import { book, move, type Entry, type EntryKind } from './ledger.ts'
import type { Pledge } from './reads/pledges.ts'
import { openDuesOf, pledgesLocked, type OpenDue } from './reads/transfers.ts'
import { addMonths, nextDueOn } from './rhythm.ts'
import { advancePledges, dropDebitsToCome, insertDuesThatCame, reduceDues } from './writes/transfers.ts'

export interface Transfer {
  pledge_id: number
  /** Minor units of the pledge's currency, above zero. */
  amount: number
  /** The day it counts for, YYYY-MM-DD. */
  on: string
  line_id: number
  /** Out of which account: the bank's side of what is booked, or suspense, where it was until now. */
  to: 'bank' | 'suspense'
  kind: Extract<EntryKind, 'transfer_received' | 'suspense_resolved'>
  /** The entry's source; where it is shared out, `.2` and so on follow. */
  source: string
}

/** How an amount is shared out. `due`: one there is; `next`: the one that falls due next; `part`: of the first that is due; `more`: unasked. */
export type Share = { of: 'due'; due_id: number; amount: number } | { of: 'next'; due_on: string; amount: number } | { of: 'part'; due_id: number; amount: number } | { of: 'more'; amount: number }

interface Standing { pledge: Pick<Pledge, 'amount' | 'rhythm' | 'way' | 'state' | 'next_due_on' | 'agreed_as'>; /** The oldest first. */ open: readonly Omit<OpenDue, 'pledge_id' | 'state'>[] }

export function shares({ amount, on }: Pick<Transfer, 'amount' | 'on'>, { pledge, open: all_open }: Standing): Share[] {
  const all: Share[] = []
  // A debit that is to come later is not paid ahead: it has been announced, and its day is not there.
  const open = all_open.filter(({ isPlanned, due_on }) => !isPlanned || due_on <= on)
  let left = amount
  for (const due of open) {
    if (due.amount > left) break
    all.push({ of: 'due', due_id: due.id, amount: due.amount })
    left -= due.amount
  }
  const [oldest] = open
  if (oldest && all.length === 0 && takesParts(oldest, pledge)) return [{ of: 'part', due_id: oldest.id, amount }]
  // Standing orders come some days early.
  const { next_due_on: next } = pledge
  if (all.length === open.length && next !== null && left >= pledge.amount && pledge.state === 'active' && pledge.way === 'transfer' && next <= addMonths(on, 1)) {
    all.push({ of: 'next', due_on: next, amount: pledge.amount })
    left -= pledge.amount
  }
  if (left > 0) all.push({ of: 'more', amount: left })
  return all
}

/** Whoever sends less than a gift that is debited anyway, and has not come back, gives that besides. */
function takesParts({ isPlanned, hasComeBack }: Standing['open'][number], pledge: Standing['pledge']): boolean {
  return !isPlanned || hasComeBack || restOf(pledge) === 'open'
}

/** Books what came by transfer, in the caller's transaction. Pledges are of the transfers' currency. */
export async function takeTransfers(tx: Db, transfers: readonly Transfer[], now: Date) {
  if (transfers.length === 0) return
  const ids = [...new Set(transfers.map(({ pledge_id }) => pledge_id))]
  const pledges = new Map((await pledgesLocked(tx, ids)).map((pledge) => [pledge.id, pledge]))
  const open = Map.groupBy(await openDuesOf(tx, ids), ({ pledge_id }) => pledge_id)
  const planned = transfers.flatMap((transfer) => {
    const pledge = pledges.get(transfer.pledge_id)
    if (!pledge) return []
    const dues = open.get(pledge.id) ?? []
    const all = shares(transfer, { pledge, open: dues })
    settle(all, { pledge, dues })
    return all.map((share, n) => ({ transfer, pledge, share, source: n === 0 ? transfer.source : `${transfer.source}.${n + 1}` }))
  })
  await advancePledges(tx, [...pledges.values()])
  await reduceDues(tx, planned.flatMap(({ share, pledge }) => (share.of === 'part' ? [{ due_id: share.due_id, by: share.amount, rest: restOf(pledge) }] : [])))
  const made = await insertDuesThatCame(tx, planned.flatMap(({ share, pledge, transfer, source }) => (share.of === 'due' ? [] : [{
    key: source, pledge_id: pledge.id, currency: pledge.currency, amount: share.amount, due_on: share.of === 'next' ? share.due_on : transfer.on, unasked: share.of !== 'next', part_of: share.of === 'part' ? share.due_id : null,
  }])))
  await dropDebits(tx, planned.flatMap(({ share }) => (share.of === 'due' || share.of === 'part' ? [share.due_id] : [])))
  const paid = planned.map((one) => ({ ...one, due_id: one.share.of === 'due' ? one.share.due_id : made.get(one.source) ?? fail() }))
  await book(tx, paid.map(({ transfer: { kind, line_id, on, to }, pledge, share: { amount }, due_id, source }): Entry => (
    { kind, source, due_id, line_id, booked_on: on, postings: move({ from: incomeOf(pledge.rhythm), to, amount, currency: pledge.currency }) })), now)
  await duesPaid(tx, paid.map(({ due_id, transfer: { on } }) => ({ due_id, on })))
}

/** What was to be debited has come. Whoever has been told of the debit is told that it does not; who has not yet hears of neither. */
async function dropDebits(tx: Db, dues: readonly number[]) {
  const dropped = await dropDebitsToCome(tx, dues)
  const untold = await dropMailsBefore(tx, 'notice-handed-over', { by: 'prenotification_id', values: dropped.map(({ prenotification_id }) => prenotification_id) })
  await enqueueAll(tx, 'tell-debit-dropped', dropped.filter(({ prenotification_id }) => !untold.includes(prenotification_id)).map(({ id }) => ({ debit_id: id })))
}

/** Of what was ordered the rest is owed; whoever gave less of a gift than they had promised has given. */
function restOf({ agreed_as }: Pick<Pledge, 'agreed_as'>): 'open' | 'dropped' {
  return agreed_as === 'order' ? 'open' : 'dropped'
}

/** So that the next transfer of the same pledge finds what this one has left. */
function settle(all: readonly Share[], { pledge, dues }: { pledge: Pledge; dues: OpenDue[] }) {
  for (const share of all) {
    const part = share.of === 'part' && restOf(pledge) === 'open' ? dues.find(({ id }) => id === share.due_id) : undefined
    if (part) { Object.assign(part, { amount: part.amount - share.amount, isPlanned: false }); continue }
    if (share.of === 'next') pledge.next_due_on = nextDueOn({ rhythm: pledge.rhythm, began_on: pledge.began_on ?? share.due_on }, share.due_on)
    if (share.of === 'due' || share.of === 'part') dues.splice(dues.findIndex(({ id }) => id === share.due_id), 1)
  }
}

function fail(): never {
  throw new Error('what came has no due')
}
