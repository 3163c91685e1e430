import type { Reads } from '../../base/db/db.ts'

/** How many comments ever became visible to everyone under an article: what is more than a page was printed with is new. */
export async function arrivals(db: Reads, article_id: number): Promise<number> {
  const row = await db.selectFrom('comment_counts').select('arrivals').where('article_id', '=', article_id).executeTakeFirst()
  return row?.arrivals ?? 0
}
