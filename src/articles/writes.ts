import { sql, type Insertable, type Updateable } from 'kysely'
import type { Db } from '../base/db/db.ts'
import type { Schema } from '../base/db/schema.ts'

export type NewArticle = Insertable<Schema['articles']>
export type Role = Schema['bylines']['role']

export function insertArticle(db: Db, article: NewArticle) {
  return db.insertInto('articles').values(article).returning(['id']).executeTakeFirstOrThrow()
}
export async function updateArticle(db: Db, id: number, change: Updateable<Schema['articles']>) {
  await db.updateTable('articles').set(change).where('id', '=', id).execute()
}
/** After articles came in with numbers of their own, new ones count on from the highest. */
export async function continueNumbers(db: Db) {
  const { highest } = await db.selectFrom('articles').select((eb) => eb.fn.max('id').as('highest')).executeTakeFirstOrThrow()
  if (highest !== null) await db.selectNoFrom((eb) => eb.fn('setval', [eb.fn('pg_get_serial_sequence', [eb.val('articles'), eb.val('id')]), eb.val(highest)]).as('next')).execute()
}

export async function insertBylines(db: Db, article_id: number, bylines: { author_id: number; role: Role }[]) {
  if (bylines.length === 0) return
  await db.insertInto('bylines').values(bylines.map((byline, position) => ({ article_id, position, ...byline }))).execute()
}
export async function insertArticleTopics(db: Db, article_id: number, topic_ids: number[]) {
  if (topic_ids.length === 0) return
  await db.insertInto('article_topics').values(topic_ids.map((topic_id, position) => ({ article_id, position, topic_id }))).execute()
}
export async function insertCorrection(db: Db, correction: Insertable<Schema['corrections']>) {
  await db.insertInto('corrections').values(correction).execute()
}
/** An address that another article once had keeps leading to that one. */
export async function insertAddress(db: Db, address: Insertable<Schema['article_addresses']>) {
  await db.insertInto('article_addresses').values(address).onConflict((oc) => oc.doNothing()).execute()
}
export async function insertRedirect(db: Db, redirect: Insertable<Schema['redirects']>) {
  await db.insertInto('redirects').values(redirect).onConflict((oc) => oc.doNothing()).execute()
}

export function insertSection(db: Db, section: Insertable<Schema['sections']>) {
  return db.insertInto('sections').values(section).returning(['id']).executeTakeFirstOrThrow()
}
export function insertTopic(db: Db, topic: Insertable<Schema['topics']>) {
  return db.insertInto('topics').values(topic).returning(['id']).executeTakeFirstOrThrow()
}
export function insertAuthor(db: Db, author: Insertable<Schema['authors']>) {
  return db.insertInto('authors').values(author).returning(['id']).executeTakeFirstOrThrow()
}
export async function upsertPage(db: Db, page: Insertable<Schema['pages']>) {
  await db.insertInto('pages').values(page).onConflict((oc) => oc.columns(['slug', 'language'])
    .doUpdateSet({ title: page.title, body: page.body, updated_at: page.updated_at })).execute()
}
export async function updatePaper(db: Db, change: Updateable<Schema['paper']>) {
  await db.updateTable('paper').set(change).execute()
}

/** Undefined when the name has been taken meanwhile. */
export function insertPicture(db: Db, picture: Insertable<Schema['pictures']>) {
  return db.insertInto('pictures').values(picture).onConflict((oc) => oc.column('name').doNothing()).returning(['id', 'name']).executeTakeFirst()
}
export type NewRendition = Insertable<Schema['renditions']>
export async function insertRendition(db: Db, rendition: NewRendition) {
  await db.insertInto('renditions').values(rendition).onConflict((oc) => oc.columns(['picture_id', 'crop', 'format', 'width'])
    .doUpdateSet({ height: rendition.height, hash: rendition.hash, bytes: rendition.bytes })).execute()
}

/** Brings the search up to date for these articles: what is published is found, what is not leaves it. */
export async function updateSearch(db: Db, ids: number[]) {
  await sql`select index_articles(${ids}::bigint[])`.execute(db)
}
