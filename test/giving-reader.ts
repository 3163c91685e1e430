// Somebody who gives in every way there is: whatever the paper keeps of them stands somewhere.
import type { Db } from '../src/base/db/db.ts'
import { safeOf } from '../src/base/safe/safe.ts'
import { book, move } from '../src/funding/ledger.ts'
import { mandateOf } from '../src/funding/mandate.ts'
import { nextMandateIds } from '../src/funding/reads/mandates.ts'
import { hashOf, newToken } from '../src/people/session.ts'
import { noon } from './makers.ts'
import { key, someIban } from './money-histories.ts'

const safe = safeOf([key])
const currency = 'EUR'
const said = { name: 'Ada', mail_address: 'ada@mail.test', reference: '', reason: 'Umzug', or_cancel: false }

export interface GivingReader { supporter_id: number; mandate_id: number; due_id: number; line_id: number; /** What the browser sends in which their own side is open. */ cookie: string }

/** Since 1 March 2026, by debit, transfer and card: of each one amount has come. */
export async function makeGivingReader(db: Db, { reader_id, staff, mail_address, name = 'Ada' }: { reader_id: number | null; staff: number; mail_address: string; name?: string }): Promise<GivingReader> {
  const { id: supporter_id } = await db.insertInto('supporters').values({ name, mail_address, language: 'de', street: 'Am Wall 1', postcode: '12345', town: 'Wallstedt', country: 'DE', reader_id, upgrade_consented_at: noon, created_at: noon }).returning('id').executeTakeFirstOrThrow()
  await db.insertInto('supporter_notes').values({ supporter_id, written_by: staff, text: 'Ruft gern an.', written_at: noon }).execute()
  await db.insertInto('supporter_mails').values({ supporter_id, subject: 'Ihr persönlicher Link', mailed_at: noon }).execute()
  const [id = 0] = await nextMandateIds(db, 1)
  await db.insertInto('mandates').values({ ...mandateOf({ id, supporter_id, holder: name, iban: someIban }, safe), language: 'de', consent_text: 'Ich ermächtige', signed_at: noon, last_debit_on: '2026-03-01' }).execute()
  const given = { supporter_id, amount: 500, currency, rhythm: 'monthly' as const, state: 'active' as const, created_at: noon, began_on: '2026-03-01', next_due_on: '2026-04-01' }
  const [debit, transfer, card] = await db.insertInto('pledges').values([
    { ...given, way: 'debit', mandate_id: id, reference: `RF18A${supporter_id}`, provider_customer: null, provider: null },
    { ...given, way: 'transfer', mandate_id: null, reference: `RF18B${supporter_id}`, provider_customer: null, provider: null },
    { ...given, way: 'provider', mandate_id: null, reference: `RF18C${supporter_id}`, provider_customer: 'cus_1', provider: 'stripe' },
  ]).returning('id').execute()
  const dues = await db.insertInto('dues').values([debit!, transfer!, card!].map((pledge) => ({ pledge_id: pledge.id, due_on: '2026-03-01', amount: 500, currency, state: 'paid' as const, paid_on: '2026-03-01' }))).returning('id').execute()
  await db.insertInto('pledge_changes').values({ pledge_id: debit!.id, kind: 'given', actor: 'reader', amount: 500, rhythm: 'monthly', happened_at: noon }).execute()
  const line_id = await transferred(db, { pledge_id: transfer!.id, name })
  const [, due, carded] = dues
  await db.insertInto('dunning_steps').values({ due_id: due!.id, step: 'reminder', amount: 500, currency, actor: 'schedule', happened_at: noon, happened_on: '2026-03-01', told_at: noon }).execute()
  await db.insertInto('dunning_holds').values({ pledge_id: transfer!.id, note: 'Zahlt im Mai.', held_by: staff, held_at: noon }).execute()
  await db.insertInto('upgrade_consents').values({ supporter_id, words: 'Sie dürfen fragen.', language: 'de', given_by: 'giving', given_at: noon }).execute()
  await db.insertInto('upgrade_questions').values({ supporter_id, pledge_id: transfer!.id, amount: 500, suggested: 700, currency, token_hash: hashOf(newToken()), asked_at: noon, told_at: noon }).execute()
  await db.insertInto('provider_payments').values({ provider: 'stripe', reference: crypto.randomUUID(), foreign_id: `pi_${supporter_id}`, due_id: carded!.id, amount: 500, currency, description: 'Unterstützung', customer: 'cus_1', method: 'pm_1', state: 'paid', asked_at: noon }).execute()
  await db.insertInto('declarations').values({ number: `K-${String(supporter_id).padStart(8, '0')}`, token_hash: hashOf(newToken()), kind: 'cancellation', manner: 'ordinary', language: 'de', received_at: noon, sealed: safe.seal(JSON.stringify(said), `declarations.sealed K-${String(supporter_id).padStart(8, '0')}`),
    came_by: 'own', supporter_id, state: 'done' }).execute()
  await book(db, [{ kind: 'transfer_received', source: line_id, due_id: due!.id, line_id, booked_on: '2026-03-01', postings: move({ from: 'pledges', to: 'bank', amount: 500, currency }) }], noon)
  return { supporter_id, mandate_id: id, due_id: due!.id, line_id, cookie: await opened(db, supporter_id) }
}

async function transferred(db: Db, { pledge_id, name }: { pledge_id: number; name: string }): Promise<number> {
  const hash = hashOf(newToken())
  const file = await db.insertInto('statement_files').values({ name: 'auszug.xml', sha256: hash, sealed: safe.seal('x', 'x'), imported_by: 'staff:1', imported_at: noon }).returning('id').executeTakeFirstOrThrow()
  const statement = await db.insertInto('statements').values({ file_id: file.id, format: 'camt.053.001.08', iban_fingerprint: hash, iban_shown: 'DE … 0000', statement_id: '7', currency, digest: hash }).returning('id').executeTakeFirstOrThrow()
  const line = await db.insertInto('statement_lines').values({ statement_id: statement.id, position: 1, entry: 1, amount: 500, currency, booked_on: '2026-03-01', sealed: hash, iban_fingerprint: safe.fingerprint(someIban), fingerprint: hash, state: 'booked', kind: 'transfer', pledge_id }).returning('id').executeTakeFirstOrThrow()
  await db.updateTable('statement_lines').set({ sealed: safe.seal(JSON.stringify({ name, iban: someIban, text: 'für die Zeitung' }), `statement_lines.sealed ${line.id}`) }).where('id', '=', line.id).execute()
  return line.id
}

async function opened(db: Db, supporter_id: number): Promise<string> {
  const token = newToken()
  const lasting = { supporter_id, created_at: noon, expires_at: new Date(noon.getTime() + 400 * 86_400_000) }
  await db.insertInto('supporter_links').values({ ...lasting, token_hash: hashOf(newToken()), leads_to: '/my-support' }).execute()
  await db.insertInto('supporter_sessions').values({ ...lasting, token_hash: hashOf(token) }).execute()
  return `litfass-supporter=${token}`
}
