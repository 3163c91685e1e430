import { sql, type Insertable } from 'kysely'
import type { Db } from '../../base/db/db.ts'
import type { Schema } from '../../base/db/schema.ts'

/** The channel on which processes hear which working copies have been changed: `ARTICLE NUMBER`. */
export const writingChannel = 'writing'

/** The article stays as it is until the transaction is over. False where there is none. */
export async function holdArticle(tx: Db, article_id: number): Promise<boolean> {
  return (await tx.selectFrom('articles').select('id').where('id', '=', article_id).forShare().executeTakeFirst()) !== undefined
}

/** False where somebody else was first. */
export async function insertWriting(tx: Db, writing: Insertable<Schema['writings']>): Promise<boolean> {
  const { numInsertedOrUpdatedRows = 0n } = await tx.insertInto('writings').values(writing).onConflict((oc) => oc.doNothing()).executeTakeFirst()
  return numInsertedOrUpdatedRows > 0n
}

/** Nobody else changes the working copy until the transaction is over. Whoever locks its article, too, does that first. */
export async function lockWriting(tx: Db, article_id: number): Promise<boolean> {
  return (await tx.selectFrom('writings').select('article_id').where('article_id', '=', article_id).forUpdate().executeTakeFirst()) !== undefined
}

export interface NewUpdate { update: Uint8Array; written_by: number | null }

/** Adds changes, and tells all processes when the transaction commits. Answers the number of the last one; undefined where there is no working copy. */
export async function insertUpdates(tx: Db, { article_id, updates, now }: { article_id: number; updates: NewUpdate[]; now: Date }): Promise<number | undefined> {
  const counted = await tx.updateTable('writings').set((eb) => ({ last_number: eb('last_number', '+', updates.length) })).where('article_id', '=', article_id).returning('last_number').executeTakeFirst()
  if (!counted) return undefined
  const before = counted.last_number - updates.length
  await tx.insertInto('writing_updates').values(updates.map(({ update, written_by }, n) => ({ article_id, number: before + n + 1, update: Buffer.from(update), written_by, written_at: now }))).execute()
  await sql`select pg_notify(${writingChannel}, ${`${article_id} ${counted.last_number}`})`.execute(tx)
  return counted.last_number
}

/** Puts one piece in place of the changes up to a number; false where somebody else has done so meanwhile. */
export async function compact(tx: Db, { article_id, state, was, up_to }: { article_id: number; state: Uint8Array; was: number; up_to: number }): Promise<boolean> {
  const { numUpdatedRows } = await tx.updateTable('writings').set({ state: Buffer.from(state), compacted_up_to: up_to }).where('article_id', '=', article_id).where('compacted_up_to', '=', was).executeTakeFirst()
  if (numUpdatedRows === 0n) return false
  await tx.deleteFrom('writing_updates').where('article_id', '=', article_id).where('number', '<=', up_to).execute()
  return true
}
