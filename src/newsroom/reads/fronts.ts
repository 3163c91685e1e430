import { sql, type RawBuilder } from 'kysely'
import { jsonArrayFrom } from 'kysely/helpers/postgres'
import { teasers, type Teaser } from '../../articles/reads/lists.ts'
import type { Reads } from '../../base/db/db.ts'

/** Whose front it is; the paper's is of neither. */
export interface FrontOf { section_id: number | null; topic_id: number | null }
export const ofPaper: FrontOf = { section_id: null, topic_id: null }
export const frontRules = ['newest', 'read', 'discussed', 'topic'] as const
export type FrontRule = (typeof frontRules)[number]

export interface BlockRule { block: string; rule: FrontRule; topic_id: number | null }
export interface PlacedTeaser { article: Teaser; block: string; position: number; until: Date | null }
export interface Layout {
  /** Null where nobody has laid anything out. */
  version_id: number | null
  /** Of published articles only. */
  places: PlacedTeaser[]
  rules: BlockRule[]
  /** When another version begins. */
  next_at: Date | null
}
export const emptyLayout: Layout = { version_id: null, places: [], rules: [], next_at: null }

/** What readers see of a front, all of it in one query: every page that has a front asks it. */
export async function layoutNow(db: Reads, of: FrontOf, now: Date): Promise<Layout> {
  const row = await db.selectFrom('fronts').where(sameFront(of))
    .leftJoinLateral((eb) => eb.selectFrom('front_versions').select('front_versions.id').whereRef('front_id', '=', 'fronts.id').where('starts_at', '<=', now)
      .orderBy('starts_at', 'desc').orderBy('front_versions.id', 'desc').limit(1).as('shown'), (on) => on.onTrue())
    .select((eb) => [
      'shown.id as version_id',
      eb.selectFrom('front_versions').whereRef('front_id', '=', 'fronts.id').where('starts_at', '>', now).select((e) => e.fn.min('starts_at').as('at')).as('next_at'),
      placesOf(db, sql`shown.id`).as('places'), rulesOf(db, sql`shown.id`).as('rules'),
    ]).executeTakeFirst()
  return row ? { ...row, ...revived(row) } : emptyLayout
}

/** The same of one version, whenever it is shown. */
export async function layoutOf(db: Reads, version_id: number): Promise<Layout> {
  const row = await db.selectFrom('front_versions').where('id', '=', version_id)
    .select([placesOf(db, sql`front_versions.id`).as('places'), rulesOf(db, sql`front_versions.id`).as('rules')]).executeTakeFirst()
  return row ? { version_id, next_at: null, ...revived(row) } : emptyLayout
}

function placesOf(db: Reads, version_id: RawBuilder<unknown>) {
  return jsonArrayFrom(teasers(db).innerJoin('front_places as place', 'place.article_id', 'articles.id').where('place.version_id', '=', sql<number>`${version_id}`)
    .select(['place.block as place_block', 'place.section_id as place_section_id', 'place.position', 'place.until']).orderBy('place.block').orderBy('place.section_id').orderBy('place.position').orderBy('articles.id'))
}
function rulesOf(db: Reads, version_id: RawBuilder<unknown>) {
  return jsonArrayFrom(db.selectFrom('front_rules as ruled').where('ruled.version_id', '=', sql<number>`${version_id}`).select(['ruled.block', 'ruled.section_id', 'ruled.rule', 'ruled.topic_id']))
}

type Told<Q> = Q extends RawBuilder<infer O> ? O : never
/** JSON knows no times. */
function revived({ places, rules }: { places: Told<ReturnType<typeof placesOf>>; rules: Told<ReturnType<typeof rulesOf>> }): Pick<Layout, 'places' | 'rules'> {
  return {
    places: places.map(({ place_block, place_section_id, position, until, ...article }) => ({
      article: { ...article, published_at: timeIn(article.published_at), updated_at: timeIn(article.updated_at) }, block: blockNamed(place_block, place_section_id), position, until: timeIn(until),
    })),
    rules: rules.map(({ block, section_id, ...rule }) => ({ ...rule, block: blockNamed(block, section_id) })),
  }
}
function timeIn(text: string | Date | null): Date | null {
  return text === null ? null : new Date(text)
}
/** Section blocks are called after their section: s7. */
function blockNamed(block: string, section_id: number | null): string {
  return section_id === null ? block : `s${section_id}`
}

export function sameFront({ section_id, topic_id }: FrontOf) {
  return sql<boolean>`fronts.section_id is not distinct from ${section_id}::bigint and fronts.topic_id is not distinct from ${topic_id}::bigint`
}

/** The rows of a version as they are kept, of articles that are not public too. */
export async function keptPlaces(db: Reads, version_id: number) {
  const rows = await db.selectFrom('front_places').where('version_id', '=', version_id).select(['article_id', 'block', 'section_id', 'position', 'until']).orderBy('article_id').execute()
  return rows.map(({ block, section_id, ...place }) => ({ ...place, block: blockNamed(block, section_id) }))
}

function versions(db: Reads) {
  return db.selectFrom('front_versions as v').leftJoin('readers', 'readers.id', 'v.staff_id').select((eb) => [
    'v.id', 'v.front_id', 'v.staff_id', 'readers.name as by_name', 'v.made_at', 'v.starts_at', 'v.base_id', 'v.restored_from',
    eb.selectFrom('front_places').whereRef('version_id', '=', 'v.id').where('block', '<>', 'hidden').select((e) => e.fn.countAll<number>().as('n')).as('placed'),
  ])
}
export type FrontVersion = NonNullable<Awaited<ReturnType<typeof shownVersion>>>

export function frontId(db: Reads, of: FrontOf) {
  return db.selectFrom('fronts').select('id').where(sameFront(of)).executeTakeFirst()
}
export function versionOf(db: Reads, front_id: number, id: number) {
  return versions(db).where('v.front_id', '=', front_id).where('v.id', '=', id).executeTakeFirst()
}
/** What readers see. */
export function shownVersion(db: Reads, front_id: number, now: Date) {
  return versions(db).where('v.front_id', '=', front_id).where('v.starts_at', '<=', now).orderBy('v.starts_at', 'desc').orderBy('v.id', 'desc').limit(1).executeTakeFirst()
}
/** Everybody's, the one worked on last first. */
export function drafts(db: Reads, front_id: number) {
  return versions(db).where('v.front_id', '=', front_id).where('v.starts_at', 'is', null).orderBy('v.made_at', 'desc').execute()
}
/** What is to be shown later, the next first. */
export function scheduledVersions(db: Reads, front_id: number, now: Date) {
  return versions(db).where('v.front_id', '=', front_id).where('v.starts_at', '>', now).orderBy('v.starts_at').orderBy('v.id').execute()
}
/** What was shown, the last first, from before a moment on. */
export function shownVersions(db: Reads, front_id: number, { before, limit }: { before: Date; limit: number }) {
  return versions(db).where('v.front_id', '=', front_id).where('v.starts_at', '<=', before).orderBy('v.starts_at', 'desc').orderBy('v.id', 'desc').limit(limit).execute()
}

/** Whose beginning nobody has told of yet, though it has come. */
export function untoldVersions(db: Reads, now: Date) {
  return db.selectFrom('front_versions as v').innerJoin('fronts', 'fronts.id', 'v.front_id').select(['v.id', 'fronts.section_id', 'fronts.topic_id'])
    .where('v.starts_at', '<=', now).where('v.told_at', 'is', null).orderBy('v.starts_at').execute()
}

export type FrontRow = Awaited<ReturnType<typeof frontsLaidOut>>[number]

/** Fronts somebody has laid out or is laying out, with what readers see of them. */
export function frontsLaidOut(db: Reads, now: Date) {
  return db.selectFrom('fronts').leftJoin('topics', 'topics.id', 'fronts.topic_id')
    .leftJoinLateral((eb) => eb.selectFrom('front_versions as v').leftJoin('readers', 'readers.id', 'v.staff_id').select(['v.id', 'v.starts_at', 'readers.name as by_name']).whereRef('v.front_id', '=', 'fronts.id').where('v.starts_at', '<=', now)
      .orderBy('v.starts_at', 'desc').orderBy('v.id', 'desc').limit(1).as('shown'), (on) => on.onTrue())
    .select((eb) => [
      'fronts.id', 'fronts.section_id', 'fronts.topic_id', 'topics.name as topic_name', 'shown.starts_at', 'shown.by_name',
      eb.selectFrom('front_places').whereRef('version_id', '=', 'shown.id').where('block', '<>', 'hidden').select((e) => e.fn.countAll<number>().as('n')).as('placed'),
      eb.selectFrom('front_versions').whereRef('front_id', '=', 'fronts.id').where('starts_at', '>', now).select((e) => e.fn.min('starts_at').as('at')).as('next_at'),
      eb.selectFrom('front_versions').whereRef('front_id', '=', 'fronts.id').where('starts_at', 'is', null).select((e) => e.fn.countAll<number>().as('n')).as('drafts'),
    ]).orderBy('topics.name').orderBy('fronts.id').execute()
}

/** Articles to be placed: the newest, or the newest with these words in headline or kicker. */
export function placeableArticles(db: Reads, { words, section_id, topic_id }: { words: string } & FrontOf, limit: number): Promise<Teaser[]> {
  const like = `%${words.replace(/[\\%_]/g, '\\$&')}%`
  return teasers(db).$if(words !== '', (q) => q.where(sql<boolean>`(articles.headline ilike ${like} or articles.kicker ilike ${like})`))
    .$if(section_id !== null, (q) => q.where('articles.section_id', '=', section_id ?? 0))
    .$if(topic_id !== null, (q) => q.where('articles.id', 'in', db.selectFrom('article_topics').select('article_id').where('topic_id', '=', topic_id ?? 0)))
    .orderBy('articles.published_at', 'desc').orderBy('articles.id', 'desc').limit(limit).execute()
}
