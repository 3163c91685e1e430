import { sql, type Insertable, type Updateable } from 'kysely'
import type { Db } from '../base/db/db.ts'
import type { Schema } from '../base/db/schema.ts'
import type { Counted } from './reads/archive.ts'

export type NewArticle = Insertable<Schema['articles']>
export type Role = Schema['bylines']['role']

/** So many rows of articles, or of what belongs to them, go in one statement: it takes no more than 65,535 values. */
const rowsAtOnce = 1_000

async function inParts<R>(rows: R[], insert: (part: R[]) => Promise<unknown>) {
  for (let at = 0; at < rows.length; at += rowsAtOnce) await insert(rows.slice(at, at + rowsAtOnce))
}

export async function drawArticleNumbers(db: Db, count: number): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`select nextval(pg_get_serial_sequence('articles', 'id')) as id from generate_series(1, ${count})`.execute(db)
  return rows.map(({ id }) => id)
}
export async function insertArticles(db: Db, articles: NewArticle[]) {
  await inParts(articles, (part) => db.insertInto('articles').values(part).execute())
}
export async function updateArticle(db: Db, id: number, change: Updateable<Schema['articles']>) {
  await db.updateTable('articles').set(change).where('id', '=', id).execute()
}
/** In the order of their ids, so that two who lock the same articles do not wait for each other. */
export async function lockArticles(db: Db, ids: number[]) {
  await db.selectFrom('articles').select('id').where('id', 'in', ids).orderBy('id').forUpdate().execute()
}

/** `listed_at` is when the article was published; null unless it is published now. */
export async function insertBylines(db: Db, bylines: Insertable<Schema['bylines']>[]) {
  await inParts(bylines, (part) => db.insertInto('bylines').values(part).execute())
}
export async function insertArticleTopics(db: Db, topics: Insertable<Schema['article_topics']>[]) {
  await inParts(topics, (part) => db.insertInto('article_topics').values(part).execute())
}
/** Takes away who made an article and what it is about, to be said anew. */
export async function deleteBylinesAndTopics(db: Db, article_id: number) {
  for (const table of ['bylines', 'article_topics'] as const) await db.deleteFrom(table).where('article_id', '=', article_id).execute()
}
/** Puts an article into the lists of its topics and authors at this moment, or takes it out of them. */
export async function updateListed(db: Db, article_id: number, listed_at: Date | null) {
  for (const table of ['bylines', 'article_topics'] as const) await db.updateTable(table).set({ listed_at }).where('article_id', '=', article_id).execute()
}
/** The same for many, as their own rows say. */
export async function updateListedFromArticles(db: Db, ids: number[]) {
  for (const table of ['bylines', 'article_topics'] as const) {
    await db.updateTable(table).from('articles').whereRef('articles.id', '=', `${table}.article_id`).where('articles.id', 'in', ids)
      .set({ listed_at: sql`case articles.state when 'published' then articles.published_at end` }).execute()
  }
}
export async function insertCorrections(db: Db, corrections: Insertable<Schema['corrections']>[]) {
  await inParts(corrections, (part) => db.insertInto('corrections').values(part).execute())
}
/** An address that another article once had keeps leading to that one. */
export async function insertAddresses(db: Db, addresses: Insertable<Schema['article_addresses']>[]) {
  await inParts(addresses, (part) => db.insertInto('article_addresses').values(part).onConflict((oc) => oc.doNothing()).execute())
}
/** Answers the paper's time zone, which nobody changes before the transaction ends. */
export async function holdTimeZone(db: Db): Promise<string> {
  return (await db.selectFrom('paper').select('time_zone').forShare().executeTakeFirstOrThrow()).time_zone
}
const spans = sql`unnest(array['day', 'month', 'year']) span`
/** Counts articles published at these moments in their days, months and years; answers what each holds now. In one order, so that nobody waits in a ring. */
export async function countIn(db: Db, published: Date[], zone: string): Promise<Counted[]> {
  const { rows } = await sql<Counted>`insert into archive_counts as kept (span, begins_on, articles)
    select span, date_trunc(span, at at time zone ${zone})::date, count(*) from unnest(${published}::timestamptz[]) at, ${spans} group by 1, 2 order by 1, 2
    on conflict (span, begins_on) do update set articles = kept.articles + excluded.articles returning span, begins_on, articles`.execute(db)
  return rows
}
/** Counts one out again. */
export async function countOut(db: Db, published: Date, zone: string): Promise<Counted[]> {
  const { rows } = await sql<Counted>`with held as (select kept.span, kept.begins_on from archive_counts kept, ${spans}
      where kept.span = span.span and kept.begins_on = date_trunc(span.span, ${published}::timestamptz at time zone ${zone})::date order by 1, 2 for update of kept)
    update archive_counts kept set articles = kept.articles - 1 from held where kept.span = held.span and kept.begins_on = held.begins_on
    returning kept.span, kept.begins_on, kept.articles`.execute(db)
  return rows
}
/** Counts all anew: days begin elsewhere after a change of the time zone. */
export async function recountArchive(db: Db) {
  await db.deleteFrom('archive_counts').execute()
  await sql`insert into archive_counts (span, begins_on, articles) select span, date_trunc(span, published_at at time zone time_zone)::date, count(*)
    from articles, paper, ${spans} where state = 'published' group by 1, 2`.execute(db)
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
// Whoever brings an article under it waits, or is waited for: so all its articles are there to be indexed with the new name.
export async function updateTopic(db: Db, id: number, change: Updateable<Schema['topics']>) {
  await db.selectFrom('topics').select('id').where('id', '=', id).forUpdate().execute()
  await db.updateTable('topics').set(change).where('id', '=', id).execute()
}
export async function updateAuthor(db: Db, id: number, change: Updateable<Schema['authors']>) {
  await db.selectFrom('authors').select('id').where('id', '=', id).forUpdate().execute()
  await db.updateTable('authors').set(change).where('id', '=', id).execute()
}
export async function upsertPage(db: Db, page: Insertable<Schema['pages']>) {
  await db.insertInto('pages').values(page).onConflict((oc) => oc.columns(['slug', 'language'])
    .doUpdateSet({ title: page.title, body: page.body, updated_at: page.updated_at })).execute()
}
export async function updatePaper(db: Db, change: Updateable<Schema['paper']>) {
  await db.updateTable('paper').set(change).execute()
}

/** Brings the search up to date for these articles: what is published is found, what is not leaves it. */
export async function updateSearch(db: Db, ids: number[]) {
  await sql`select index_articles(${ids}::bigint[])`.execute(db)
}
/** Where nobody is asked for money: these sections and topics, and no others. */
export async function updateNoAppeals(db: Db, { sections, topics }: { sections: readonly number[]; topics: readonly string[] }) {
  for (const table of ['sections', 'topics'] as const) await db.updateTable(table).set({ no_appeals: false }).where('no_appeals', '=', true).execute()
  if (sections.length > 0) await db.updateTable('sections').set({ no_appeals: true }).where('id', 'in', sections).execute()
  if (topics.length > 0) await db.updateTable('topics').set({ no_appeals: true }).where('slug', 'in', topics).execute()
}
