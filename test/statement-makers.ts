// Makers around the paper's bank account: its number, pledges that are paid by transfer, and statements that are imported.
import { randomBytes } from 'node:crypto'
import type { Db } from '../src/base/db/db.ts'
import { safeOf, type Safe } from '../src/base/safe/safe.ts'
import { nameBankAccount } from '../src/funding/campaign.ts'
import { undertake, type Undertaking } from '../src/funding/pledge.ts'
import { importStatement } from '../src/funding/statement.ts'
import { camt, type MadeStatement } from './camt-makers.ts'
import { noon } from './makers.ts'

export const ownIban = 'DE02120300000000202051'
export const otherIban = 'DE02500105170137075030'
export const safe: Safe = safeOf([randomBytes(32)])

let made = 0

export async function makeBankAccount(db: Db) {
  await nameBankAccount(db, { holder: 'Litfass Verlag', iban: ownIban, bic: 'BYLADEM1001', purpose: '' })
}
/** Five euros a month by transfer, of somebody new, unless the test says otherwise. */
export function makePledge(db: Db, over: Partial<Undertaking> = {}) {
  const n = ++made
  return undertake(db, { supporter: { name: `Giver ${n}`, mail_address: `giver-${n}@mail.test`, language: 'de' }, amount: 500, currency: 'EUR', rhythm: 'monthly', way: 'transfer', first_due_on: '2026-03-01', ...over }, { by: 'test', now: noon })
}
/** Of the paper's account and the test's day, unless the test says otherwise. */
export function makeStatement(over: Partial<MadeStatement> & Pick<MadeStatement, 'entries'>): MadeStatement {
  return { statement_id: `S-${++made}`, iban: ownIban, from_on: '2026-03-02', ...over }
}
export function importMade(db: Db, statement: MadeStatement | readonly MadeStatement[]) {
  return importStatement(db, { name: 'statement.xml', bytes: Buffer.from(camt(statement)) }, { safe, by: 'test', now: noon })
}
