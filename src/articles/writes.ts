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
/** Answers the articles whose corrections name a reader from now on, or no longer. */
export async function updateCredit(db: Db, { comment_id, credited_at }: { comment_id: number; credited_at: Date | null }): Promise<number[]> {
  return (await db.updateTable('corrections').set({ credited_at }).where('comment_id', '=', comment_id).returning('article_id').execute()).map(({ article_id }) => article_id)
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
/** In the order of their numbers, so that two who merge do not wait for each other. Answers how many of them are there. */
export async function lockTopics(db: Db, ids: number[]): Promise<number> {
  return (await db.selectFrom('topics').select('id').where('id', 'in', ids).orderBy('id').forUpdate().execute()).length
}
/** Answers which articles stood under the first. */
export async function moveArticlesOfTopic(db: Db, { from, into }: { from: number; into: number }): Promise<number[]> {
  const there = sql`exists (select from article_topics other where other.article_id = own.article_id and other.topic_id = ${into})`
  const { rows } = await sql<{ article_id: number }>`with had as (delete from article_topics own where topic_id = ${from} and ${there} returning article_id),
      moved as (update article_topics own set topic_id = ${into} where topic_id = ${from} and not ${there} returning article_id)
    select article_id from had union all select article_id from moved`.execute(db)
  return rows.map(({ article_id }) => article_id)
}
export async function deleteTopicRow(db: Db, id: number) {
  await db.deleteFrom('topics').where('id', '=', id).execute()
}
/** From one address to another for good, and what led to the first along with it. */
export async function redirectTopic(db: Db, { from, to, now }: { from: string; to: string; now: Date }) {
  await db.deleteFrom('redirects').where('address', '=', to).execute()
  await db.updateTable('redirects').set({ leads_to: to }).where('leads_to', '=', from).execute()
  await db.insertInto('redirects').values({ address: from, leads_to: to, since: now }).onConflict((oc) => oc.column('address').doUpdateSet({ leads_to: to, since: now })).execute()
}
export async function deleteRedirectsTo(db: Db, leads_to: string) {
  await db.deleteFrom('redirects').where('leads_to', '=', leads_to).execute()
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

/** How common words are is counted in so many of the newest articles; what stands in one of them only is not kept. */
const commonFrom = 5_000
/** Of a topic's articles so many of the newest are looked at, and so many words are kept. */
const countedOfTopic = 100
const wordsOfTopic = 40

/** The row without a word says how many articles were counted. Names of people and topics (weight C) do not count: they would find themselves. */
export async function replaceCommonWords(db: Db) {
  await db.deleteFrom('common_words').execute()
  await sql`with newest as materialized (select article_id from article_search order by published_at desc, article_id desc limit ${commonFrom}),
      words as (select lexeme from newest join article_search using (article_id), unnest(ts_filter(words, '{a,b,d}')))
    insert into common_words (lexeme, articles) select lexeme, count(*) from words group by lexeme having count(*) > 1 union all select '', count(*) from newest`.execute(db)
}
/**
 * A word speaks for a topic as the square of the share of its articles in which it stands, times how much larger that share is than in all
 * of the paper (as a logarithm, with two articles' worth of doubt); each topic's words together weigh as much as any other's, and more the more it has to
 * go by. The topic's own name counts as half as much again as the strongest word.
 */
export async function replaceTopicWords(db: Db, ids: readonly number[], now: Date) {
  await db.deleteFrom('topic_words').where('topic_id', 'in', ids).execute()
  await sql`with newest as materialized (select topic.id as topic_id, listed.article_id, listed.listed_at from unnest(${ids}::bigint[]) topic (id) cross join lateral
        (select article_id, listed_at from article_topics where topic_id = topic.id and listed_at is not null order by listed_at desc, article_id desc limit ${countedOfTopic}) listed),
      sizes as (select topic_id, count(*)::float as n, max(listed_at) as newest_at from newest group by topic_id),
      noted as (insert into topic_countings (topic_id, articles, newest_at, counted_at) select topic_id, n, newest_at, ${now}::timestamptz from sizes
        on conflict (topic_id) do update set articles = excluded.articles, newest_at = excluded.newest_at, counted_at = excluded.counted_at),
      counted as (select topic_id, lexeme, count(*)::float as c from newest join article_search using (article_id), unnest(ts_filter(words, '{a,b,d}'))
        where length(lexeme) > 2 and lexeme !~ '[^[:alnum:]-]' and lexeme ~ '[[:alpha:]]' group by topic_id, lexeme),
      shares as (select topic_id, lexeme, n, own.p0, (c + 2 * own.p0) / (n + 2) as p from counted join sizes using (topic_id) left join common_words common using (lexeme)
        cross join lateral (select least(1, (coalesce(common.articles, 1) + 0.5) / (1 + (select articles from common_words where lexeme = ''))) as p0) own where c >= case when n < 4 then 1 else 2 end),
      ranked as (select topic_id, lexeme, n, p * p * ln(p / p0) as weight, row_number() over (partition by topic_id order by p * p * ln(p / p0) desc, lexeme) as rank from shares where ln(p / p0) > 0.7),
      kept as (select topic_id, lexeme, weight / sqrt(sum(weight * weight) over (partition by topic_id)) * power(ln(2 + n), 1.5) as weight from ranked where rank <= ${wordsOfTopic}),
      called as (select id as topic_id, unnest(tsvector_to_array(to_tsvector(search_configuration((select language from paper)), searchable(name)))) as lexeme from topics where id = any (${ids}::bigint[]))
    insert into topic_words (topic_id, lexeme, weight) select topic_id, lexeme, max(weight) from (
      select * from kept union all
      select topic_id, lexeme, 1.5 * coalesce((select max(weight) from kept strongest where strongest.topic_id = called.topic_id), 1) from called where length(lexeme) > 2) words
    group by topic_id, lexeme`.execute(db)
}
