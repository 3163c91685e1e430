// What waits for moderators: which comments, and how many. Each list is a walk along an index of its own, so that it costs
// the same with ten waiting and with 50,000.
import { sql, type RawBuilder } from 'kysely'
import type { Reads } from '../../base/db/db.ts'
import { secondsBefore } from '../../base/time.ts'

export const queueNames = ['waiting', 'reported', 'held', 'unseen'] as const
export type QueueName = (typeof queueNames)[number]

export const queueLength = 20
/** More than so many are not counted. */
export const mostCounted = 1_000
/** What has stood longer than this without a report need not be looked at any more. */
const unseenSeconds = 7 * 86_400

/** Where a page begins: behind this comment. */
export interface After { at: Date; id: number }
export interface Queued { id: number; at: Date }

/** The comments of a queue, those that have waited longest first; one more than a page holds tells that there are more. */
export async function queued(db: Reads, name: QueueName, { after, now }: { after: After | null; now: Date }): Promise<Queued[]> {
  const from = after ? sql`and (submitted_at, id) > (${after.at}, ${after.id})` : sql``
  if (name === 'reported') return reported(db, after)
  const which = {
    waiting: sql`state = 'pending'`, held: sql`state = 'pending' and waits_for = 'rule'`,
    unseen: sql`state = 'shown' and looked_at is null and submitted_at > ${secondsBefore(now, unseenSeconds)}`,
  }[name]
  const { rows } = await sql<Queued>`select id, date_trunc('milliseconds', submitted_at) as at from comments where ${which} ${from} order by submitted_at, id limit ${queueLength + 1}`.execute(db)
  return rows
}

async function reported(db: Reads, after: After | null): Promise<Queued[]> {
  const from = after ? sql`having (min(reported_at), comment_id) > (${after.at}, ${after.id})` : sql``
  const { rows } = await sql<Queued>`
    select comment_id as id, min(reported_at) as at from reports where ended_at is null group by comment_id ${from} order by 2, 1 limit ${queueLength + 1}`.execute(db)
  return rows
}

type Counts = Record<'waiting' | 'held' | 'reported' | 'objections' | 'routes', number>
const few = (from: RawBuilder<unknown>) => sql<number>`(select count(*)::int from (select ${from} limit ${mostCounted}) few)`

/** How many wait in each queue, counted no further than needed, and in the order of the index, which is then walked instead of the table. */
export async function openCounts(db: Reads): Promise<Counts> {
  const { rows } = await sql<Counts>`select
    ${few(sql`from comments where state = 'pending' order by submitted_at, id`)} as waiting,
    ${few(sql`from comments where state = 'pending' and waits_for = 'rule' order by submitted_at, id`)} as held,
    ${few(sql`distinct comment_id from reports where ended_at is null`)} as reported,
    ${few(sql`from objections where decided_at is null`)} as objections,
    ${few(sql`from comment_routes where done_at is null and (question is null or answer is not null)`)} as routes`.execute(db)
  const [row] = rows
  if (!row) throw new Error('nothing was counted')
  return row
}

export async function queueCounts(db: Reads, now: Date): Promise<Counts & { unseen: number }> {
  const { rows } = await sql<{ unseen: number }>`select ${few(sql`from comments where state = 'shown' and looked_at is null and submitted_at > ${secondsBefore(now, unseenSeconds)} order by submitted_at, id`)} as unseen`.execute(db)
  return { ...(await openCounts(db)), unseen: rows[0]?.unseen ?? 0 }
}

/** How far back a search for words looks: it reads them all, in some hundredths of a second. */
const searched = 20_000

interface Wanted { q: string; /** The same as a name; see people/name.ts. */ name_key: string; state: string; before: number | null }

/** All comments, the newest first; of them those that hold the words, or are by the reader of that name, or have that number. */
export async function searchedComments(db: Reads, { q, name_key, state: asked, before }: Wanted): Promise<{ id: number }[]> {
  const number = /^#?(\d{1,15})$/.exec(q)?.[1]
  const start = before === null ? sql`` : sql`and comments.id < ${before}`
  const state = ['pending', 'shown', 'removed'].includes(asked) ? asked : ''
  const inState = state === '' ? sql`` : sql`and comments.state = ${state}`
  if (q === '') return (await sql<{ id: number }>`select id from comments where true ${start} ${inState} order by id desc limit ${queueLength + 1}`.execute(db)).rows
  if (number) return (await sql<{ id: number }>`select id from comments where id = ${number} ${start} ${inState}`.execute(db)).rows
  const like = `%${q.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`
  const { rows } = await sql<{ id: number }>`
    select id from (
      select comments.id from (select id, body from comments where id > (select coalesce(max(id), 0) from comments) - ${searched}) comments where body ilike ${like}
      union
      select comments.id from readers join comments on comments.reader_id = readers.id where readers.name_key = ${name_key}) comments
    where exists (select from comments same where same.id = comments.id ${state === '' ? sql`` : sql`and same.state = ${state}`}) ${start} order by id desc limit ${queueLength + 1}`.execute(db)
  return rows
}
