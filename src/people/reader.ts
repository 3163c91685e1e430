// A reader is anyone with an account. One that came in with comments of another system has a name only, and
// perhaps a mail address by which its owner can claim the account later.
import { atomically, type Db } from '../base/db/db.ts'
import { record, type Act } from '../base/db/journal.ts'
import { nameKey } from './name.ts'
import { readersWithoutKey } from './reads/names.ts'
import { insertReader, insertReaders, updateLanguage, updateNameKeys } from './writes/readers.ts'

/** Adds a reader; undefined when another one has the mail address. */
export function addReader(db: Db, reader: { name: string; mail_address: string | null }, { by, now }: Act) {
  return atomically(db, async (tx) => {
    const added = await insertReader(tx, { ...reader, name_key: nameKey(reader.name), created_at: now })
    if (added) await record(tx, { by, what: 'reader added', subject: `reader:${added.id}`, now })
    return added
  })
}

/** Adds many readers at once; those whose mail address another one has are left as they are. Answers the numbers of those that came, in the order given. */
export function addReaders(db: Db, readers: { name: string; mail_address: string | null }[], { by, now }: Act): Promise<number[]> {
  return atomically(db, async (tx) => {
    const added = (await insertReaders(tx, readers.map((reader) => ({ ...reader, name_key: nameKey(reader.name) })), now)).map(({ id }) => id).sort((a, b) => a - b)
    if (added.length > 0) await record(tx, { by, what: `${added.length} readers added`, subject: `reader:${added[0]}`, now })
    return added
  })
}

/** Of a reader's mails and own pages; null: the paper's. */
export async function setLanguage(db: Db, { reader_id, language }: { reader_id: number; language: string | null }) {
  await updateLanguage(db, { id: reader_id, language })
}

const atOnce = 1_000

/** Gives names their keys that were written by a version of the program which knows of none; answers how many. */
export async function catchUpWithNames(db: Db): Promise<number> {
  for (let caughtUp = 0; ; ) {
    const behind = await readersWithoutKey(db, atOnce)
    if (behind.length === 0) return caughtUp
    await updateNameKeys(db, behind.map(({ id, name }) => ({ id, name_key: nameKey(name) })))
    caughtUp += behind.length
  }
}
