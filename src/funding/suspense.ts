// In suspense lies what the bank shows and nobody knows yet where it belongs. Whoever keeps the books says where; what was said,
// or found by rule, can be taken back by opposite postings. Of two who say it at once the later one is told.
import { atomically, type Db } from '../base/db/db.ts'
import { record, type Act } from '../base/db/journal.ts'
import type { Safe } from '../base/safe/safe.ts'
import { reopenPledgesOf, takeBackDues } from './taking-back-transfers.ts'
import { book, takeBack } from './ledger.ts'
import { bookLines, type PlacedLine } from './line-booking.ts'
import { placesOf } from './line-matching.ts'
import { debitById } from './reads/debits.ts'
import { pledgeById } from './reads/pledges.ts'
import { payoutById, refundById } from './reads/providers.ts'
import { entriesOfLine, lineLocked, suspendedLines, type SuspendedLine } from './reads/suspense.ts'
import type { Line, LineText, Place } from './statement-line.ts'
import { paidTwice } from './reads/transfers.ts'
import { refundDue } from './refund.ts'
import { lockStatements } from './writes/statements.ts'
import { freePayoutOfLine, oweRefundOfLine, updateLinesPlaced } from './writes/suspense.ts'

/** What a human may say of a line. */
export type Told = Extract<Place, { state: 'booked' }>
/** overtaken: somebody was faster; unfit: amount, currency or state do not allow it. */
export type Outcome = 'done' | 'overtaken' | 'unfit' | undefined

/** Books a line where a human says that it belongs. Undefined where there is no such line. */
export function placeLine(db: Db, { line_id, place }: { line_id: number; place: Told }, { by, now }: Act): Promise<Outcome> {
  return atomically(db, async (tx) => {
    const line = await lineLocked(tx, line_id)
    if (!line) return undefined
    if (line.state !== 'suspense' && line.state !== 'proposed') return 'overtaken'
    if (!(await fits(tx, line, place))) return 'unfit'
    await putInPlace(tx, [{ line: { ...line, isSuspended: true }, place, source: await sourceFor(tx, line_id) }], { by, now, decided: true })
    await record(tx, { by, what: 'line of a statement booked', subject: `line:${line_id}`, now })
    return 'done'
  })
}

/** What a debit has brought as well goes back to whoever transferred it: owed from now on. Overtaken where it is not paid twice any more. */
export function giveBackLine(db: Db, line_id: number, { by, now }: Act): Promise<Outcome> {
  return atomically(db, async (tx) => {
    const line = await lineLocked(tx, line_id)
    if (!line) return undefined
    const { pledge_id } = line
    if (line.state !== 'proposed' || pledge_id === null || !(await pledgeById(tx, pledge_id, { lock: true })) || !(await paidTwice(tx, [{ ...line, pledge_id, on: line.booked_on }])).has(line_id)) return 'overtaken'
    const outcome = await placeLine(tx, { line_id, place: { state: 'booked', kind: 'transfer', pledge_id } }, { by, now })
    if (outcome !== 'done') return outcome
    const dues = (await entriesOfLine(tx, line_id)).flatMap(({ kind, due_id, isTakenBack }) => (kind === 'suspense_resolved' && due_id !== null && !isTakenBack ? [due_id] : []))
    for (const due_id of dues) await refundDue(tx, { due_id, why: 'mistake' }, { by, now })
    return 'done'
  })
}

type Row = NonNullable<Awaited<ReturnType<typeof lineLocked>>>

async function fits(tx: Db, { amount, currency }: Row, place: Told): Promise<boolean> {
  if (place.kind === 'transfer') return amount > 0 && (await pledgeById(tx, place.pledge_id, { lock: true }))?.currency === currency
  if (place.kind === 'return') {
    const debit = await debitById(tx, place.debit_id)
    return debit !== undefined && (debit.state === 'sent' || debit.state === 'settled') && debit.currency === currency && debit.amount + place.fee === -amount && place.fee >= 0
  }
  if (place.kind === 'payout') {
    const payout = await payoutById(tx, place.payout_id)
    return payout !== undefined && payout.line_id === null && payout.amount === amount && payout.currency === currency
  }
  if (place.kind === 'refund') {
    const refund = await refundById(tx, place.refund_id)
    return refund !== undefined && refund.state === 'owed' && refund.amount === -amount && refund.currency === currency
  }
  return place.kind !== 'debit'
}

async function putInPlace(tx: Db, placed: readonly PlacedLine[], { decided, ...act }: Act & { decided: boolean }) {
  await updateLinesPlaced(tx, placed.map(({ line: { id }, place }) => ({ id, state: place.state, kind: place.kind, pledge_id: 'pledge_id' in place ? place.pledge_id : null, decided_by: decided ? act.by : null, decided_at: decided ? act.now : null })))
  await bookLines(tx, placed, act)
}

async function sourceFor(tx: Db, line_id: number): Promise<string> {
  return `${line_id}.r${(await entriesOfLine(tx, line_id)).length}`
}

/** The proposal is not so: the line stays in suspense, and is not proposed again. */
export function refuseProposal(db: Db, line_id: number, { by, now }: Act): Promise<Outcome> {
  return atomically(db, async (tx) => {
    const line = await lineLocked(tx, line_id)
    if (!line) return undefined
    if (line.state !== 'proposed') return 'overtaken'
    await updateLinesPlaced(tx, [{ id: line_id, state: 'suspense', kind: '', pledge_id: null, decided_by: by, decided_at: now }])
    await record(tx, { by, what: 'proposal for a line refused', subject: `line:${line_id}`, now })
    return 'done'
  })
}

/** Takes back what was booked for a line: it lies in suspense again. Debits answer for themselves: theirs are not taken back here. */
export function takeLineBack(db: Db, line_id: number, { by, now }: Act): Promise<Outcome> {
  return atomically(db, async (tx) => {
    const line = await lineLocked(tx, line_id)
    if (!line) return undefined
    if (line.state !== 'booked') return 'overtaken'
    if (line.kind === 'debit' || line.kind === 'return' || line.kind === 'batch') return 'unfit'
    if (line.pledge_id !== null) await pledgeById(tx, line.pledge_id, { lock: true })
    const standing = (await entriesOfLine(tx, line_id)).filter(({ kind, isTakenBack }) => kind !== 'corrected' && kind !== 'line_suspended' && !isTakenBack)
    const dues = standing.flatMap(({ due_id }) => (due_id === null ? [] : [due_id]))
    if (!(await takeBackDues(tx, dues))) return 'unfit'
    for (const { id, due_id } of standing) await takeBack(tx, { entry_id: id, due_id, booked_on: line.booked_on }, now)
    await reopenPledgesOf(tx, dues)
    if (line.kind === 'payout') await freePayoutOfLine(tx, line_id)
    if (line.kind === 'refund') await oweRefundOfLine(tx, standing)
    await suspend(tx, line, now)
    await updateLinesPlaced(tx, [{ id: line_id, state: 'suspense', kind: '', pledge_id: null, decided_by: by, decided_at: now }])
    await record(tx, { by, what: 'line of a statement taken back', subject: `line:${line_id}`, now })
    return 'done'
  })
}

/** Where nothing of it stands on the bank's account any more, it comes there by suspense. */
async function suspend(tx: Db, line: Row, now: Date) {
  const entries = await entriesOfLine(tx, line.id)
  const rest = (line.same_as === null ? line.amount : 0) - entries.reduce((sum, { bank }) => sum + bank, 0)
  if (rest === 0) return
  const postings = [{ account: 'bank', currency: line.currency, amount: rest }, { account: 'suspense', currency: line.currency, amount: -rest }] as const
  await book(tx, [{ kind: 'line_suspended', source: `${line.id}.r${entries.length}`, line_id: line.id, booked_on: line.booked_on, postings }], now)
}

/** So many are looked at again at once. */
const matchedAgain = 1_000

/** Looks again where suspended lines belong: a payout, a pledge or a debit may have become known since. Returns how many were booked. */
export function matchAgain(db: Db, { safe, by, now }: Act & { safe: Safe }): Promise<number> {
  return atomically(db, async (tx) => {
    await lockStatements(tx)
    const rows = await suspendedLines(tx, matchedAgain)
    const lines = rows.map((row) => lineOf(row, safe))
    const places = await placesOf(tx, lines)
    const placed: PlacedLine[] = []
    for (const [n, line] of lines.entries()) {
      const place = places.get(line.id)
      // What a human has looked at is not proposed again; what is sure is booked all the same.
      const isNew = place?.state === 'booked' || (place?.state === 'proposed' && rows[n]?.state === 'suspense' && rows[n]?.decided_by === null)
      if (place && isNew) placed.push({ line, place, source: await sourceFor(tx, line.id) })
    }
    await putInPlace(tx, placed, { by, now, decided: false })
    return placed.filter(({ place }) => place.state === 'booked').length
  })
}

/** What the bank's codes have said was decided when it came: a return, a fee. */
function lineOf(row: SuspendedLine, safe: Safe): Line {
  const { name, text, is_return } = textOfLine(row, safe)
  return { ...row, name, text, payment_id: row.message_id, isSuspended: true, is_fee: false, is_return: is_return || row.reason_code !== '' }
}

/** Opens what was sealed of a line. */
export function textOfLine({ id, sealed }: { id: number; sealed: Buffer }, safe: Safe): LineText {
  // Once the term for keeping it is over, nothing is left of it; see retention.ts.
  if (sealed.length === 0) return { name: '', iban: '', text: '', is_return: false }
  const said: Partial<LineText> = JSON.parse(safe.open(sealed, `statement_lines.sealed ${id}`).toString('utf8'))
  return { name: said.name ?? '', iban: said.iban ?? '', text: said.text ?? '', is_return: said.is_return ?? false }
}
