import { sql, type Insertable } from 'kysely'
import type { Db } from '../../base/db/db.ts'
import type { Schema } from '../../base/db/schema.ts'

type Consents = Schema['upgrade_consents']

/** False where they have consented already. */
export async function insertConsent(tx: Db, consent: Insertable<Consents>): Promise<boolean> {
  const row = await tx.insertInto('upgrade_consents').values(consent).onConflict((oc) => oc.column('supporter_id').where('revoked_at', 'is', null).doNothing()).returning('id').executeTakeFirst()
  if (row) await tx.updateTable('supporters').set({ upgrade_consented_at: consent.given_at }).where('id', '=', consent.supporter_id).execute()
  return row !== undefined
}

/** Of a supporter and whoever became one with them. Answers whether there was one, and with which questions have not gone out yet. */
export async function revokeConsents(tx: Db, { supporter_id, revoked_by, revoked_at }: { supporter_id: number; revoked_by: 'own' | 'mail'; revoked_at: Date }) {
  const family = tx.selectFrom('supporters').select('id').where((own) => own.or([own('id', '=', supporter_id), own('merged_into', '=', supporter_id)]))
  const revoked = await tx.updateTable('upgrade_consents').set({ revoked_by, revoked_at }).where('supporter_id', 'in', family).where('revoked_at', 'is', null).returning('id').execute()
  await tx.updateTable('supporters').set({ upgrade_consented_at: null }).where('id', 'in', family).execute()
  const waiting = await tx.selectFrom('upgrade_questions').select('id').where('supporter_id', 'in', family).where('told_at', 'is', null).where('refused_at', 'is', null).execute()
  return { isNew: revoked.length > 0, waiting: waiting.map(({ id }) => id) }
}

/** False where they were asked within the year by another one. */
export async function updateUpgradeAsked(tx: Db, { id, asked_at, asked_until, zone }: { id: number; asked_at: Date; asked_until: string; zone: string }): Promise<boolean> {
  const { numUpdatedRows } = await tx.updateTable('supporters').set({ upgrade_asked_at: asked_at }).where('id', '=', id)
    .where(sql<boolean>`upgrade_asked_at is null or (upgrade_asked_at at time zone ${zone})::date <= ${asked_until}::date`).executeTakeFirst()
  return numUpdatedRows > 0n
}

export async function insertQuestion(tx: Db, question: Insertable<Schema['upgrade_questions']>): Promise<number> {
  return (await tx.insertInto('upgrade_questions').values(question).returning('id').executeTakeFirstOrThrow()).id
}
export async function updateQuestionTold(db: Db, { id, ...to }: { id: number } & ({ told_at: Date } | { refused_at: Date; answer: string })) {
  await db.updateTable('upgrade_questions').set(to).where('id', '=', id).execute()
}
