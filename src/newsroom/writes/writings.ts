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

/**
 * Adds changes, and tells all processes when the transaction commits. Answers the number of the last one; undefined where there
 * is no working copy. One statement: it runs ten times a second for each article that somebody types in.
 */
export async function insertUpdates(tx: Db, { article_id, updates, now }: { article_id: number; updates: NewUpdate[]; now: Date }): Promise<number | undefined> {
  const [bytes, people] = [updates.map(({ update }) => Buffer.from(update)), updates.map(({ written_by }) => written_by)]
  const { rows } = await sql<{ last_number: number }>`
    with counted as (
      update writings set last_number = last_number + ${updates.length} where article_id = ${article_id} returning last_number
    ), added as (
      insert into writing_updates (article_id, number, update, written_by, written_at)
      select ${article_id}, counted.last_number - ${updates.length} + one.ordinal, one.update, one.written_by, ${now}
      from counted, unnest(${bytes}::bytea[], ${people}::bigint[]) with ordinality one (update, written_by, ordinal)
    )
    select last_number, pg_notify(${writingChannel}, ${`${article_id} `} || last_number) from counted`.execute(tx)
  return rows[0]?.last_number
}

/** Puts one piece in place of the changes up to a number; false where somebody else has done so meanwhile. */
export async function compact(tx: Db, { article_id, state, was, up_to }: { article_id: number; state: Uint8Array; was: number; up_to: number }): Promise<boolean> {
  const { numUpdatedRows } = await tx.updateTable('writings').set({ state: Buffer.from(state), compacted_up_to: up_to }).where('article_id', '=', article_id).where('compacted_up_to', '=', was).executeTakeFirst()
  if (numUpdatedRows === 0n) return false
  await tx.deleteFrom('writing_updates').where('article_id', '=', article_id).where('number', '<=', up_to).execute()
  return true
}
