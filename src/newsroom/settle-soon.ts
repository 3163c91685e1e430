// Whatever is written into a working copy is settled some seconds later (settling.ts): added as a job in the transaction that keeps it.
import type { Db } from '../base/db/db.ts'
import { enqueueOnce } from '../base/jobs/enqueue.ts'
import { secondsAfter } from '../base/time.ts'
import { databaseTime } from './reads/revisions.ts'

/** So many seconds after somebody began to write, and again as long as they go on. */
export const settleSeconds = 8

/** By the database's clock, which is the one that jobs begin by. */
export async function settleSoon(db: Db, { article_id, by }: { article_id: number; by: number | null }): Promise<void> {
  await settleAt(db, secondsAfter(await databaseTime(db), settleSeconds), { article_id, by: by === null ? 'import' : `staff:${by}` })
}

/** Once, however often it is asked for until then. */
export function settleAt(db: Db, at: Date, { article_id, by }: { article_id: number; by: string }): Promise<void> {
  return enqueueOnce(db, at, { name: 'settle-writing', payload: { article_id, by }, key: `settle-writing:${article_id}` })
}
