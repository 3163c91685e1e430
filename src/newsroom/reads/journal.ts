import { sql } from 'kysely'
import type { Reads } from '../../base/db/db.ts'

export interface Sought {
  /** As the journal names them: `staff:7`. */
  actors?: string[] | undefined
  subject?: string | undefined
  /** Kinds of deeds, as the journal has them. */
  whats?: string[] | undefined
  /** Days of the paper's time zone, YYYY-MM-DD, both included. */
  from?: string | undefined
  to?: string | undefined
}
export interface Deed { id: number; happened_at: Date; actor: string; what: string; subject: string }

interface Window { /** The number of the deed that the page begins after. */ before?: number | undefined; limit: number }

/**
 * What was done, the newest first. Each kind of deed and each actor is walked along its own part of journal_what_idx or
 * journal_actor_idx: how common they are need not be known.
 */
export async function deeds(db: Reads, sought: Sought, { before, limit }: Window): Promise<Deed[]> {
  const { actors, subject, whats, from, to } = sought
  const last = sql`order by happened_at desc, id desc limit ${limit}`
  const within = sql`${subject === undefined ? sql`` : sql`and subject = ${subject}`}
    ${from === undefined ? sql`` : sql`and happened_at >= ${dayBegins(from, 0)}`} ${to === undefined ? sql`` : sql`and happened_at < ${dayBegins(to, 1)}`}
    ${before === undefined ? sql`` : sql`and (happened_at, id) < (select happened_at, id from journal where id = ${before})`}`
  const by = actors === undefined ? sql`` : sql`and actor = any(${actors})`
  const walk = whats !== undefined
    ? sql`select one.* from unnest(${whats}::text[]) kind cross join lateral (select * from journal where what = kind ${by} ${within} ${last}) one ${last}`
    : actors !== undefined
      ? sql`select one.* from unnest(${actors}::text[]) who cross join lateral (select * from journal where actor = who ${within} ${last}) one ${last}`
      : sql`select * from journal where true ${within} ${last}`
  return (await sql<Deed>`${walk}`.execute(db)).rows
}

/** Every kind of deed that the journal has: one step along journal_what_idx for each. */
export async function kindsOfDeeds(db: Reads): Promise<string[]> {
  const { rows } = await sql<{ what: string }>`with recursive kinds as (
      (select what from journal order by what limit 1)
      union all select (select what from journal where what > kinds.what order by what limit 1) from kinds where kinds.what is not null)
    select what from kinds where what is not null`.execute(db)
  return rows.map(({ what }) => what)
}

// The time zone is asked for within the statement: a day begins where the paper is.
function dayBegins(day: string, later: number) {
  return sql`(${day}::date + ${later}::integer)::timestamp at time zone (select time_zone from paper)`
}

/** The names of readers by their numbers. */
export async function readersNamed(db: Reads, ids: number[]): Promise<Map<number, string>> {
  const rows = await db.selectFrom('readers').select(['id', 'name']).where('id', 'in', [-1, ...ids]).execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}
export async function articlesHeaded(db: Reads, ids: number[]): Promise<Map<number, string>> {
  const rows = await db.selectFrom('articles').select(['id', 'headline']).where('id', 'in', [-1, ...ids]).execute()
  return new Map(rows.map(({ id, headline }) => [id, headline]))
}
export async function topicsNamed(db: Reads, ids: number[]) {
  const rows = await db.selectFrom('topics').select(['id', 'name', 'slug']).where('id', 'in', [-1, ...ids]).execute()
  return new Map(rows.map((row) => [row.id, row]))
}
export async function authorsNamed(db: Reads, ids: number[]) {
  const rows = await db.selectFrom('authors').select(['id', 'name', 'slug']).where('id', 'in', [-1, ...ids]).execute()
  return new Map(rows.map((row) => [row.id, row]))
}
export async function rulesMade(db: Reads, ids: number[]) {
  const rows = await db.selectFrom('moderation_rules').select(['id', 'kind', 'note']).where('id', 'in', [-1, ...ids]).execute()
  return new Map(rows.map((row) => [row.id, row]))
}
/** What decisions were about: a comment, or a reader. */
export async function decisionsMade(db: Reads, ids: number[]) {
  const rows = await db.selectFrom('decisions').leftJoin('readers', 'readers.id', 'decisions.reader_id')
    .select(['decisions.id', 'decisions.comment_id', 'decisions.reader_id', 'readers.name as reader_name']).where('decisions.id', 'in', [-1, ...ids]).execute()
  return new Map(rows.map((row) => [row.id, row]))
}
/** Those whose name begins so, as it would look to somebody who does not look closely (people/name.ts). Rides readers_known_as_idx. */
export async function readersCalled(db: Reads, name_key: string): Promise<number[]> {
  const rows = await db.selectFrom('readers').select('id').where('name_key', 'like', `${name_key}%`).orderBy('name_key').limit(50).execute()
  return rows.map(({ id }) => id)
}
