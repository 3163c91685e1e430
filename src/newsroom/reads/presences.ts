import { sql } from 'kysely'
import type { Reads } from '../../base/db/db.ts'

/** What a process has not said again for so long is not true any more. */
export const presenceSeconds = 40

export interface Present { id: number; name: string }

/** Who has these articles open to write in now, on whatever process, by article; nobody is no entry. */
export async function presentIn(db: Reads, article_ids: readonly number[]): Promise<Map<number, Present[]>> {
  const present = new Map<number, Present[]>()
  if (article_ids.length === 0) return present
  const rows = await db.selectFrom('writing_presences').innerJoin('readers', 'readers.id', 'writing_presences.reader_id')
    .select(['article_id', 'readers.id', 'readers.name']).distinct()
    .where('article_id', 'in', article_ids).where('seen_at', '>', sql<Date>`clock_timestamp() - make_interval(secs => ${presenceSeconds})`)
    .orderBy('article_id').orderBy('readers.name').orderBy('readers.id').execute()
  for (const { article_id, id, name } of rows) present.set(article_id, [...present.get(article_id) ?? [], { id, name }])
  return present
}

/** Which of these articles are open in another process, too. */
export async function openElsewhere(db: Reads, { process_id, article_ids }: { process_id: string; article_ids: readonly number[] }): Promise<Set<number>> {
  if (article_ids.length === 0) return new Set()
  const rows = await db.selectFrom('writing_presences').select('article_id').distinct()
    .where('article_id', 'in', article_ids).where('process_id', '<>', process_id).where('seen_at', '>', sql<Date>`clock_timestamp() - make_interval(secs => ${presenceSeconds})`).execute()
  return new Set(rows.map(({ article_id }) => article_id))
}
