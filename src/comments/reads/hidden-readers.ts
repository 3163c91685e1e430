import type { Reads } from '../../base/db/db.ts'

/** Whom a reader does not want to see, the last hidden first. */
export function hiddenBy(db: Reads, reader_id: number) {
  return db.selectFrom('hidden_readers').innerJoin('readers', 'readers.id', 'hidden_readers.hidden_id').select(['readers.id', 'readers.name', 'since'])
    .where('hidden_readers.reader_id', '=', reader_id).orderBy('since', 'desc').execute()
}

/** Who said something that everyone sees, and where. */
export async function saidBy(db: Reads, comment_id: number) {
  const row = await db.selectFrom('comments').innerJoin('articles', 'articles.id', 'comments.article_id').innerJoin('sections', 'sections.id', 'articles.section_id')
    .select(['reader_id', 'article_id', 'articles.slug', 'sections.slug as section_slug']).where('comments.id', '=', comment_id).where('comments.state', '=', 'shown').executeTakeFirst()
  return row?.reader_id ? { ...row, reader_id: row.reader_id } : undefined
}
