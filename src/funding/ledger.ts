// The ledger explains every euro: an entry says what happened, names its source document, and has postings that are zero
// together in each currency. It only grows; a mistake is corrected by an entry of opposite postings. No entry names a person.
import { atomically, type Db } from '../base/db/db.ts'
import { lineOf, postingsOf } from './reads/ledger.ts'
import { openSince } from './reads/bookkeeping.ts'
import { shareBooks } from './writes/bookkeeping.ts'
import { insertEntries } from './writes/ledger.ts'

/** Every account and what kind it is: debit makes assets and expenses grow, credit the others. */
export const accounts = {
  bank: 'asset', cash: 'asset', stripe: 'asset', mollie: 'asset',
  /** Debits handed to the bank and not answered yet, and what stands against them. */
  in_flight: 'asset', announced: 'liability',
  /** Money of which nobody knows yet whose it is; money that is to be given back. */
  suspense: 'liability', refunds_owed: 'liability',
  gifts: 'income', pledges: 'income', other: 'income',
  bank_fees: 'expense', provider_fees: 'expense',
  /** What was there before the ledger. */
  opening: 'equity',
} as const
export type Account = keyof typeof accounts

/** `amount`: minor units, above zero for debit, below for credit. */
export interface Posting { account: Account; currency: string; amount: number }

/** What can happen, and to which source documents. The same happens to the same document once. */
export const entryKinds = {
  /** A debit is in a file for the bank: in_flight against announced, until it is answered. */
  debit_sent: 'debit',
  /** The bank booked it, or refused it before booking. */
  debit_settled: 'debit',
  debit_rejected: 'debit',
  /** It was booked and given back, by the bank or the debtor. */
  debit_returned: 'debit',
  /** A line of a statement: money from outside whose due is known, or not (then it is in suspense), or that is no supporter's. */
  transfer_received: 'line',
  line_suspended: 'line',
  suspense_resolved: 'line',
  bank_fee: 'line',
  line_booked: 'line',
  /** Through a payment provider. */
  charge_paid: 'payment',
  charge_fee: 'payment',
  charge_refunded: 'refund',
  charge_disputed: 'dispute',
  dispute_won: 'dispute',
  dispute_fee: 'dispute',
  payout_received: 'payout',
  /** In a payout: what they keep for no payment in particular, and what is no payment of ours. */
  payout_fee: 'payout',
  payout_other: 'payout',
  /** Cash and cheques, typed in with a voucher's number; brought to the bank. */
  voucher_received: 'voucher',
  cash_banked: 'line',
  /** A refund from the bank account: owed, then paid. */
  refund_owed: 'refund',
  refund_paid: 'refund',
  /** What a bank account held before its first statement. */
  account_opened: 'statement',
  /** Takes another entry back. */
  corrected: 'entry',
} as const
export type EntryKind = keyof typeof entryKinds
export function isEntryKind(text: string): text is EntryKind {
  return text in entryKinds
}

export interface Entry {
  kind: EntryKind
  /** The number of its source document, of the kind that `entryKinds` names. */
  source: string | number
  due_id?: number | null
  line_id?: number | null
  reverses?: number | null
  /** The calendar day (YYYY-MM-DD) it counts for. */
  booked_on: string
  postings: readonly Posting[]
}

/** Out of one account into another: the first is credited, the second debited. */
export function move({ from, to, amount, currency }: { from: Account; to: Account; amount: number; currency: string }): Posting[] {
  return [{ account: to, currency, amount }, { account: from, currency, amount: -amount }]
}

/**
 * Books entries. Of those that are in the ledger already (by kind and source) nothing is booked again, and nothing is compared.
 * What belongs to a month whose
 * books are closed counts for the first day that is open. Returns the keys (`kind source`) of those that are new. Throws where postings are not zero together.
 */
export async function book(db: Db, entries: readonly Entry[], now: Date): Promise<Set<string>> {
  if (entries.length === 0) return new Set()
  for (const entry of entries) assertBalanced(entry)
  return new Set(await atomically(db, async (tx) => {
    // Nobody closes a month meanwhile.
    await shareBooks(tx)
    const open = await openSince(tx)
    return insertEntries(tx, entries.map((entry) => ({ ...entry, booked_on: open && entry.booked_on < open ? open : entry.booked_on, source: `${entryKinds[entry.kind]}:${entry.source}` })), now)
  }))
}

/** Whether `book` has found this entry new. */
export function isNew(booked: Set<string>, { kind, source }: Pick<Entry, 'kind' | 'source'>): boolean {
  return booked.has(`${kind} ${entryKinds[kind]}:${source}`)
}

/** Corrects a mistake: an entry is taken back whole by the opposite one, which belongs to the same due and line. Once only. */
export function takeBack(db: Db, { entry_id, due_id, booked_on }: { entry_id: number; due_id: number | null; booked_on: string }, now: Date) {
  return atomically(db, async (tx) => {
    const postings = (await postingsOf(tx, entry_id)).map((posting) => ({ ...posting, amount: -posting.amount }))
    return book(tx, [{ kind: 'corrected', source: entry_id, due_id, line_id: await lineOf(tx, entry_id), reverses: entry_id, booked_on, postings }], now)
  })
}

function assertBalanced({ kind, source, postings }: Entry) {
  const sums = new Map<string, number>()
  for (const { currency, amount } of postings) {
    if (!Number.isSafeInteger(amount) || amount === 0) throw new Error(`${kind} of ${source}: ${amount} is no amount`)
    sums.set(currency, (sums.get(currency) ?? 0) + amount)
  }
  if (postings.length < 2 || [...sums.values()].some((sum) => sum !== 0)) throw new Error(`${kind} of ${source} is not balanced`)
}
