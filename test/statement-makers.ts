// Makers around the paper's bank account: its number, pledges that are paid by transfer, and statements that are imported.
import type { Db } from '../src/base/db/db.ts'
import { safeOf, type Safe } from '../src/base/safe/safe.ts'
import { nameBankAccount } from '../src/funding/campaign.ts'
import { undertake, type Undertaking } from '../src/funding/pledge.ts'
import { book, move } from '../src/funding/ledger.ts'
import { signMandate } from '../src/funding/mandate.ts'
import { importStatement } from '../src/funding/statement.ts'
import { supporterFor } from '../src/funding/supporter.ts'
import { camt, type MadeStatement } from './camt-makers.ts'
import { noon } from './makers.ts'

export const ownIban = 'DE02120300000000202051'
export const otherIban = 'DE02500105170137075030'
export const safe: Safe = safeOf([Buffer.alloc(32, 7)])

let made = 0

export async function makeBankAccount(db: Db) {
  await nameBankAccount(db, { holder: 'Litfass Verlag', iban: ownIban, bic: 'BYLADEM1001', purpose: '' })
}
/** Five euros a month by transfer, of somebody new, unless the test says otherwise. */
export function makePledge(db: Db, over: Partial<Undertaking> = {}) {
  const n = ++made
  return undertake(db, { supporter: { name: `Giver ${n}`, mail_address: `giver-${n}@mail.test`, language: 'de' }, amount: 500, currency: 'EUR', rhythm: 'monthly', way: 'transfer', first_due_on: '2026-03-01', ...over }, { by: 'test', now: noon })
}
let debits = 0
/** A debit in a file for the bank, told before and sent: five euros a month. Several with the same `file` are in one. */
export async function makeSentDebit(db: Db, { amount = 500, file, rhythm = 'monthly' }: { amount?: number; file?: { id: number; message_id: string }; rhythm?: 'once' | 'monthly' } = {}) {
  const n = ++debits
  const { id: supporter_id } = await supporterFor(db, { name: `Debtor ${n}`, mail_address: `debtor-${n}@mail.test`, language: 'de' }, noon)
  const mandate = await signMandate(db, { supporter_id, holder: `Debtor ${n}`, iban: otherIban, rhythm, language: 'de' }, { by: 'test', now: noon, safe })
  const { pledge_id, due_id } = await makePledge(db, { supporter: { id: supporter_id }, amount, way: 'debit', mandate_id: mandate.id, rhythm })
  const told = await db.insertInto('prenotifications').values({ mandate_id: mandate.id, amount, currency: 'EUR', collect_on: '2026-03-05', notice_days: 1, made_at: noon, told_at: noon }).returning('id').executeTakeFirstOrThrow()
  const into = file ?? (await makeFile(db))
  const end_to_end_id = `E2E-${n}`
  const debit = await db.insertInto('debits').values({ due_id, mandate_id: mandate.id, prenotification_id: told.id, amount, currency: 'EUR', collect_on: '2026-03-05', sequence_type: rhythm === 'once' ? 'OOFF' : 'RCUR', end_to_end_id, file_id: into.id, state: 'sent' }).returning('id').executeTakeFirstOrThrow()
  await db.updateTable('dues').set({ state: 'in_flight' }).where('id', '=', due_id).execute()
  await book(db, [{ kind: 'debit_sent', source: debit.id, due_id, booked_on: '2026-03-03', postings: move({ from: 'announced', to: 'in_flight', amount, currency: 'EUR' }) }], noon)
  return { id: debit.id, due_id, pledge_id, end_to_end_id, mandate: mandate.reference, file: into }
}
export async function makeFile(db: Db) {
  const message_id = `COLLECTION-${++debits}`
  const collection = await db.insertInto('collections').values({ collect_on: '2026-03-05', proposed_at: noon }).returning('id').executeTakeFirstOrThrow()
  const file = await db.insertInto('collection_files').values({ collection_id: collection.id, part: 1, message_id, debits: 1, total: 1, sha256: Buffer.alloc(32), sealed: Buffer.alloc(1), made_at: noon }).returning('id').executeTakeFirstOrThrow()
  return { id: file.id, message_id }
}
/** Of the paper's account and the test's day, unless the test says otherwise. */
export function makeStatement(over: Partial<MadeStatement> & Pick<MadeStatement, 'entries'>): MadeStatement {
  return { statement_id: `S-${++made}`, iban: ownIban, from_on: '2026-03-02', ...over }
}
export function importMade(db: Db, statement: MadeStatement | readonly MadeStatement[]) {
  return importStatement(db, { name: 'statement.xml', bytes: Buffer.from(camt(statement)) }, { safe, by: 'test', now: noon })
}
