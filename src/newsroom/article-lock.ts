// A lock says that somebody writes in an article by the plain form, which knows nothing of what others do until it is sent. It ends
// by itself when nothing was heard of them for some minutes, and anybody may take it over: so none can be stuck.
import type { Db, Reads } from '../base/db/db.ts'
import { secondsAfter } from '../base/time.ts'
import { lockHolder } from './reads/article-locks.ts'
import { claimLock, deleteLock } from './writes/article-locks.ts'

/** For so long somebody is believed to be writing of whom nothing is heard. */
export const lockSeconds = 600

export type Lock = NonNullable<Awaited<ReturnType<typeof lockOn>>>
interface Claiming { article_id: number; reader_id: number; /** Takes it from whoever has it. */ isTakeover?: boolean }

export function lockOn(db: Reads, article_id: number, now: Date) {
  return lockHolder(db, { article_id, seen_after: secondsAfter(now, -lockSeconds) })
}

/** Takes the lock or says that its holder is still there; answers who has it now. */
export async function takeLock(db: Db, { article_id, reader_id, isTakeover = false }: Claiming, now: Date): Promise<Lock> {
  await claimLock(db, { article_id, reader_id, now, seen_before: isTakeover ? null : secondsAfter(now, -lockSeconds) })
  const lock = await lockOn(db, article_id, now)
  if (!lock) throw new Error(`nobody has the lock on article ${article_id}`)
  return lock
}

/** Lets others write; who does not have the lock changes nothing. */
export function giveLockBack(db: Db, lock: { article_id: number; reader_id: number }): Promise<void> {
  return deleteLock(db, lock)
}
