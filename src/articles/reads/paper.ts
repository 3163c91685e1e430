import { jsonArrayFrom } from 'kysely/helpers/postgres'
import type { Reads } from '../../base/db/db.ts'

export type Paper = Awaited<ReturnType<typeof paper>>
export type Topic = NonNullable<Awaited<ReturnType<typeof topicBySlug>>>
export type Section = Awaited<ReturnType<typeof sections>>[number]

export function paper(db: Reads) {
  return db.selectFrom('paper').selectAll().executeTakeFirstOrThrow()
}

/** In the order of the navigation. */
export function sections(db: Reads) {
  return db.selectFrom('sections').selectAll().orderBy('position').orderBy('id').execute()
}

/** Static pages in which a paper says how it works, if it has them. */
export const policyPages = ['corrections', 'diversity', 'ethics', 'feedback', 'sources'] as const
export type PolicyPage = (typeof policyPages)[number]

/** What stands on every page: the paper and its sections, in one query because every page asks it. */
export async function loadFrame(db: Reads) {
  return frameOf(await frameQuery(db).executeTakeFirstOrThrow())
}
/** For whoever asks for more in the same query; see `frameOf`. */
export function frameQuery(db: Reads) {
  return db.selectFrom('paper').selectAll('paper')
    .select((eb) => jsonArrayFrom(eb.selectFrom('sections').selectAll().orderBy('position').orderBy('id')).as('sections'))
    .select((eb) => eb.selectFrom('audience_settings').select('is_public').as('has_statistics'))
    .select((eb) => jsonArrayFrom(eb.selectFrom('pages').select('slug').distinct().where('slug', 'in', policyPages).orderBy('slug')).as('policies'))
}
export function frameOf({ sections: all, policies, has_statistics, ...ours }: Awaited<ReturnType<ReturnType<typeof frameQuery>['executeTakeFirstOrThrow']>>) {
  return { paper: ours, sections: all, policies: policies.map(({ slug }) => slug), has_statistics: has_statistics === true }
}

export function sectionBySlug(db: Reads, slug: string) {
  return db.selectFrom('sections').selectAll().where('slug', '=', slug).executeTakeFirst()
}
export function topicBySlug(db: Reads, slug: string) {
  return db.selectFrom('topics').selectAll().where('slug', '=', slug).executeTakeFirst()
}
export function topicById(db: Reads, id: number) {
  return db.selectFrom('topics').selectAll().where('id', '=', id).executeTakeFirst()
}
export function authorBySlug(db: Reads, slug: string) {
  return db.selectFrom('authors').selectAll().where('slug', '=', slug).executeTakeFirst()
}

/** A static page in the language wanted, or in the one there is. */
export async function pageBySlug(db: Reads, slug: string, language: string) {
  const versions = await db.selectFrom('pages').selectAll().where('slug', '=', slug).orderBy('language').execute()
  return versions.find((page) => page.language === language) ?? versions[0]
}

/** The page in just this language. */
export function pageIn(db: Reads, { slug, language }: { slug: string; language: string }) {
  return db.selectFrom('pages').selectAll().where('slug', '=', slug).where('language', '=', language).executeTakeFirst()
}
/** Every page that the paper has written itself. */
export function writtenPages(db: Reads) {
  return db.selectFrom('pages').select(['slug', 'language', 'title', 'updated_at']).orderBy('slug').orderBy('language').execute()
}

export async function redirectFrom(db: Reads, address: string): Promise<string | undefined> {
  const row = await db.selectFrom('redirects').select('leads_to').where('address', '=', address).executeTakeFirst()
  return row?.leads_to
}
