import type { Reads } from '../base/db/db.ts'

/** Where things of another system are named: the system, and the kind of thing. */
export interface Origin { source: string; kind: string }

/** Our own ids of what was taken over earlier, by its foreign ids. */
export async function importedIds(db: Reads, { source, kind }: Origin, foreign_ids: string[]): Promise<Map<string, string>> {
  const rows = await db.selectFrom('imported').select(['foreign_id', 'own_id'])
    .where('source', '=', source).where('kind', '=', kind).where((eb) => eb('foreign_id', '=', eb.fn.any(eb.val(foreign_ids)))).execute()
  return new Map(rows.map((row) => [row.foreign_id, row.own_id]))
}
