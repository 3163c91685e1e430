import { sql } from 'kysely'
import type { Reads } from '../../base/db/db.ts'

export type MediaSettings = Awaited<ReturnType<typeof mediaSettings>>
export type PictureToUse = Awaited<ReturnType<typeof picturesToUse>>[number]

export function mediaSettings(db: Reads) {
  return db.selectFrom('media_settings').select(['need_credit', 'need_rights']).executeTakeFirstOrThrow()
}

/** What decides whether pictures may be shown. */
export function picturesToUse(db: Reads, names: string[]) {
  return db.selectFrom('pictures').select(['name', 'credit_person', 'credit_agency', 'rights', 'rights_from', 'rights_until', 'taken_off_at']).where('name', 'in', ['', ...names]).orderBy('name').execute()
}

/** Articles in which a picture stands, the last made first: as lead, in the text, or both. Rides the primary key of picture_uses. */
export function articlesShowing(db: Reads, name: string, limit: number) {
  return db.selectFrom('picture_uses').innerJoin('articles', 'articles.id', 'article_id').innerJoin('sections', 'sections.id', 'section_id')
    .select((eb) => ['articles.id', 'articles.headline', 'articles.state', 'articles.slug', 'articles.language', 'sections.slug as section_slug', eb.fn.agg<string[]>('array_agg', ['place']).as('places')])
    .where('picture_name', '=', name).groupBy(['articles.id', 'sections.slug']).orderBy('articles.id', 'desc').limit(limit).execute()
}

/** Static pages that show a picture: they are few. */
export function pagesShowing(db: Reads, name: string) {
  return db.selectFrom('pages').select(['slug', 'language', 'title']).where(sql<boolean>`${name} in (select body_pictures(body))`).orderBy('slug').execute()
}
