import { sql, type Insertable } from 'kysely'
import type { Db } from '../../base/db/db.ts'
import type { Schema } from '../../base/db/schema.ts'

export async function insertRevision(db: Db, revision: Insertable<Schema['revisions']>) {
  await db.insertInto('revisions').values(revision).execute()
}

/**
 * Of what the program saved by itself, all of the last day stay, then the last of each hour for a week, of each day for a
 * quarter, and of each month. None goes that a correction names; the database would not have it.
 */
export async function deleteThinned(db: Db, now: Date): Promise<number> {
  const thinned = await db.deleteFrom('revisions').using((eb) => eb.selectFrom('revisions').where('by_itself', '=', true)
    .select(['article_id', 'number', sql<number>`row_number() over (partition by article_id, case
      when saved_at > ${now}::timestamptz - interval '1 day' then number::text
      when saved_at > ${now}::timestamptz - interval '7 days' then 'h' || date_trunc('hour', saved_at)
      when saved_at > ${now}::timestamptz - interval '91 days' then 'd' || date_trunc('day', saved_at)
      else 'm' || date_trunc('month', saved_at) end order by number desc)`.as('place')]).as('ranked'))
    .whereRef('revisions.article_id', '=', 'ranked.article_id').whereRef('revisions.number', '=', 'ranked.number').where('ranked.place', '>', 1)
    .where((eb) => eb.not(eb.exists(eb.selectFrom('corrections').select('corrections.id').whereRef('corrections.article_id', '=', 'revisions.article_id').whereRef('corrections.revision', '=', 'revisions.number'))))
    .executeTakeFirst()
  return Number(thinned.numDeletedRows)
}
