import { sql } from 'kysely'
import type { Reads } from '../../base/db/db.ts'

export interface TopicNumbers { articles: number; published: number; newest_at: Date | null }

/** How many articles stand under a topic, drafts and all; how many of them are public, and when the last came. */
export async function topicNumbers(db: Reads, id: number): Promise<TopicNumbers> {
  return db.selectFrom('article_topics').where('topic_id', '=', id)
    .select((eb) => [eb.fn.countAll<number>().as('articles'), eb.fn.count<number>('listed_at').as('published'), eb.fn.max('listed_at').as('newest_at')]).executeTakeFirstOrThrow()
}

/** Of a merging: how many articles move, and how many of them stand under both already. */
export async function mergingNumbers(db: Reads, { from, into }: { from: number; into: number }): Promise<{ articles: number; published: number; both: number; redirects: number; rules: number; fronts: number }> {
  const { rows: [row] } = await sql<{ articles: number; published: number; both: number; redirects: number; rules: number; fronts: number }>`select count(*) as articles, count(listed_at) as published,
      count(*) filter (where exists (select from article_topics other where other.article_id = own.article_id and other.topic_id = ${into})) as both,
      (select count(*) from redirects where leads_to = (select '/topic/' || slug from topics where id = ${from})) as redirects,
      (select count(distinct version_id) from front_rules where topic_id = ${from}) as rules, (select count(*) from fronts where topic_id = ${from}) as fronts
    from article_topics own where topic_id = ${from}`.execute(db)
  if (!row) throw new Error('what a merging concerns was not counted')
  return row
}

export type ListedTopic = Awaited<ReturnType<typeof listedTopics>>[number]

interface Sought { words: string; after: number | undefined; isEmpty: boolean }

/** By name, from a topic on; each is counted by itself, along its part of the index. */
export function listedTopics(db: Reads, { words, after, isEmpty }: Sought, limit: number) {
  const like = `%${words.replace(/[\\%_]/g, '\\$&')}%`
  const some = db.selectFrom('topics').select(['id', 'slug', 'name', 'description', 'picture_id'])
    .$if(words !== '', (q) => q.where(sql<boolean>`(name ilike ${like} or slug ilike ${like})`))
    .$if(after !== undefined, (q) => q.where(sql<boolean>`(name, id) > (select name, id from topics where id = ${after ?? 0})`))
    .$if(isEmpty, (q) => q.where(({ not, exists, selectFrom }) => not(exists(selectFrom('article_topics').select('article_id').whereRef('topic_id', '=', 'topics.id')))))
    .orderBy('name').orderBy('id').limit(limit)
  return db.selectFrom(some.as('topics')).select((eb) => ['id', 'slug', 'name', 'description', 'picture_id',
    eb.selectFrom('article_topics').whereRef('topic_id', '=', 'topics.id').select((e) => e.fn.countAll<number>().as('n')).as('articles'),
    eb.selectFrom('article_topics').whereRef('topic_id', '=', 'topics.id').select((e) => e.fn.max('listed_at').as('at')).as('newest_at'),
  ]).orderBy('name').orderBy('id').execute()
}
