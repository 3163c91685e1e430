// Finds the debits that lines of a statement speak of: what they brought, one by one or a file in one sum, and what came back.
import type { Matcher } from './line-matching.ts'
import { debitsNamed, unsettledBatches, type NamedDebit, type UnsettledBatch } from './reads/line-matching.ts'
import type { Line, Place } from './statement-line.ts'

/** What a bank takes for a return, at most, where it takes it out of the returned amount and does not say so: minor units. */
const mostFee = 2_500

/** By the debit's own name, or that of its mandate where only one debit can be meant. */
export const byDebit: Matcher = async (db, lines) => {
  const places = new Map<number, Place>()
  const named = lines.filter(({ end_to_end_id, mandate_reference, is_fee }) => !is_fee && (end_to_end_id || mandate_reference))
  if (named.length === 0) return places
  const debits = await debitsNamed(db, { end_to_end_ids: named.map(({ end_to_end_id }) => end_to_end_id), mandates: named.map(({ mandate_reference }) => mandate_reference) })
  const byName = new Map(debits.map((debit) => [debit.end_to_end_id, debit]))
  const byMandate = Map.groupBy(debits, ({ mandate }) => mandate)
  // One statement may tell that a debit came and that it went back, but neither twice.
  const [came, wentBack] = [new Set<number>(), new Set<number>()]
  for (const line of named) {
    const [place, taken] = line.amount > 0 ? [settledPlace, came] as const : [returnedPlace, wentBack] as const
    const own = byName.get(line.end_to_end_id)
    const [first, another] = own ? [own] : line.end_to_end_id === '' ? (byMandate.get(line.mandate_reference) ?? []).filter((debit) => place(debit, line) && !taken.has(debit.id)) : []
    const found = first && !another && !taken.has(first.id) ? place(first, line) : undefined
    if (!first || !found) continue
    taken.add(first.id)
    places.set(line.id, found)
  }
  return places
}

function settledPlace(debit: NamedDebit, line: Line): Place | undefined {
  const waits = debit.state === 'sent' || (debit.state === 'returned' && debit.settled_on === null)
  return waits && !line.is_return && debit.amount === line.amount && debit.currency === line.currency ? { state: 'booked', kind: 'debit', debits: [debit.id] } : undefined
}

function returnedPlace(debit: NamedDebit, line: Line): Place | undefined {
  const fee = -line.amount - debit.amount
  const stands = debit.state === 'sent' || debit.state === 'settled'
  return stands && debit.currency === line.currency && fee >= 0 && fee <= mostFee ? { state: 'booked', kind: 'return', debit_id: debit.id, fee } : undefined
}

/** A file, or one batch of it, in one sum: by its name, or by its total, where the line is from nobody's account. */
export const byBatch: Matcher = async (db, lines) => {
  const places = new Map<number, Place>()
  const sums = lines.filter(({ amount, is_return, is_fee, iban_fingerprint, message_id, payment_id }) => amount > 0 && !is_return && !is_fee && (message_id || payment_id || iban_fingerprint === null))
  if (sums.length === 0) return places
  const batches = await unsettledBatches(db, { names: sums.flatMap(({ message_id, payment_id }) => [message_id, payment_id]).filter(Boolean), totals: sums.filter(isNobodys).map(({ amount }) => amount) })
  const taken = new Set<number>()
  for (const line of sums) {
    const fitting = batches.filter(({ total, currency, debits }) => total === line.amount && currency === line.currency && !debits.some((id) => taken.has(id)))
    const named = fitting.find((batch) => [line.message_id, line.payment_id].some((name) => name !== '' && (name === batch.message_id || name === nameOf(batch))))
    const [only, another] = named ? [named] : isNobodys(line) ? distinct(fitting.filter(({ collect_on }) => collect_on <= line.booked_on)) : []
    if (!only || another) continue
    for (const id of only.debits) taken.add(id)
    places.set(line.id, { state: 'booked', kind: 'debit', debits: only.debits })
  }
  return places
}

function isNobodys({ iban_fingerprint, end_to_end_id, reference }: Line): boolean {
  return iban_fingerprint === null && end_to_end_id === '' && reference === ''
}

function nameOf({ message_id, sequence_type }: UnsettledBatch): string {
  return sequence_type ? `${message_id}-${sequence_type}` : message_id
}

/** A file with a single batch is there twice: as itself and as its batch. */
function distinct(batches: readonly UnsettledBatch[]): UnsettledBatch[] {
  return [...new Map(batches.map((batch) => [batch.debits.toSorted((a, b) => a - b).join(), batch])).values()]
}
