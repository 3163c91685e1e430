import type { Reads } from '../../base/db/db.ts'

/** Some of the comments somebody has written, in the order of their numbers. */
export function commentsBy(db: Reads, reader_id: number, limit: number) {
  return db.selectFrom('comments').select(['id', 'state']).where('reader_id', '=', reader_id).orderBy('id').limit(limit).execute()
}
