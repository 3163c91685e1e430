import { sql } from 'kysely'
import type { Reads } from '../../base/db/db.ts'

interface Same { reader_id: number; article_id: number; parent_id: number | null; body: string; since: Date }

/** The comment in which a reader has just said the same in the same place, unless it was removed. Rides comments_reader_idx. */
export async function sameComment(db: Reads, { reader_id, article_id, parent_id, body, since }: Same) {
  const same = await db.selectFrom('comments').select(['id', sql<'shown' | 'pending'>`state`.as('state')])
    .where('reader_id', '=', reader_id).where('submitted_at', '>', since).where('article_id', '=', article_id)
    .where('parent_id', 'is not distinct from', parent_id).where('body', '=', body).where('state', '<>', 'removed').limit(1).executeTakeFirst()
  return same && { refused: undefined, ...same }
}

/** The words of a comment; none where it is not there. */
export async function bodyOf(db: Reads, id: number): Promise<string> {
  const row = await db.selectFrom('comments').select('body').where('id', '=', id).executeTakeFirst()
  return row?.body ?? ''
}

/** Whether a reader wrote the article: is in its byline for the text. */
export async function isAuthorOf(db: Reads, { reader_id, article_id }: { reader_id: number; article_id: number }): Promise<boolean> {
  const row = await db.selectFrom('readers').innerJoin('bylines', 'bylines.author_id', 'readers.author_id').select('readers.id')
    .where('readers.id', '=', reader_id).where('bylines.article_id', '=', article_id).where('bylines.role', '=', 'text').limit(1).executeTakeFirst()
  return row !== undefined
}
