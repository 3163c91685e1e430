// Books lines of a statement where they belong. Whatever the place, what is posted on the bank's account for a line comes to its
// amount, once; or to nothing, where another line stands for it.
import type { Db } from '../base/db/db.ts'
import type { Act } from '../base/db/journal.ts'
import { debitsReturned, debitsSettled } from './debit.ts'
import { book, move, type Account, type Entry, type EntryKind } from './ledger.ts'
import { payoutArrived } from './payout.ts'
import { freshSources, lockPledges } from './reads/line-booking.ts'
import { postingsOfLine, type Line, type Place } from './statement-line.ts'
import { takeTransfers, type Transfer } from './transfer.ts'
import { updateRefundsPaid } from './writes/line-booking.ts'

export interface PlacedLine {
  line: Pick<Line, 'id' | 'amount' | 'currency' | 'booked_on' | 'isSuspended' | 'reason_code'>
  place: Place
  /** Of the entries whose document is the line: its number, and more where it has entries already. */
  source: string
}
type Booked<K extends Place['kind']> = PlacedLine & { place: Extract<Place, { state: 'booked'; kind: K }> }

const accountOf = { fee: 'bank_fees', cash: 'cash', other: 'other' } as const satisfies Record<string, Account>
const kindOf = { fee: 'bank_fee', cash: 'cash_banked', other: 'line_booked' } as const satisfies Record<string, EntryKind>

export async function bookLines(tx: Db, placed: readonly PlacedLine[], act: Act) {
  await book(tx, placed.flatMap(({ line, place, source }): Entry[] => {
    if (place.state === 'suspense' || place.state === 'proposed') return line.isSuspended ? [] : [entry(line, { kind: 'line_suspended', source, account: 'suspense' })]
    if (place.kind === 'fee' || place.kind === 'cash' || place.kind === 'other') return [entry(line, { kind: kindOf[place.kind], source, account: accountOf[place.kind] })]
    return []
  }), act.now)
  const transfers = of(placed, 'transfer').map(({ line, place, source }): Transfer => (
    { pledge_id: place.pledge_id, amount: line.amount, on: line.booked_on, line_id: line.id, source, ...(line.isSuspended ? { to: 'suspense', kind: 'suspense_resolved' } : { to: 'bank', kind: 'transfer_received' }) }))
  await lockPledges(tx, { ids: transfers.map(({ pledge_id }) => pledge_id), debits: placed.flatMap(({ place }) => ('debit_id' in place ? [place.debit_id] : 'debits' in place ? place.debits : [])) })
  // What was given back first: where a debit of the same came back as well, it was given back twice. Then what came back: a transfer pays it.
  await bookRefunds(tx, of(placed, 'refund'), act)
  await bookDebits(tx, placed, act)
  await takeTransfers(tx, transfers, act.now)
  await bookPayouts(tx, of(placed, 'payout'), act)
}

function of<K extends Place['kind']>(placed: readonly PlacedLine[], kind: K): Booked<K>[] {
  return placed.filter((one): one is Booked<K> => one.place.state === 'booked' && one.place.kind === kind)
}

function entry(line: PlacedLine['line'], { kind, source, account }: { kind: EntryKind; source: string | number; account: Account }): Entry {
  return { kind, source, line_id: line.id, booked_on: line.booked_on, postings: postingsOfLine(line, account) }
}

/** What debits brought first, then what came back: one statement may tell of both. */
async function bookDebits(tx: Db, placed: readonly PlacedLine[], act: Act) {
  const [settled, returned] = [of(placed, 'debit'), of(placed, 'return')]
  await book(tx, [
    // A debit's own entries are the bank's account's: what lies in suspense goes back there first.
    ...[...settled, ...returned].filter(({ line }) => line.isSuspended).map(({ line, source }) => entry(line, { kind: 'suspense_resolved', source, account: 'bank' })),
    ...returned.filter(({ place }) => place.fee > 0).map(({ line, place, source }): Entry => (
      { kind: 'bank_fee', source, line_id: line.id, booked_on: line.booked_on, postings: move({ from: 'bank', to: 'bank_fees', amount: place.fee, currency: line.currency }) })),
  ], act.now)
  const answered = settled.flatMap(({ line, place }) => place.debits.map((debit_id) => ({ debit_id, on: line.booked_on, line_id: line.id })))
  const all = [await debitsSettled(tx, answered, act), await debitsReturned(tx, returned.map(({ line, place }) => ({ debit_id: place.debit_id, on: line.booked_on, line_id: line.id, reason_code: line.reason_code })), act)]
  if (all.flat().length !== answered.length + returned.length) throw new Error('a debit was answered twice')
}

async function bookPayouts(tx: Db, payouts: readonly Booked<'payout'>[], { now }: Act) {
  await book(tx, payouts.filter(({ line }) => line.isSuspended).map(({ line, source }) => entry(line, { kind: 'suspense_resolved', source, account: 'bank' })), now)
  for (const { line, place: { payout_id } } of payouts) await payoutArrived(tx, { payout_id, line_id: line.id, booked_on: line.booked_on }, now)
}

async function bookRefunds(tx: Db, refunds: readonly Booked<'refund'>[], { now }: Act) {
  if (refunds.length === 0) return
  await updateRefundsPaid(tx, refunds.map(({ line, place }) => ({ id: place.refund_id, done_on: line.booked_on })))
  const sources = await freshSources(tx, { kind: 'refund_paid', document: 'refund', ids: refunds.map(({ place }) => place.refund_id) })
  await book(tx, refunds.map(({ line, place: { refund_id } }) => entry(line, { kind: 'refund_paid', source: sources.get(refund_id) ?? refund_id, account: 'refunds_owed' })), now)
}
