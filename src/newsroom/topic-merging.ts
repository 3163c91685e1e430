// Merging and deleting topics: what the desk has laid out by one of them goes by the other then.
import { deleteTopic, holdTopics, mergeTopics } from '../articles/topic.ts'
import { atomically, type Db } from '../base/db/db.ts'
import type { Act } from '../base/db/journal.ts'
import { enqueue } from '../base/jobs/enqueue.ts'
import { moveFrontsOfTopic } from './writes/fronts.ts'

/** In one transaction. Undefined where one of the two is not there (any more). */
export function mergeAtDesk(db: Db, { from, into }: { from: number; into: number }, act: Act): Promise<{ articles: number } | undefined> {
  return atomically(db, async (tx) => {
    if (!(await holdTopics(tx, { from, into }))) return undefined
    await moveFrontsOfTopic(tx, { from, into })
    const merged = await mergeTopics(tx, { from, into }, act)
    // Imports that are repeated find it under its new number.
    if (merged) await enqueue(tx, 'topic-merged', { from, into })
    return merged
  })
}

/** Answers whether it could: nothing may stand under it. */
export function deleteAtDesk(db: Db, id: number, act: Act): Promise<boolean> {
  return atomically(db, async (tx) => {
    const isDeleted = await deleteTopic(tx, id, act)
    if (isDeleted) await enqueue(tx, 'topic-merged', { from: id, into: null })
    return isDeleted
  })
}
