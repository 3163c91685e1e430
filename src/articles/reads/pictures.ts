import { sql } from 'kysely'
import { jsonArrayFrom } from 'kysely/helpers/postgres'
import type { Reads } from '../../base/db/db.ts'

export type ShownPicture = Awaited<ReturnType<typeof picturesByName>>[number]
export type Rendition = ShownPicture['renditions'][number]

/** Pictures with what pages need to show them; those whose smaller files are still being made have few renditions or none, and those whose rights are over are left out. */
export function picturesByName(db: Reads, names: string[]) {
  return shownPictures(db).where('pictures.name', 'in', ['', ...names]).execute()
}

export function picturesById(db: Reads, ids: number[]) {
  return shownPictures(db).where('pictures.id', 'in', [-1, ...ids]).execute()
}

/** Those that an article's text names and those that it and the teasers beside it lead with, in one query. */
export function picturesOf(db: Reads, { names, ids }: { names: string[]; ids: number[] }) {
  return shownPictures(db).where((eb) => eb.or([eb('pictures.name', 'in', ['', ...names]), eb('pictures.id', 'in', [-1, ...ids])])).execute()
}

function shownPictures(db: Reads) {
  return describedPictures(db).where('pictures.taken_off_at', 'is', null)
}

export type LibraryPicture = Awaited<ReturnType<typeof libraryPictures>>[number]

/** The same for the desk, which knows also of what readers do not see, and more of each. The last that came in are the first. */
export async function libraryPictures(db: Reads, ids: number[]) {
  const pictures = await describedPictures(db).select([
    'title', 'keywords', 'place', 'taken_at', 'usage_terms', 'rights_from', 'rights_until', 'taken_off_at', 'focal_x', 'focal_y', 'zoom', 'created_at', 'uploaded_by', 'media_type', 'bytes', 'hash', 'merged_into',
  ]).where('pictures.id', 'in', [-1, ...ids]).orderBy('pictures.id', 'desc').execute()
  // Its files are gone, and only rows say which there were.
  return pictures.map((picture) => (picture.taken_off_at ? { ...picture, renditions: [] } : picture))
}

function describedPictures(db: Reads) {
  return db.selectFrom('pictures').select((eb) => [
    'pictures.id', 'pictures.name', 'pictures.kind', 'pictures.width', 'pictures.height',
    'pictures.alt', 'pictures.caption', 'pictures.credit_person', 'pictures.credit_agency', 'pictures.rights',
    jsonArrayFrom(eb.selectFrom('renditions').select(['crop', 'format', 'renditions.width', 'renditions.height', 'renditions.hash', 'renditions.bytes'])
      .whereRef('picture_id', '=', 'pictures.id').orderBy('renditions.width')).as('renditions'),
  ])
}

/** Which of these names are those of pictures, whether or not they may be shown. */
export async function knownPictures(db: Reads, names: string[]): Promise<Set<string>> {
  return new Set((await db.selectFrom('pictures').select('name').where('name', 'in', ['', ...names]).execute()).map(({ name }) => name))
}

export function pictureById(db: Reads, id: number) {
  return db.selectFrom('pictures').selectAll().where('id', '=', id).executeTakeFirst()
}
export function pictureByName(db: Reads, name: string) {
  return db.selectFrom('pictures').selectAll().where('name', '=', name).executeTakeFirst()
}
export function renditionsOf(db: Reads, picture_id: number) {
  return db.selectFrom('renditions').select(['crop', 'format', 'width', 'hash', 'version']).where('picture_id', '=', picture_id).execute()
}
/** The first that came in of those with these bytes. Rides pictures_hash_idx. */
export function pictureByHash(db: Reads, hash: string) {
  return db.selectFrom('pictures').select(['id', 'name', 'created_at']).where('hash', '=', hash).where('merged_into', 'is', null).orderBy('id').limit(1).executeTakeFirst()
}

export type RenditionFile = Pick<Rendition, 'hash' | 'format'>

/** Which of these files are those of a picture that may be shown, as `hash format`. */
export async function namedRenditions(db: Reads, files: readonly RenditionFile[]): Promise<Set<string>> {
  const named = await db.selectFrom('renditions').innerJoin('pictures', 'pictures.id', 'picture_id').select(['renditions.hash', 'format']).distinct()
    .where('renditions.hash', 'in', ['', ...files.map(({ hash }) => hash)]).where('taken_off_at', 'is', null).execute()
  return new Set(named.map(({ hash, format }) => `${hash} ${format}`))
}
export async function namedOriginals(db: Reads, hashes: string[]): Promise<Set<string>> {
  return new Set((await db.selectFrom('pictures').select('hash').distinct().where('hash', 'in', ['', ...hashes]).execute()).map(({ hash }) => hash))
}
/** Whether a file was that of a picture whose rights are over. Rides renditions_hash_idx. */
export async function isTakenOff(db: Reads, { hash, format }: RenditionFile): Promise<boolean> {
  const row = await db.selectFrom('renditions').innerJoin('pictures', 'pictures.id', 'picture_id').select('pictures.id')
    .where('renditions.hash', '=', hash).where('format', '=', format).where('taken_off_at', 'is not', null).limit(1).executeTakeFirst()
  return row !== undefined
}

/** Whether readers see a file or could once, whether it is held with all in which it stands, or neither yet. */
export type FileStanding = 'shown' | 'held' | 'unshown'

/** For a topic, on a static page, or as the paper's mark. */
export const standsBesideArticles = sql<boolean>`(exists (select from topics where picture_id = pictures.id) or pictures.name in (select body_pictures(body) from pages) or exists (select from paper where mark_picture_id = pictures.id))`
/** In what readers could see once. */
const isShown = sql<boolean>`(exists (select from picture_uses join articles on articles.id = article_id where picture_name = pictures.name and place <> 'writing' and (first_published_at is not null or state = 'published')) or ${standsBesideArticles})`

/** One file can be several pictures'. Undefined of what is none's any more. Rides renditions_hash_idx. */
export async function standingOfFile(db: Reads, { hash, format }: RenditionFile, now: Date): Promise<FileStanding | undefined> {
  const isHeld = sql<boolean>`exists (select from picture_uses join articles on articles.id = article_id where picture_name = pictures.name and (legal_hold_at is not null or embargo_until > ${now}::timestamptz))`
  const rows = await db.selectFrom('renditions').innerJoin('pictures', 'pictures.id', 'picture_id').select([isShown.as('is_shown'), isHeld.as('is_held')]).where('renditions.hash', '=', hash).where('format', '=', format).execute()
  if (rows.length === 0) return undefined
  if (rows.some(({ is_shown }) => is_shown)) return 'shown'
  return rows.some(({ is_held }) => is_held) ? 'held' : 'unshown'
}
/** Whether a file is that of a picture which stands in an article. */
export async function isFileOf(db: Reads, { hash, format }: RenditionFile, article_id: number): Promise<boolean> {
  const row = await db.selectFrom('renditions').innerJoin('pictures', 'pictures.id', 'picture_id').innerJoin('picture_uses', 'picture_name', 'pictures.name').select('pictures.id')
    .where('renditions.hash', '=', hash).where('format', '=', format).where('article_id', '=', article_id).limit(1).executeTakeFirst()
  return row !== undefined
}
/** Whether readers see a picture, or could once. */
export async function wasShown(db: Reads, picture_id: number): Promise<boolean> {
  return (await db.selectFrom('pictures').select('id').where('id', '=', picture_id).where(isShown).executeTakeFirst()) !== undefined
}

/** Pictures whose look differs from one in no more than so many of its 64 parts, up to seven: their bytes say where to look. Or whose bytes are the same. Rides pictures_look_idx. */
export async function picturesAlike(db: Reads, { id, look, hash }: { id: number; look: string | null; hash: string }, limit: number): Promise<{ id: number; distance: number }[]> {
  const { rows } = await sql<{ id: number; distance: number }>`
    select id, distance from (
      select id, 0 as distance from pictures where hash = ${hash} and id <> ${id} and merged_into is null
      union
      select id, bit_count(look # ${look}::bit(64))::integer from pictures
      where look_bytes(look) && look_bytes(${look}::bit(64)) and look is not null and bit_count(look # ${look}::bit(64)) <= 7 and hash <> ${hash} and id <> ${id} and merged_into is null
    ) alike order by distance, id limit ${limit}`.execute(db)
  return rows
}

/** Those that may be the same as one, most alike first; those of which somebody said that they are not, left out. */
export async function pairedPictures(db: Reads, id: number): Promise<number[]> {
  const other = sql<number>`case when one_id = ${id} then other_id else one_id end`
  const rows = await db.selectFrom('picture_pairs').select(other.as('other')).where((eb) => eb.or([eb('one_id', '=', id), eb('other_id', '=', id)])).where('apart_at', 'is', null).orderBy('distance').orderBy('other').limit(20).execute()
  return rows.map((row) => row.other)
}

/** Rights that have ended of pictures which are still shown. Rides pictures_rights_idx. */
export function rightsEnded(db: Reads, now: Date) {
  return db.selectFrom('pictures').select('id').where('rights_until', '<=', now).where('taken_off_at', 'is', null).orderBy('rights_until').execute()
}
/** Rights that end by then, of which nobody was told yet. */
export function rightsEndingSoon(db: Reads, { now, until }: { now: Date; until: Date }) {
  return db.selectFrom('pictures').select('id').where('rights_until', '>', now).where('rights_until', '<=', until).where('rights_warned_at', 'is', null).where('taken_off_at', 'is', null).where('merged_into', 'is', null).orderBy('rights_until').execute()
}
