// What the bank's account held before the first that is known of it. Statements may come in any order: when an earlier one comes,
// what was taken for the beginning is taken back.
import type { Db } from '../base/db/db.ts'
import { book, move, takeBack } from './ledger.ts'
import { beforeFirst, openingEntries } from './reads/statements.ts'

export async function openAccount(tx: Db, { iban_fingerprint }: { iban_fingerprint: Buffer }, { now }: { now: Date }) {
  const first = await beforeFirst(tx, iban_fingerprint)
  if (!first) return
  const entries = await openingEntries(tx, iban_fingerprint)
  const standing = entries.filter(({ isTakenBack }) => !isTakenBack)
  if (standing.reduce((sum, { amount }) => sum + amount, 0) === first.held) return
  for (const { id, booked_on } of standing) await takeBack(tx, { entry_id: id, due_id: null, booked_on }, now)
  if (first.held === 0) return
  const source = entries.length === 0 ? String(first.id) : `${first.id}.${entries.length + 1}`
  await book(tx, [{ kind: 'account_opened', source, booked_on: first.from_on, postings: move({ from: 'opening', to: 'bank', amount: first.held, currency: first.currency }) }], now)
}
