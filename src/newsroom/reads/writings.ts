import { sql } from 'kysely'
import type { Reads } from '../../base/db/db.ts'
import { presenceSeconds } from './presences.ts'

/** Where whoever has read nothing yet begins. */
export const fromTheStart = -1

/**
 * What an article's working copy has come to since a number: its changes in their order, or first everything in one piece
 * where they have been put together meanwhile. One statement, so that nothing can be put together in between.
 */
export async function writingSince(db: Reads, { article_id, number }: { article_id: number; number: number }): Promise<{ number: number; update: Buffer }[]> {
  return db.selectFrom('writings').select(['compacted_up_to as number', 'state as update']).where('article_id', '=', article_id).where('compacted_up_to', '>', number)
    .unionAll(db.selectFrom('writing_updates').select(['number', 'update']).where('article_id', '=', article_id).where('number', '>', number))
    .orderBy('number').execute()
}

export async function hasWriting(db: Reads, article_id: number): Promise<boolean> {
  return (await db.selectFrom('writings').select('article_id').where('article_id', '=', article_id).executeTakeFirst()) !== undefined
}

/** Articles whose working copies are open now, or were changed and have not been put together since: in others nothing is that has not been settled. */
export async function openWritings(db: Reads): Promise<number[]> {
  const { rows } = await sql<{ article_id: number }>`select article_id from writing_updates
    union select article_id from writing_presences where seen_at > clock_timestamp() - make_interval(secs => ${presenceSeconds}) order by article_id`.execute(db)
  return rows.map(({ article_id }) => article_id)
}

/** Articles with many changes that are not put together, and those in which nobody has written since a moment: the longest first, and not all at once. */
export async function uncompacted(db: Reads, { many, quietSince }: { many: number; quietSince: Date }): Promise<number[]> {
  const rows = await db.selectFrom('writing_updates').select('article_id').groupBy('article_id')
    .having((eb) => eb.or([eb(eb.fn.countAll(), '>=', many), eb(eb.fn.max('written_at'), '<', quietSince)])).orderBy(sql`count(*)`, 'desc').limit(200).execute()
  return rows.map(({ article_id }) => article_id)
}
