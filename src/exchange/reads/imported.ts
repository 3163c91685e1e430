import { createHash } from 'node:crypto'
import type { Reads } from '../../base/db/db.ts'

/** Where things of another system are named: the system, and the kind of thing. */
export interface Origin { source: string; kind: string }

/** Our own ids of what was taken over earlier, by its foreign ids. */
export async function importedIds(db: Reads, { source, kind }: Origin, foreign_ids: string[]): Promise<Map<string, string>> {
  const given = new Map(foreign_ids.map((id) => [keptId(id), id]))
  const rows = await db.selectFrom('imported').select(['foreign_id', 'own_id'])
    .where('source', '=', keptId(source)).where('kind', '=', kind).where((eb) => eb('foreign_id', '=', eb.fn.any(eb.val([...given.keys()])))).execute()
  return new Map(rows.map((row) => [given.get(row.foreign_id) ?? row.foreign_id, row.own_id]))
}

/** An id as it is kept. An index takes no more than 2,700 bytes, and addresses are ids too: long ones go by their hash. */
export function keptId(id: string): string {
  return id.length <= 300 ? id : `sha256 ${createHash('sha256').update(id).digest('hex')}`
}
