import { sql } from 'kysely'
import type { Db } from '../../base/db/db.ts'

/** Whom it is now asked for; undefined where it was asked for before, or they are blocked. */
export function setEraseAtOf(db: Db, { id, erase_at }: { id: number; erase_at: Date }) {
  return db.updateTable('supporters').set({ erase_at }).where('id', '=', id).where('erase_at', 'is', null).where('blocked_at', 'is', null).returning(['name', 'mail_address', 'language']).executeTakeFirst()
}

/** Answers false when it was due already, or never asked for. */
export async function clearEraseAtOf(db: Db, { id, now }: { id: number; now: Date }): Promise<boolean> {
  const { numUpdatedRows } = await db.updateTable('supporters').set({ erase_at: null }).where('id', '=', id).where('erase_at', '>', now).executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Leaves of supporters what their vouchers name: name and postal address. */
export async function blockSupporters(tx: Db, ids: number[], now: Date) {
  await tx.updateTable('supporters').set({ mail_address: '', reader_id: null, upgrade_consented_at: null, upgrade_asked_at: null, erase_at: null, blocked_at: sql<Date>`coalesce(blocked_at, ${now})` }).where('id', 'in', ids).execute()
  for (const table of ['supporter_notes', 'supporter_mails', 'supporter_links', 'supporter_sessions'] as const) await tx.deleteFrom(table).where('supporter_id', 'in', ids).execute()
  await tx.deleteFrom('supporters_apart').where((eb) => eb.or([eb('one_id', 'in', ids), eb('other_id', 'in', ids)])).execute()
  const pledges = tx.selectFrom('pledges').select('id').where('supporter_id', 'in', ids)
  await tx.deleteFrom('dunning_holds').where('pledge_id', 'in', pledges).execute()
  await tx.deleteFrom('pledge_origins').where('pledge_id', 'in', pledges).execute()
  // The words and when they were said stay, as evidence that mails were allowed; they name nobody.
  await tx.updateTable('upgrade_consents').set({ revoked_by: 'erasure', revoked_at: now }).where('supporter_id', 'in', ids).where('revoked_at', 'is', null).execute()
  await tx.deleteFrom('given_forms').where('pledge_id', 'in', pledges).execute()
  await tx.deleteFrom('method_changes').where('pledge_id', 'in', pledges).execute()
  // What a transfer that comes later is known by.
  await tx.updateTable('statement_lines').set({ iban_fingerprint: null }).where('pledge_id', 'in', pledges).execute()
  await tx.updateTable('provider_payments').set({ customer: null, method: null }).where('state', 'not in', ['asked', 'open']).where('due_id', 'in', tx.selectFrom('dues').select('id').where('pledge_id', 'in', pledges)).execute()
  await tx.updateTable('pledges').set({ provider_customer: null, provider_method: null }).where('supporter_id', 'in', ids).execute()
}

/** Leaves of supporters a number. */
export async function blankSupporters(tx: Db, ids: number[], now: Date) {
  await tx.updateTable('supporters').set({ name: '', street: '', postcode: '', town: '', country: '', erased_at: now }).where('id', 'in', ids).execute()
  await tx.updateTable('provider_payments').set({ customer: null, method: null }).where('due_id', 'in', tx.selectFrom('dues').innerJoin('pledges', 'pledges.id', 'pledge_id').select('dues.id').where('supporter_id', 'in', ids)).execute()
  await tx.updateTable('declarations').set({ sealed: null }).where('supporter_id', 'in', ids).execute()
  await blankMandates(tx, (await tx.selectFrom('mandates').select('id').where('supporter_id', 'in', ids).execute()).map(({ id }) => id))
}

/** Leaves of mandates their reference, the words that were agreed to, and when. */
export async function blankMandates(db: Db, ids: number[]) {
  if (ids.length === 0) return
  await db.updateTable('mandates').set({ holder: '', iban_sealed: null, iban_fingerprint: null, iban_shown: '', bic: '', street: '', postcode: '', town: '', country: '' }).where('id', 'in', ids).execute()
}

export async function blankDeclarations(db: Db, ids: number[]) {
  await db.updateTable('declarations').set({ sealed: null }).where('id', 'in', ids).execute()
}

/** Leaves of the bank's files and lines the amounts, days and numbers: an empty seal says that the rest was erased. */
export async function blankBankTexts(db: Db, { before }: { before: string }) {
  const none = Buffer.alloc(0)
  const filled = sql<boolean>`length(sealed) > 0`
  await db.updateTable('statement_lines').set({ sealed: none, iban_fingerprint: null }).where('booked_on', '<', before).where(filled).execute()
  await db.updateTable('statement_files').set({ sealed: none, name: '' }).where('imported_at', '<', sql<Date>`${before}::date`).where(filled).execute()
  await db.updateTable('collection_files').set({ sealed: none }).where('made_at', '<', sql<Date>`${before}::date`).where(filled).execute()
}
