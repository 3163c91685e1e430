// A reader is anyone with an account. One that came in with comments of another system has a name only, and
// perhaps a mail address by which its owner can claim the account later.
import { atomically, type Db } from '../base/db/db.ts'
import { record } from '../base/db/journal.ts'
import { insertReader } from './writes.ts'

/** Adds a reader; undefined when another one has the mail address. */
export function addReader(db: Db, reader: { name: string; mail_address: string | null }, { by, now }: { by: string; now: Date }) {
  return atomically(db, async (tx) => {
    const added = await insertReader(tx, { ...reader, created_at: now })
    if (added) await record(tx, { by, what: 'reader added', subject: `reader:${added.id}`, now })
    return added
  })
}
