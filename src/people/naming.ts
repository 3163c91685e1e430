// Naming: who may be called what. The unique index of the database has the last word; the lock on a name makes sure that
// of two who ask for one at the same time, the second is told so.
import { atomically, type Db, type Reads } from '../base/db/db.ts'
import { enqueue, enqueueAt } from '../base/jobs/enqueue.ts'
import { secondsAfter } from '../base/time.ts'
import { nameKey, shapeRefusal, staffRefusal, tidyName, type NameRefusal } from './name.ts'
import { isNameTaken, ofThePaper } from './reads/names.ts'
import { lockName, lockReader, updateName } from './writes/readers.ts'

/** How long after a change the next one has to wait, and how long the old name is shown beside the new one. */
export const nameRests = 90 * 86_400
export const formerNameShown = 30 * 86_400

interface Wanted {
  name: string
  /** Who wants it, if they have an account: their own name is not taken. */
  reader_id?: number
  /** Those who work for the paper may say so. */
  is_staff?: boolean
}

/**
 * What stands against a name; null if nothing. Says nothing about mail addresses, so it may be asked before anybody is
 * known, and must be asked so: the answer is the same whatever address stands beside it.
 */
export async function nameRefusal(db: Reads, { name: given, reader_id = 0, is_staff = false }: Wanted, now: Date): Promise<NameRefusal | null> {
  const name = tidyName(given)
  const shape = shapeRefusal(name)
  if (shape) return shape
  const posing = is_staff ? null : staffRefusal(name, await ofThePaper(db, reader_id))
  return posing ?? ((await isNameTaken(db, { name_key: nameKey(name), reader_id, now })) ? 'taken' : null)
}

/** The same, and nobody else can take the name before the transaction ends. */
export async function reserveName(tx: Db, wanted: Wanted, now: Date): Promise<NameRefusal | null> {
  await lockName(tx, nameKey(tidyName(wanted.name)))
  return nameRefusal(tx, wanted, now)
}

/** When a reader may change their name next; null: now. */
export function nextNameChange({ name_changed_at }: { name_changed_at: Date | null }, now: Date): Date | null {
  const at = name_changed_at && secondsAfter(name_changed_at, nameRests)
  return at && at > now ? at : null
}

/** The name a reader had before, while it is shown beside the new one; null otherwise. */
export function formerName({ former_name, former_name_until }: { former_name: string | null; former_name_until: Date | null }, now: Date): string | null {
  return former_name_until && former_name_until > now ? former_name : null
}

/** Changes a reader's name. Pages that show it are printed anew. */
export function changeName(db: Db, { reader_id, name: given, is_staff }: { reader_id: number; name: string; is_staff: boolean }, now: Date): Promise<{ refused: NameRefusal | 'too_soon' } | { name: string }> {
  return atomically(db, async (tx) => {
    const name = tidyName(given)
    const refused = await reserveName(tx, { name, reader_id, is_staff }, now)
    if (refused) return { refused }
    const reader = await lockReader(tx, reader_id)
    if (!reader || reader.name === name) return { name }
    if (nextNameChange(reader, now)) return { refused: 'too_soon' }
    const former = { former_name: reader.name, former_name_key: nameKey(reader.name), former_name_until: secondsAfter(now, formerNameShown) }
    await updateName(tx, { id: reader_id, name, name_key: nameKey(name), name_changed_at: now, ...former })
    await enqueue(tx, 'name-changed', { reader_id })
    await enqueueAt(tx, former.former_name_until, { name: 'name-changed', payload: { reader_id } })
    return { name }
  })
}
