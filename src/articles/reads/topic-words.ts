import { sql } from 'kysely'
import type { Reads } from '../../base/db/db.ts'

/** Topics on which something was published since their words were counted, or whose count is old. Of the ones that were never counted first. */
export async function topicsToCount(db: Reads, { before, limit }: { before: Date; limit: number }): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`select topics.id from topics cross join lateral (select listed_at from article_topics where topic_id = topics.id and listed_at is not null order by listed_at desc, article_id desc limit 1) newest
    left join topic_countings counted on counted.topic_id = topics.id
    where counted.topic_id is null or counted.newest_at <> newest.listed_at or counted.counted_at < ${before}::timestamptz
    order by counted.counted_at nulls first, topics.id limit ${limit}`.execute(db)
  return rows.map(({ id }) => id)
}

export async function hasCommonWords(db: Reads): Promise<boolean> {
  return (await db.selectFrom('common_words').select('lexeme').limit(1).executeTakeFirst()) !== undefined
}

export interface Scored { id: number; name: string; lexemes: string[] }

/** The topics for which most in these words speaks, with those that do, the strongest first; at least so many of them. */
export async function topicsSpokenFor(db: Reads, { language, text, fewest }: { language: string; text: string; fewest: number }, limit: number): Promise<Scored[]> {
  const { rows } = await sql<Scored>`with said as materialized (select distinct unnest(tsvector_to_array(to_tsvector(search_configuration(${language}), searchable(${text})))) as lexeme)
    select topics.id, topics.name, scored.lexemes from (
      select topic_id, sum(weight) as score, (array_agg(lexeme order by weight desc, lexeme))[1:4] as lexemes from said join topic_words using (lexeme) group by topic_id having count(*) >= ${fewest}
      order by score desc, topic_id limit ${limit}) scored join topics on topics.id = topic_id order by score desc, topics.id`.execute(db)
  return rows
}

/** How words that come down to these stems are written, of some words. */
export async function spelledLike(db: Reads, { language, words, lexemes }: { language: string; words: readonly string[]; lexemes: readonly string[] }): Promise<Map<string, string>> {
  const { rows } = await sql<{ lexeme: string; word: string }>`select distinct on (lexeme) lexeme, word from unnest(${words}::text[]) with ordinality as given (word, n),
      lateral unnest(tsvector_to_array(to_tsvector(search_configuration(${language}), searchable(word)))) lexeme
    where lexeme = any (${lexemes}::text[]) order by lexeme, n`.execute(db)
  return new Map(rows.map(({ lexeme, word }) => [lexeme, word]))
}

/** The stems that speak for a topic most. */
export async function lexemesOf(db: Reads, topic_id: number, limit: number): Promise<string[]> {
  return (await db.selectFrom('topic_words').select('lexeme').where('topic_id', '=', topic_id).orderBy('weight', 'desc').orderBy('lexeme').limit(limit).execute()).map(({ lexeme }) => lexeme)
}

/** The texts of some of a topic's newest articles. */
export async function textsOn(db: Reads, topic_id: number, limit: number): Promise<{ language: string; text: string }[]> {
  const { rows } = await sql<{ language: string; text: string }>`select language, concat_ws(e'\n', headline, kicker, standfirst, document_text(body)) as text from articles
    join (select article_id, listed_at from article_topics where topic_id = ${topic_id} and listed_at is not null order by listed_at desc, article_id desc limit ${limit}) newest on article_id = articles.id order by listed_at desc`.execute(db)
  return rows
}

/** What an article says, as it is kept, and under which topics it stands. */
export async function saidIn(db: Reads, article_id: number): Promise<{ language: string; text: string; topic_ids: number[] } | undefined> {
  const { rows: [row] } = await sql<{ language: string; text: string; topic_ids: number[] }>`select language, concat_ws(e'\n', headline, kicker, standfirst, document_text(body)) as text,
    array(select topic_id::int from article_topics where article_id = articles.id) as topic_ids from articles where id = ${article_id}`.execute(db)
  return row
}
