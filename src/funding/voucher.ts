// A voucher is the paper on which cash, a cheque or something else came in; staff type it in under its number.
import { atomically, type Db } from '../base/db/db.ts'
import { record } from '../base/db/journal.ts'
import type { Reader } from '../people/session.ts'
import { duesPaid, incomeOf } from './due.ts'
import { book, move } from './ledger.ts'
import { undertake } from './pledge.ts'
import { numberNow } from './reads/supporters.ts'
import { voucherByNumber } from './reads/vouchers.ts'
import { insertVoucher } from './writes/vouchers.ts'

export const voucherKinds = ['cash', 'cheque', 'other'] as const
export type VoucherKind = (typeof voucherKinds)[number]

/** `supporter_id`: of whom it is known that they gave it; else name and mail address say who. */
export interface TypedVoucher { supporter_id?: number | null; number: string; kind: VoucherKind; amount: number; currency: string; received_on: string; name: string; mail_address: string; language: string; campaign_id: number | null }

/** Takes a gift in. `taken`: a voucher of that number is in the books already. */
export function receiveVoucher(db: Db, { supporter_id = null, name, mail_address, language, campaign_id, ...voucher }: TypedVoucher, { by, now }: { by: Pick<Reader, 'id'>; now: Date }): Promise<{ id: number } | 'taken'> {
  return atomically(db, async (tx) => {
    if (await voucherByNumber(tx, voucher.number)) return 'taken'
    const { amount, currency, received_on } = voucher
    const actor = `staff:${by.id}`
    const { due_id } = await undertake(tx, { supporter: supporter_id === null ? { name, mail_address, language } : { id: await numberNow(tx, supporter_id) }, amount, currency, rhythm: 'once', way: 'hand', campaign_id, first_due_on: received_on }, { by: actor, now })
    const id = await insertVoucher(tx, { ...voucher, due_id, typed_by: by.id, typed_at: now })
    await book(tx, [{ kind: 'voucher_received', source: id, due_id, booked_on: received_on, postings: move({ from: incomeOf('once'), to: 'cash', amount, currency }) }], now)
    await duesPaid(tx, [{ due_id, on: received_on }])
    await record(tx, { by: actor, what: 'voucher typed in', subject: `voucher:${id}`, now })
    return { id }
  })
}
