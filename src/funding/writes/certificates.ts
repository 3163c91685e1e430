import type { Insertable } from 'kysely'
import type { Db } from '../../base/db/db.ts'
import type { Schema } from '../../base/db/schema.ts'

export async function insertCertificateTerms(tx: Db, terms: Insertable<Schema['certificate_terms']>) {
  await tx.insertInto('certificate_terms').values(terms).execute()
}
export async function updateEntitled(tx: Db, certificates: boolean) {
  await tx.updateTable('funding_settings').set({ certificates }).execute()
}

export async function insertCertificate(tx: Db, certificate: Insertable<Schema['certificates']>, gifts: readonly { due_id: number; given_on: string; amount: number }[]): Promise<number> {
  const { id } = await tx.insertInto('certificates').values(certificate).returning('id').executeTakeFirstOrThrow()
  await tx.insertInto('certificate_gifts').values(gifts.map(({ due_id, given_on, amount }) => ({ certificate_id: id, due_id, given_on, amount }))).execute()
  return id
}

/** Only those whose original had not gone out. */
export async function updateHandedOut(tx: Db, { ids, how, at }: { ids: readonly number[]; how: 'link' | 'paper'; at: Date }): Promise<number[]> {
  if (ids.length === 0) return []
  const rows = await tx.updateTable('certificates').set({ handed_out: how, handed_out_at: at }).where('id', 'in', ids).where('handed_out', 'is', null).where('recalled_at', 'is', null).returning('id').execute()
  return rows.map(({ id }) => id)
}

/** Undefined where it was recalled already. Its gifts can be certified anew, as far as they are still there. */
export async function updateRecalled(tx: Db, { id, why, at }: { id: number; why: 'returned' | 'mistake'; at: Date }) {
  const row = await tx.updateTable('certificates').set({ recalled_why: why, recalled_at: at }).where('id', '=', id).where('recalled_at', 'is', null).returning(['id', 'supporter_id', 'issued_on', 'handed_out', 'amount', 'currency']).executeTakeFirst()
  if (row) await tx.updateTable('certificate_gifts').set({ recalled: true }).where('certificate_id', '=', id).execute()
  return row
}
export async function updateRecallTold(tx: Db, id: number) {
  await tx.updateTable('certificates').set({ recall_told: true }).where('id', '=', id).execute()
}

/** Leaves of certificates number, amounts and days. */
export async function blankCertificates(db: Db, before: string) {
  await db.updateTable('certificates').set({ name: '', street: '', postcode: '', town: '', country: '' }).where('issued_on', '<', before).where('name', '<>', '').execute()
}
