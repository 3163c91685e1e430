import type { Reads } from '../../base/db/db.ts'

/** The readers whose comments a reader does not want to see. */
export async function hiddenIds(db: Reads, reader_id: number): Promise<number[]> {
  const rows = await db.selectFrom('hidden_readers').select('hidden_id').where('reader_id', '=', reader_id).orderBy('hidden_id').execute()
  return rows.map(({ hidden_id }) => hidden_id)
}
