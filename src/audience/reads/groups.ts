// What was read by author, topic, section and desk: from what the paper itself says of its articles, never from an address.
import { sql, type RawBuilder } from 'kysely'
import type { Reads } from '../../base/db/db.ts'
import type { GroupKind } from '../group.ts'
import type { Period } from '../period.ts'
import type { PageRow } from './figures.ts'
import { pageSums } from './sums.ts'

/** Which article belongs to which group, each once: who wrote and drew an article has it once. */
const members: Record<GroupKind, RawBuilder<unknown>> = {
  authors: sql`select distinct b.author_id::text as key, x.name, b.article_id from bylines as b join authors as x on x.id = b.author_id`,
  topics: sql`select b.topic_id::text as key, x.name, b.article_id from article_topics as b join topics as x on x.id = b.topic_id`,
  sections: sql`select b.section_id::text as key, x.name, b.id as article_id from articles as b join sections as x on x.id = b.section_id`,
  desks: sql`select b.dateline_source as key, b.dateline_source as name, b.id as article_id from articles as b where b.dateline_source <> ''`,
}

/** The pages of a group's articles that were ever read. Asked for first: the database then knows how many they are. */
export async function groupPageIds(db: Reads, { kind, key }: { kind: GroupKind; key: string }): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`select id from counted_pages where article_id in (${articlesOf(kind, key)})`.execute(db)
  return rows.map(({ id }) => id)
}

function articlesOf(kind: GroupKind, key: string): RawBuilder<unknown> {
  if (kind === 'authors') return sql`select article_id from bylines where author_id = ${key}::bigint`
  if (kind === 'topics') return sql`select article_id from article_topics where topic_id = ${key}::bigint`
  return kind === 'sections' ? sql`select id from articles where section_id = ${key}::bigint` : sql`select id from articles where dateline_source = ${key}`
}

export interface GroupRow { key: string; name: string; articles: number; views: number; measured: number; seconds: number }

/** Groups of which something was read, most first. Materialized, the sums are read by one process: several would each read all of them. */
export async function groupRows(db: Reads, kind: GroupKind, { limit, ...period }: Period & { limit: number }): Promise<GroupRow[]> {
  const { rows } = await sql<GroupRow>`with s as materialized (${await pageSums(db, period)}) select key, name, count(*)::int as articles, sum(views)::int as views, sum(measured)::int as measured, sum(seconds::float8)::bigint as seconds from s join (${members[kind]}) as m on m.article_id = s.article_id
    group by 1, 2 order by 4 desc, 2, 1 limit ${limit}`.execute(db)
  return rows
}

/** Many sketches as one value, each behind its length (mergeFramed): quicker to hand over than as many rows. */
const framed = sql`string_agg(int4send(length(readers)) || readers, '')`

/** The sketches of a day's articles, by group. */
export async function groupSketches(db: Reads, kind: GroupKind, day: string): Promise<{ readers: Buffer; key: string }[]> {
  const { rows } = await sql<{ readers: Buffer; key: string }>`select m.key, ${framed} as readers from page_days as d join counted_pages as p on p.id = d.page_id join (${members[kind]}) as m on m.article_id = p.article_id
    where d.day = ${day}::date and d.readers is not null group by 1`.execute(db)
  return rows
}

interface Of { kind: GroupKind; key: string }

/** What somebody is called by whom nothing may have been read. */
export async function groupName(db: Reads, { kind, key }: Of): Promise<string | undefined> {
  if (kind === 'desks') return (await db.selectFrom('articles').select('dateline_source').where('dateline_source', '=', key).where('dateline_source', '<>', '').limit(1).executeTakeFirst())?.dateline_source
  return (await db.selectFrom(kind).select('name').where('id', '=', Number(key)).executeTakeFirst())?.name
}

interface OfPages extends Period { page_ids: readonly number[] }

export async function groupDays(db: Reads, { page_ids, from, to, withReaders }: OfPages & { withReaders: boolean }) {
  const { rows } = await sql<{ day: string; views: number; told: number; measured: number; seconds: number; /** Of its articles. */ sketches: number; /** Framed, if asked for. */ readers: Buffer | null }>`select day, sum(views)::int as views, sum(told)::int as told, sum(measured)::int as measured, sum(seconds::float8)::bigint as seconds,
    count(readers)::int as sketches, ${withReaders ? sql`${framed} filter (where readers is not null)` : sql`null::bytea`} as readers
    from page_days where page_id = any(${page_ids}::bigint[]) and day between ${from}::date and ${to}::date group by 1 order by 1`.execute(db)
  return rows
}

export async function groupPages(db: Reads, { page_ids, from, to, limit }: OfPages & { limit: number }): Promise<PageRow[]> {
  const { rows } = await sql<PageRow>`select s.page_id, s.article_id, null as path, a.headline, a.language, s.views, s.measured, s.seconds
    from (select * from (${await pageSums(db, { from, to }, page_ids)}) as every where views > 0 order by views desc, page_id limit ${limit}) as s
    join articles as a on a.id = s.article_id and a.state <> 'held' order by s.views desc, s.page_id`.execute(db)
  return rows
}
