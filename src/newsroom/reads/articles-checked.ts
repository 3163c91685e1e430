import type { Reads } from '../../base/db/db.ts'

/** The newest published articles with what house style looks at. */
export function checkedTexts(db: Reads, limit: number) {
  return db.selectFrom('articles').select(['id', 'kicker', 'headline', 'standfirst', 'dateline_place', 'lead_alt', 'lead_caption', 'note', 'language', 'body'])
    .where('state', '=', 'published').orderBy('published_at', 'desc').orderBy('id', 'desc').limit(limit).execute()
}
