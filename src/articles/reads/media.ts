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

/** Articles in which a picture stands, the last made first: as lead, in the text, in the working copy, in several of them. Rides the primary key of picture_uses. */
export function articlesShowing(db: Reads, name: string, limit: number) {
  return db.selectFrom('picture_uses').innerJoin('articles', 'articles.id', 'article_id').innerJoin('sections', 'sections.id', 'section_id')
    .select((eb) => ['articles.id', 'articles.headline', 'articles.state', 'articles.slug', 'articles.language', 'articles.legal_hold_at', 'articles.embargo_until', 'sections.slug as section_slug', eb.fn.agg<string[]>('array_agg', ['place']).as('places')])
    .where('picture_name', '=', name).groupBy(['articles.id', 'sections.slug']).orderBy('articles.id', 'desc').limit(limit).execute()
}

/** Static pages that show a picture: they are few. */
export function pagesShowing(db: Reads, name: string) {
  return db.selectFrom('pages').select(['slug', 'language', 'title']).where(sql<boolean>`${name} in (select body_pictures(body))`).orderBy('slug').execute()
}

/** Whether a picture stands in an article or a page, whatever its state; or stands for a topic. */
export async function isUsed(db: Reads, name: string): Promise<boolean> {
  const { rows } = await sql<{ used: boolean }>`select exists (select from picture_uses where picture_name = ${name})
    or exists (select from pages where ${name} in (select body_pictures(body)))
    or exists (select from topics join pictures on pictures.id = topics.picture_id where pictures.name = ${name}) as used`.execute(db)
  return rows[0]?.used ?? true
}
export async function isMark(db: Reads, picture_id: number): Promise<boolean> {
  return (await db.selectFrom('paper').select('id').where('mark_picture_id', '=', picture_id).executeTakeFirst()) !== undefined
}
/** Topics that a picture stands for. */
export function topicsShowing(db: Reads, picture_id: number) {
  return db.selectFrom('topics').select(['id', 'slug', 'name']).where('picture_id', '=', picture_id).orderBy('name').execute()
}

/** Pictures that may be the same, in pairs, found last first; from a pair on downwards. */
export function openPairs(db: Reads, limit: number) {
  return db.selectFrom('picture_pairs').select(['one_id', 'other_id', 'distance', 'found_at']).where('apart_at', 'is', null).orderBy('found_at', 'desc').orderBy('one_id').orderBy('other_id').limit(limit).execute()
}
/** Pictures nobody has looked at since they came in without a look. Rides pictures_unseen_idx. */
export function unseenPictures(db: Reads, limit: number) {
  return db.selectFrom('pictures').select(['id', 'hash']).where('looked_at', 'is', null).orderBy('id').limit(limit).execute()
}
