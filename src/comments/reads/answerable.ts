import type { Reads } from '../../base/db/db.ts'

export type Answerable = NonNullable<Awaited<ReturnType<typeof answerable>>>

/** A comment that everyone sees, with what it takes to answer it. */
export function answerable(db: Reads, { article_id, id }: { article_id: number; id: number }) {
  return db.selectFrom('comments').innerJoin('readers', 'readers.id', 'comments.reader_id')
    .select(['comments.id', 'comments.body', 'comments.submitted_at', 'comments.thread_id', 'comments.reader_id', 'comments.recommended', 'readers.name'])
    .where('comments.id', '=', id).where('comments.article_id', '=', article_id).where('comments.state', '=', 'shown').executeTakeFirst()
}
