import { sql } from 'kysely'
import type { Reads } from '../../base/db/db.ts'

/** Articles that stand in lists or in the search otherwise than they should, by number. */
export async function articlesBehind(db: Reads, limit: number): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select id from (select id, section_id, case state when 'published' then published_at end as listed_at from articles) article
    where exists (select from bylines where article_id = id and bylines.listed_at is distinct from article.listed_at)
       or exists (select from article_topics where article_id = id and article_topics.listed_at is distinct from article.listed_at)
       or (article.listed_at is not null) <> exists (select from article_search found where article_id = id and found.section_id = article.section_id and found.published_at = article.listed_at)
    order by id limit ${limit}`.execute(db)
  return rows.map(({ id }) => id)
}
