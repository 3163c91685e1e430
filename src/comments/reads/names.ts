import type { Reads } from '../../base/db/db.ts'

/** Under which articles a reader is named: where they said something, or were answered. */
export async function articlesOf(db: Reads, reader_id: number): Promise<number[]> {
  const rows = await db.selectFrom('comments').select('article_id').distinct().where('reader_id', '=', reader_id).where('visible', '=', true).execute()
  return rows.map(({ article_id }) => article_id)
}

/** Those under whose corrections they are named. */
export async function articlesCrediting(db: Reads, reader_id: number): Promise<number[]> {
  const rows = await db.selectFrom('corrections').innerJoin('comments', 'comments.id', 'corrections.comment_id').select('corrections.article_id').distinct()
    .where('comments.reader_id', '=', reader_id).where('corrections.credited_at', 'is not', null).execute()
  return rows.map(({ article_id }) => article_id)
}
