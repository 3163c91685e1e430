// A line of a statement is one movement of the paper's account, and its place is where it belongs. A line whose place nobody
// knows yet lies in suspense: its money is there, and it is not forgotten.
import type { Movement } from './camt.ts'
import type { Posting } from './ledger.ts'

export interface Line extends Omit<Movement, 'iban' | 'line'> {
  id: number
  /** Of the other side's account; null where it is not known. */
  iban_fingerprint: Buffer | null
  /** The line by which the bank's account was posted, where another statement told of the movement before. */
  same_as: number | null
  /** Its money lies in suspense already; else it is new on the bank's account. */
  isSuspended: boolean
}

export type Place =
  | { state: 'suspense'; kind: '' }
  | { state: 'known'; kind: '' }
  /** A rule has a guess; a human says yes or no. */
  | { state: 'proposed'; kind: 'transfer'; pledge_id: number }
  | { state: 'booked'; kind: 'transfer'; pledge_id: number }
  | { state: 'booked'; kind: 'debit'; debits: readonly number[] }
  | { state: 'booked'; kind: 'return'; debit_id: number; /** What the bank has kept of it. */ fee: number }
  | { state: 'booked'; kind: 'payout'; payout_id: number }
  | { state: 'booked'; kind: 'refund'; refund_id: number }
  | { state: 'booked'; kind: 'fee' | 'cash' | 'other' }

/** What was sent with it, as it is sealed. */
export interface LineText { name: string; iban: string; text: string; /** It takes something back, as a sign of the bank's says. */ is_return: boolean }

/** From the bank's account, or from suspense, to where it belongs: minor units, above zero for what came in. */
export function postingsOfLine({ amount, currency, isSuspended }: Pick<Line, 'amount' | 'currency' | 'isSuspended'>, account: Posting['account']): Posting[] {
  return [{ account: isSuspended ? 'suspense' : 'bank', currency, amount }, { account, currency, amount: -amount }]
}
