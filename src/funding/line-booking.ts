// Books lines of a statement where they belong. Whatever the place, what is posted on the bank's account for a line comes to its
// amount, once; or to nothing, where another line stands for it.
import type { Db } from '../base/db/db.ts'
import type { Act } from '../base/db/journal.ts'
import { book, type Account, type Entry, type EntryKind } from './ledger.ts'
import { postingsOfLine, type Line, type Place } from './statement-line.ts'
import { takeTransfers, type Transfer } from './transfer.ts'

export interface PlacedLine {
  line: Line
  place: Place
  /** The entry's source; the line's number, and which time it is booked where that is not the first. */
  source: string
}

const accountOf = { fee: 'bank_fees', cash: 'cash', other: 'other' } as const satisfies Record<string, Account>
const kindOf = { fee: 'bank_fee', cash: 'cash_banked', other: 'line_booked' } as const satisfies Record<string, EntryKind>

export async function bookLines(tx: Db, placed: readonly PlacedLine[], { now }: Act) {
  await book(tx, placed.flatMap(({ line, place, source }): Entry[] => {
    if (place.state === 'suspense' || place.state === 'proposed') return line.isSuspended ? [] : [entry(line, { kind: 'line_suspended', source, account: 'suspense' })]
    if (place.kind === 'fee' || place.kind === 'cash' || place.kind === 'other') return [entry(line, { kind: kindOf[place.kind], source, account: accountOf[place.kind] })]
    return []
  }), now)
  await takeTransfers(tx, placed.flatMap(({ line, place, source }): Transfer[] => (
    place.state === 'booked' && place.kind === 'transfer'
      ? [{ pledge_id: place.pledge_id, amount: line.amount, on: line.booked_on, line_id: line.id, source, ...(line.isSuspended ? { to: 'suspense', kind: 'suspense_resolved' } : { to: 'bank', kind: 'transfer_received' }) }]
      : [])), now)
}

function entry(line: Line, { kind, source, account }: { kind: EntryKind; source: string | number; account: Account }): Entry {
  return { kind, source, line_id: line.id, booked_on: line.booked_on, postings: postingsOfLine(line, account) }
}
