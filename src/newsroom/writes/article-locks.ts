import type { Db } from '../../base/db/db.ts'

interface Claim { article_id: number; reader_id: number; now: Date; /** Whose holder was last heard of before that; null: whoever it is. */ seen_before: Date | null }

/** Free, mine, or not heard of for long: of two who claim at once one gets it. */
export async function claimLock(db: Db, { article_id, reader_id, now, seen_before }: Claim) {
  await db.insertInto('article_locks').values({ article_id, reader_id, since: now, seen_at: now })
    .onConflict((oc) => oc.column('article_id').doUpdateSet((eb) => ({
      reader_id, seen_at: now, since: eb.case().when('article_locks.reader_id', '=', reader_id).then(eb.ref('article_locks.since')).else(now).end(),
    })).where((eb) => (seen_before === null ? eb.lit(true) : eb.or([eb('article_locks.reader_id', '=', reader_id), eb('article_locks.seen_at', '<=', seen_before)])))).execute()
}

export async function deleteLock(db: Db, { article_id, reader_id }: { article_id: number; reader_id: number }) {
  await db.deleteFrom('article_locks').where('article_id', '=', article_id).where('reader_id', '=', reader_id).execute()
}
