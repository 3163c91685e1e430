import { sql } from 'kysely'
import { runTogether } from '../../base/db/commit-together.ts'
import type { Db } from '../../base/db/db.ts'
import { prepared } from '../../base/db/prepared.ts'
import type { Place } from '../placing.ts'
import type { RemovedBy, SpokeAs, State, WaitsFor } from '../state.ts'

export type NewRow = Place & {
  reader_id: number | null; body: string; state: State; removed_reason: string | null; removed_by: RemovedBy | null; replies: number; submitted_at: Date; shown_at: Date | null
  quote_from: number | null; quote_to: number | null; spoke_as: SpokeAs | null; waits_for: WaitsFor | null
}

/** Lets nobody else change the comments of these articles until the transaction ends. In one order, so that nobody waits in a ring. */
export async function holdArticles(db: Db, article_ids: number[]) {
  const ordered = article_ids.toSorted((a, b) => a - b)
  const given = sql<{ article_id: number }>`select * from unnest(${ordered}::bigint[])`
  await db.insertInto('comment_counts').columns(['article_id']).expression(given).onConflict((oc) => oc.doNothing()).execute()
  await db.selectFrom('comment_counts').select('article_id').where('article_id', '=', sql<number>`any(${ordered}::bigint[])`).orderBy('article_id').forUpdate().execute()
}

export async function drawNumbers(db: Db, count: number): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`select nextval('comments_id_seq') as id from generate_series(1, ${count})`.execute(db)
  return rows.map((row) => row.id)
}

/** After comments came in with numbers of their own, new ones count on from the highest. */
export async function continueNumbers(db: Db, highest: number) {
  await sql`select setval('comments_id_seq', ${highest}) from comments_id_seq where last_value < ${highest}`.execute(db)
}

type Said = Pick<NewRow, 'article_id' | 'reader_id' | 'parent_id' | 'body' | 'state' | 'submitted_at' | 'quote_from' | 'quote_to' | 'spoke_as' | 'waits_for'>
export interface Added { id: number; thread_id: number; state: 'shown' | 'pending'; is_new: boolean }

/**
 * Adds one comment and all that follows from it, in one call: see add_comment in db/migrations/0013_writing.sql. What the
 * same reader said in the same words and place after `new_since` is not said again. Undefined where that knows no place for it.
 */
export async function insertComment(db: Db, said: Said, { new_since }: { new_since: Date | null }): Promise<Added | undefined> {
  const [added] = await runTogether(db, (besides) => sql<Added>`
    ${prepared} select added.*, ${besides} from add_comment(${said.article_id}, ${said.reader_id}, ${said.parent_id}, ${said.body}, ${said.submitted_at}, ${said.state === 'shown'},
      ${said.quote_from}, ${said.quote_to}, ${said.spoke_as}, ${said.waits_for}, ${new_since}) added`)
  return added
}

/** One statement for all rows, whose parents may be among them. */
export async function insertComments(db: Db, rows: NewRow[]) {
  const column = <K extends keyof NewRow>(name: K) => rows.map((row) => row[name])
  await db.insertInto('comments')
    .columns(['id', 'article_id', 'reader_id', 'parent_id', 'thread_id', 'path', 'body', 'state', 'removed_reason', 'removed_by', 'visible', 'children', 'replies', 'submitted_at', 'shown_at',
      'quote_from', 'quote_to', 'spoke_as', 'waits_for'])
    .expression(sql`select * from unnest(${column('id')}::bigint[], ${column('article_id')}::bigint[], ${column('reader_id')}::bigint[],
      ${column('parent_id')}::bigint[], ${column('thread_id')}::bigint[], ${column('path')}::bytea[], ${column('body')}::text[], ${column('state')}::text[],
      ${column('removed_reason')}::text[], ${column('removed_by')}::text[], ${column('visible')}::boolean[], ${column('children')}::int[], ${column('replies')}::int[],
      ${column('submitted_at')}::timestamptz[], ${column('shown_at')}::timestamptz[],
      ${column('quote_from')}::int[], ${column('quote_to')}::int[], ${column('spoke_as')}::text[], ${column('waits_for')}::text[])`)
    .execute()
}

export async function setChildren(db: Db, grown: { id: number; children: number }[]) {
  if (grown.length === 0) return
  const given = sql<{ id: number; children: number }>`unnest(${grown.map((g) => g.id)}::bigint[], ${grown.map((g) => g.children)}::int[])`
  await db.updateTable('comments').from(given.as<'given'>(sql`given(id, children)`))
    .set((eb) => ({ children: eb.ref('given.children') })).whereRef('comments.id', '=', 'given.id').execute()
}

export interface Decided { state: State; removed_reason: string | null; removed_by: RemovedBy | null; deleted_at?: Date }

/** What is shown for the first time remembers when; what is hidden waits for that, what waited before goes on waiting for the same. */
export async function setState(db: Db, ids: number[], { now, ...decided }: Decided & { now: Date }) {
  await db.updateTable('comments').where('id', '=', sql<number>`any(${ids}::bigint[])`)
    .set(decided)
    .$if(decided.state === 'shown', (update) => update.set((eb) => ({ shown_at: eb.fn.coalesce('shown_at', eb.val(now)) })))
    .$if(decided.state === 'pending', (update) => update.set(({ fn, val }) => ({ waits_for: sql<WaitsFor>`case when state = 'shown' then 'hidden' else ${fn.coalesce('waits_for', val('hidden'))} end` })))
    .execute()
}

export interface Flipped { id: number; thread_id: number; article_id: number }

/** Makes these comments visible and with them what they answer, up to the first that already is. */
export async function raise(db: Db, ids: number[]): Promise<Flipped[]> {
  const { rows } = await sql<Flipped>`
    with recursive rising as (
      select id, parent_id from comments where id = any(${ids}::bigint[]) and not visible
      union
      select above.id, above.parent_id from rising join comments above on above.id = rising.parent_id where not above.visible)
    update comments set visible = true from rising where comments.id = rising.id
    returning comments.id, comments.thread_id, comments.article_id`.execute(db)
  return rows
}

/** Hides a comment that is not shown and has no visible answer, and with it what stood above only for its sake. */
export async function lower(db: Db, id: number): Promise<Flipped[]> {
  const { rows } = await sql<Flipped>`
    with recursive falling as (
      select id, parent_id from comments where id = ${id} and visible and state <> 'shown'
        and not exists (select from comments answer where answer.parent_id = comments.id and answer.visible)
      union all
      select above.id, above.parent_id from falling join comments above on above.id = falling.parent_id
      where above.state <> 'shown'
        and not exists (select from comments answer where answer.parent_id = above.id and answer.visible and answer.id <> falling.id))
    update comments set visible = false from falling where comments.id = falling.id
    returning comments.id, comments.thread_id, comments.article_id`.execute(db)
  return rows
}

/** Counts more or fewer visible replies, at the first comment of each thread. */
export async function addReplies(db: Db, replies: Map<number, number>) {
  if (replies.size === 0) return
  const given = sql<{ id: number; n: number }>`unnest(${[...replies.keys()]}::bigint[], ${[...replies.values()]}::int[])`
  await db.updateTable('comments').from(given.as<'given'>(sql`given(id, n)`))
    .set((eb) => ({ replies: eb('comments.replies', '+', eb.ref('given.n')) })).whereRef('comments.id', '=', 'given.id').execute()
}

export interface More { article_id: number; shown: number; threads: number; arrivals: number }

/** Counts more or fewer comments and threads of articles; each article stands once in it. */
export async function addCounts(db: Db, counts: More[]) {
  const changed = counts.filter(({ shown, threads, arrivals }) => shown !== 0 || threads !== 0 || arrivals !== 0)
  if (changed.length === 0) return
  const column = (name: keyof More) => changed.map((more) => more[name])
  const given = sql<More>`unnest(${column('article_id')}::bigint[], ${column('shown')}::int[], ${column('threads')}::int[], ${column('arrivals')}::int[])`
  await db.updateTable('comment_counts').from(given.as<'given'>(sql`given(article_id, shown, threads, arrivals)`))
    .set((eb) => ({
      shown: eb('comment_counts.shown', '+', eb.ref('given.shown')), threads: eb('comment_counts.threads', '+', eb.ref('given.threads')),
      arrivals: eb('comment_counts.arrivals', '+', eb.ref('given.arrivals')),
    }))
    .whereRef('comment_counts.article_id', '=', 'given.article_id').execute()
}
