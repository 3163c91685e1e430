// A reader may hide another for themselves: their comments are folded where this reader alone looks. The other never knows.
import type { Db } from '../base/db/db.ts'
import { deleteHidden, insertHidden } from './writes/hidden-readers.ts'

export async function hideReader(db: Db, { reader_id, hidden_id }: { reader_id: number; hidden_id: number }, now: Date) {
  if (reader_id !== hidden_id) await insertHidden(db, { reader_id, hidden_id, since: now })
}
export async function showReader(db: Db, pair: { reader_id: number; hidden_id: number }) {
  await deleteHidden(db, pair)
}
