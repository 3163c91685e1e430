// What the desk does not want is dismissed, story by story; what somebody has seen is theirs alone.
import { atomically, type Db } from '../base/db/db.ts'
import { record, type Act } from '../base/db/journal.ts'
import { dismissStories, restoreStories } from './writes/wire-items.ts'
import { setSeenUpTo } from './writes/wires.ts'

export function dismissMany(db: Db, ids: number[], { by, now }: Act): Promise<number> {
  if (ids.length === 0) return Promise.resolve(0)
  return atomically(db, async (tx) => {
    await dismissStories(tx, ids, now)
    for (const id of ids) await record(tx, { by, now, what: 'wire dismissed', subject: `wire_item:${id}` })
    return ids.length
  })
}

export function returnMany(db: Db, ids: number[], { by, now }: Act): Promise<void> {
  if (ids.length === 0) return Promise.resolve()
  return atomically(db, async (tx) => {
    await restoreStories(tx, ids)
    for (const id of ids) await record(tx, { by, now, what: 'wire brought back', subject: `wire_item:${id}` })
  })
}

export async function seeUpTo(db: Db, seen: { reader_id: number; seen_id: number }) {
  await setSeenUpTo(db, seen)
}
