import { sql } from 'kysely'
import type { Db } from '../../base/db/db.ts'

/** Counts the recommendations of every comment anew. */
export async function countRecommendations(db: Db) {
  const counted = sql<{ comment_id: number; n: number }>`(select comment_id, count(*)::int as n from recommendations group by comment_id)`
  await db.updateTable('comments').from(counted.as<'counted'>(sql`counted`)).set((eb) => ({ recommended: eb.ref('counted.n') }))
    .whereRef('comments.id', '=', 'counted.comment_id').execute()
}
