// What an import made of a term of the former site, when that topic goes by another number.
import type { Db } from '../base/db/db.ts'
import { updateImportedTopic } from './writes/imported.ts'

/** A repeated import finds its topic under the new number; one that is gone is made anew then. */
export async function renumberImportedTopic(db: Db, topic: { from: number; into: number | null }) {
  await updateImportedTopic(db, topic)
}
