// An owed refund is money that somebody has to transfer back by hand: to the account it came from, with a reference by which
// the bank's statement is recognised.
import { atomically, type Db } from '../base/db/db.ts'
import { record, type Act } from '../base/db/journal.ts'
import type { Safe } from '../base/safe/safe.ts'
import { ibanOf } from './mandate.ts'
import { lineById } from './reads/bank-desk.ts'
import { mandateById } from './reads/mandates.ts'
import { openRefunds } from './reads/refunds.ts'
import { textOfLine } from './suspense.ts'

export interface RefundAccount { refund_id: number; iban: string; holder: string }

/** The account that a refund goes to, journalled before it is shown; undefined where none is known. */
export function accountOfRefund(db: Db, refund_id: number, { by, now, safe }: Act & { safe: Safe }): Promise<RefundAccount | undefined> {
  return atomically(db, async (tx) => {
    const [refund] = await openRefunds(tx, { id: refund_id, limit: 1 })
    if (refund?.state !== 'owed') return undefined
    const line = refund.line_id === null ? undefined : await lineById(tx, refund.line_id)
    const said = line && textOfLine(line, safe)
    const mandate = said?.iban || refund.mandate_id === null ? undefined : await mandateById(tx, refund.mandate_id)
    const [iban, holder, subject] = said?.iban && line ? [said.iban, said.name, `line:${line.id}`] : [mandate && ibanOf(mandate, safe), mandate?.holder ?? '', `mandate:${mandate?.id}`]
    if (!iban) return undefined
    await record(tx, { what: 'account number shown', subject, by, now })
    return { refund_id, iban, holder }
  })
}
