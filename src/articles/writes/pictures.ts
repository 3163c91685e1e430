import { sql, type Insertable, type Updateable } from 'kysely'
import type { Db } from '../../base/db/db.ts'
import type { Schema } from '../../base/db/schema.ts'

/** Undefined when the name has been taken meanwhile. */
export function insertPicture(db: Db, picture: Insertable<Schema['pictures']>) {
  return db.insertInto('pictures').values(picture).onConflict((oc) => oc.column('name').doNothing()).returning(['id', 'name']).executeTakeFirst()
}
export type NewRendition = Insertable<Schema['renditions']>
export async function insertRendition(db: Db, rendition: NewRendition) {
  await db.insertInto('renditions').values(rendition).onConflict((oc) => oc.columns(['picture_id', 'crop', 'format', 'width'])
    .doUpdateSet({ height: rendition.height, hash: rendition.hash, bytes: rendition.bytes, version: rendition.version ?? 0 })).execute()
}
export async function deleteRenditions(db: Db, picture_id: number, renditions: readonly { crop: NewRendition['crop']; format: NewRendition['format']; width: number }[]) {
  for (const { crop, format, width } of renditions) {
    await db.deleteFrom('renditions').where('picture_id', '=', picture_id).where('crop', '=', crop).where('format', '=', format).where('width', '=', width).execute()
  }
}

/** In the order of their numbers, so that two who lock the same do not wait for each other. */
export function lockPictures(db: Db, ids: number[]) {
  return db.selectFrom('pictures').selectAll().where('id', 'in', [-1, ...ids]).orderBy('id').forUpdate().execute()
}
export async function updatePicture(db: Db, id: number, change: Updateable<Schema['pictures']>) {
  await db.updateTable('pictures').set(change).where('id', '=', id).execute()
}
export async function deletePicture(db: Db, id: number) {
  await db.deleteFrom('pictures').where('id', '=', id).execute()
}
export async function insertPairs(db: Db, pairs: Insertable<Schema['picture_pairs']>[]) {
  if (pairs.length > 0) await db.insertInto('picture_pairs').values(pairs).onConflict((oc) => oc.columns(['one_id', 'other_id']).doUpdateSet({ distance: (eb) => eb.ref('excluded.distance') })).execute()
}
export async function updatePair(db: Db, { one_id, other_id }: { one_id: number; other_id: number }, apart_at: Date) {
  await db.updateTable('picture_pairs').set({ apart_at }).where('one_id', '=', one_id).where('other_id', '=', other_id).execute()
}
/** Those of a picture that is another from now on. */
export async function deletePairsOf(db: Db, picture_id: number) {
  await db.deleteFrom('picture_pairs').where((eb) => eb.or([eb('one_id', '=', picture_id), eb('other_id', '=', picture_id)])).execute()
}
export async function updateMediaSettings(db: Db, settings: Updateable<Schema['media_settings']>) {
  await db.updateTable('media_settings').set(settings).execute()
}
/** Says which pictures the working copy of an article names that the article does not. */
export async function replaceWritingUses(db: Db, { article_id, names }: { article_id: number; names: string[] }) {
  const inArticle = sql`(select picture_name from picture_uses where article_id = ${article_id} and place <> 'writing')`
  await sql`delete from picture_uses where article_id = ${article_id} and place = 'writing' and (picture_name <> all(${names}::text[]) or picture_name in ${inArticle})`.execute(db)
  if (names.length === 0) return
  await sql`insert into picture_uses (picture_name, article_id, place)
    select distinct name, ${article_id}::bigint, 'writing' from unnest(${names}::text[]) name where name not in ${inArticle} on conflict do nothing`.execute(db)
}
/** Takes out who handed pictures in. */
export async function forgetUploader(db: Db, reader_id: number) {
  await db.updateTable('pictures').set({ uploaded_by: null }).where('uploaded_by', '=', reader_id).execute()
}
/** From the journal, which tells who added which; who is erased stays out. */
export async function updateUploaders(db: Db) {
  await sql`update pictures set uploaded_by = readers.id from journal, readers
    where journal.what = 'picture added' and journal.subject = 'picture:' || pictures.name and journal.actor = 'staff:' || readers.id and readers.erased_at is null`.execute(db)
}
/** Lets topics and the paper's mark show another picture. */
export async function replaceElsewhere(db: Db, { into_id, from_id }: { into_id: number; from_id: number }) {
  await db.updateTable('topics').set({ picture_id: into_id }).where('picture_id', '=', from_id).execute()
  await db.updateTable('paper').set({ mark_picture_id: into_id }).where('mark_picture_id', '=', from_id).execute()
}
