// To follow a thread is to be told by mail of what is said in it: at once, once a day, or not.
import type { Db } from '../base/db/db.ts'
import { upsertFollow } from './writes/follows.ts'

export const hows = ['at_once', 'daily', 'never'] as const
export type How = (typeof hows)[number]

/** What was said before is not told. */
export async function followThread(db: Db, follow: { reader_id: number; thread_id: number; how: How }, now: Date) {
  await upsertFollow(db, { ...follow, since: now, told_until: now })
}
