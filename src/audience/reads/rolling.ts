import type { Reads } from '../../base/db/db.ts'
import type { Trait } from '../tally.ts'

/** Up to where a segment has been taken in; undefined where nothing has. */
export async function rolledTo(db: Reads, id: string): Promise<number> {
  return (await db.selectFrom('hit_segments').select('rolled_to').where('id', '=', id).executeTakeFirst())?.rolled_to ?? 0
}

/** Of these articles those that readers can open, or could, with the numbers they are counted under. */
/** Up to where each segment that may still lie somewhere has been taken in. */
export async function rolledSegments(db: Reads): Promise<Map<string, number>> {
  return new Map((await db.selectFrom('hit_segments').select(['id', 'rolled_to']).where('gone_at', 'is', null).execute()).map(({ id, rolled_to }) => [id, rolled_to]))
}

export function countedArticles(db: Reads, article_ids: number[]) {
  return db.selectFrom('articles as a').leftJoin('counted_pages as p', 'p.article_id', 'a.id').select(['a.id as article_id', 'p.id']).where('state', '<>', 'draft').where(({ eb, fn, val }) => eb('a.id', '=', fn.any(val(article_ids)))).execute()
}

/** The articles that had these addresses once. */
export function articlesAt(db: Reads, addresses: string[]) {
  return db.selectFrom('article_addresses').select(['address', 'article_id']).where('address', 'in', addresses).execute()
}

export function countedPaths(db: Reads, paths: string[]) {
  return db.selectFrom('counted_pages').select(['path', 'id']).where(({ eb, fn, val }) => eb('path', '=', fn.any(val(paths)))).execute()
}

/** Of these slugs those of topics. */
export async function topicsThere(db: Reads, slugs: string[]): Promise<Set<string>> {
  return new Set(slugs.length === 0 ? [] : (await db.selectFrom('topics').select('slug').where('slug', 'in', slugs).execute()).map(({ slug }) => slug))
}

export async function authorsThere(db: Reads, slugs: string[]): Promise<Set<string>> {
  return new Set(slugs.length === 0 ? [] : (await db.selectFrom('authors').select('slug').where('slug', 'in', slugs).execute()).map(({ slug }) => slug))
}

/** Of these slugs those of sections and of static pages. */
export async function namesThere(db: Reads, slugs: string[]): Promise<Set<string>> {
  if (slugs.length === 0) return new Set()
  const rows = await db.selectFrom('sections').select('slug').where('slug', 'in', slugs).union(db.selectFrom('pages').select('slug').where('slug', 'in', slugs)).execute()
  return new Set(rows.map(({ slug }) => slug))
}

/** How many pages that are no articles have ever been counted. */
export async function pathCount(db: Reads): Promise<number> {
  return (await db.selectFrom('counted_pages').select(({ fn }) => fn.countAll<number>().as('n')).where('path', 'is not', null).executeTakeFirstOrThrow()).n
}

export function daySketches(db: Reads, day: string, page_ids: number[]) {
  return db.selectFrom('page_days').select(['page_id', 'readers']).where('day', '=', day).where(({ eb, fn, val }) => eb('page_id', '=', fn.any(val(page_ids)))).where('readers', 'is not', null).execute()
}

export function hourSketch(db: Reads, { day, hour }: { day: string; hour: number }) {
  return db.selectFrom('page_hours').select('readers').where('page_id', '=', 0).where('day', '=', day).where('hour', '=', hour).executeTakeFirst()
}

export function minuteSketch(db: Reads, minute: number) {
  return db.selectFrom('live_minutes').select('readers').where('page_id', '=', 0).where('minute', '=', minute).executeTakeFirst()
}

/** The values that a trait has had on a day. */
export async function valuesOf(db: Reads, { day, trait }: { day: string; trait: Trait }): Promise<string[]> {
  return (await db.selectFrom('trait_days').select('value').where('trait', '=', trait).where('day', '=', day).execute()).map(({ value }) => value)
}

interface List { page_id: number; day: string }

/** The names from which readers of a page came on a day. */
export async function sourcesOf(db: Reads, { page_id, day }: List): Promise<string[]> {
  return (await db.selectFrom('source_days').select('name').where('page_id', '=', page_id).where('day', '=', day).execute()).map(({ name }) => name)
}

/** The names from which readers of the paper came in a minute. */
export async function minuteSourcesOf(db: Reads, minute: number): Promise<string[]> {
  return (await db.selectFrom('live_sources').select('name').where('minute', '=', minute).execute()).map(({ name }) => name)
}

/** The hosts to which readers left a page on a day. */
export async function leavingOf(db: Reads, { page_id, day }: List): Promise<string[]> {
  return (await db.selectFrom('leaving_days').select('host').where('page_id', '=', page_id).where('day', '=', day).execute()).map(({ host }) => host)
}

/** The kinds of events of a day, each as its category and its action. */
export async function eventsOf(db: Reads, day: string): Promise<string[]> {
  return (await db.selectFrom('event_days').select(['category', 'action']).where('day', '=', day).execute()).map(({ category, action }) => `${category}\n${action}`)
}

export function audienceSettings(db: Reads) {
  return db.selectFrom('audience_settings').selectAll().executeTakeFirstOrThrow()
}

export async function paperZone(db: Reads): Promise<string> {
  return (await db.selectFrom('paper').select('time_zone').executeTakeFirstOrThrow()).time_zone
}
