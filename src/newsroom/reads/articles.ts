import { sql } from 'kysely'
import type { FullArticle } from '../../articles/reads/articles.ts'
import type { Reads } from '../../base/db/db.ts'

export type State = FullArticle['state']
export const states = ['draft', 'published', 'held', 'withdrawn'] as const satisfies readonly State[]

interface Sought { state?: State | undefined; words?: string | undefined; before?: number | undefined }

/** Articles for the desk's list, the last ones made first: of a state, with these words in the headline, from a number on downwards. */
export function listedArticles(db: Reads, { state, words, before }: Sought, limit: number) {
  return db.selectFrom('articles').innerJoin('sections', 'sections.id', 'articles.section_id')
    .select(['articles.id', 'articles.headline', 'articles.kicker', 'articles.state', 'articles.language', 'articles.published_at', 'articles.updated_at', 'articles.withdrawn_at', 'articles.created_at', 'sections.name as section_name'])
    .$if(state !== undefined, (q) => q.where('articles.state', '=', state ?? 'draft'))
    .$if(words !== undefined, (q) => q.where('articles.headline', 'ilike', `%${(words ?? '').replace(/[\\%_]/g, '\\$&')}%`))
    .$if(before !== undefined, (q) => q.where('articles.id', '<', before ?? 0))
    .orderBy('articles.id', 'desc').limit(limit).execute()
}

/** Rides articles_unpublished_idx. */
export async function countDrafts(db: Reads): Promise<number> {
  const row = await db.selectFrom('articles').select((eb) => eb.fn.countAll<number>().as('n')).where('state', '=', 'draft').executeTakeFirstOrThrow()
  return row.n
}

/** The pictures that came in last, or those with these words in their name, caption or credit. */
export function listedPictures(db: Reads, { words, before }: Pick<Sought, 'words' | 'before'>, limit: number) {
  return db.selectFrom('pictures').select(['id'])
    .$if(words !== undefined, (q) => q.where(sql<boolean>`concat_ws(' ', name, caption, credit_person, credit_agency) ilike ${`%${(words ?? '').replace(/[\\%_]/g, '\\$&')}%`}`))
    .$if(before !== undefined, (q) => q.where('id', '<', before ?? 0))
    .orderBy('id', 'desc').limit(limit).execute()
}
