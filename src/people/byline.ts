// Whom an account is in bylines: so the comments of somebody who wrote the article can be told from others.
import { atomically, type Db } from '../base/db/db.ts'
import { record, type Act } from '../base/db/journal.ts'
import { updateAuthorOf } from './writes/readers.ts'

/** Joins an account with an author, or parts it from the one it has. */
export function joinByline(db: Db, { reader_id, author_id }: { reader_id: number; author_id: number | null }, { by, now }: Act): Promise<void> {
  return atomically(db, async (tx) => {
    await updateAuthorOf(tx, { id: reader_id, author_id })
    await record(tx, { by, what: author_id === null ? 'byline of account taken' : 'byline of account set', subject: `reader:${reader_id}`, now })
  })
}
