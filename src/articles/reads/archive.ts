import type { Reads } from '../../base/db/db.ts'
import type { Schema } from '../../base/db/schema.ts'

export type Span = Schema['archive_counts']['span']
/** A span by its first day, YYYY-MM-DD, and how many articles were published in it. */
export interface Counted { span: Span; begins_on: string; articles: number }

/** The nearest spans of the same length with articles, before and after. */
export async function spansBeside(db: Reads, { span, begins_on }: Pick<Counted, 'span' | 'begins_on'>): Promise<{ earlier: string | null; later: string | null }> {
  const filled = db.selectFrom('archive_counts').select('begins_on').where('span', '=', span).where('articles', '>', 0)
  const [earlier, later] = await Promise.all([
    filled.where('begins_on', '<', begins_on).orderBy('begins_on', 'desc').limit(1).executeTakeFirst(),
    filled.where('begins_on', '>', begins_on).orderBy('begins_on').limit(1).executeTakeFirst(),
  ])
  return { earlier: earlier?.begins_on ?? null, later: later?.begins_on ?? null }
}
