import type { Reads } from '../../base/db/db.ts'

/** Who writes in an article by the plain form, if they were heard of since. */
export function lockHolder(db: Reads, { article_id, seen_after }: { article_id: number; seen_after: Date }) {
  return db.selectFrom('article_locks').innerJoin('readers', 'readers.id', 'article_locks.reader_id').select(['reader_id', 'readers.name', 'since', 'seen_at'])
    .where('article_id', '=', article_id).where('seen_at', '>', seen_after).executeTakeFirst()
}
