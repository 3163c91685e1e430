import { sql } from 'kysely'
import type { Reads } from '../../base/db/db.ts'

/** What is to happen by now, the longest due first, with the time it is. Rides article_schedules_next_idx. */
export function schedulesDue(db: Reads, now: Date) {
  return db.selectFrom('article_schedules').select(['id', 'article_id']).where('ended_at', 'is', null).where('next_at', '<=', now).orderBy('next_at').orderBy('id').limit(100).execute()
}
/** Articles that were public, and that nothing but an embargo which is over holds back. Rides articles_kept_back_idx. */
export async function embargoesOver(db: Reads, now: Date): Promise<number[]> {
  const rows = await db.selectFrom('articles').select('id').where('state', '=', 'held').where('legal_hold_at', 'is', null).where('embargo_until', '<=', now).limit(100).execute()
  return rows.map(({ id }) => id)
}
/** What the database's clock says; whether there is anything to do by then, in the same question. */
export async function dueByNow(db: Reads): Promise<{ now: Date; due: boolean }> {
  const { rows: [row] } = await sql<{ now: Date; due: boolean }>`select clock_timestamp() as now,
    exists (select from article_schedules where ended_at is null and next_at <= clock_timestamp())
    or exists (select from front_versions where starts_at <= clock_timestamp() and told_at is null)
    or exists (select from articles where (legal_hold_at is not null or embargo_until is not null) and state = 'held' and legal_hold_at is null and embargo_until <= clock_timestamp()) as due`.execute(db)
  if (!row) throw new Error('the database does not say what time it is')
  return row
}

/** Of an article, the last first: what is to come, and what came of it. */
export function schedulesOf(db: Reads, article_id: number) {
  return db.selectFrom('article_schedules').leftJoin('readers', 'readers.id', 'made_by')
    .select(['article_schedules.id', 'kind', 'fires_at', 'reason', 'text_revision', 'made_by', 'made_at', 'ended_at', 'outcome', 'why', 'readers.name as by_name'])
    .where('article_id', '=', article_id).orderBy('article_schedules.id', 'desc').limit(20).execute()
}
export type Schedule = Awaited<ReturnType<typeof schedulesOf>>[number]

/** Whether something is to be made public by a schedule before a moment. */
export async function isDueBefore(db: Reads, { article_id, until }: { article_id: number; until: Date }): Promise<boolean> {
  const row = await db.selectFrom('article_schedules').select('id').where('article_id', '=', article_id).where('kind', 'in', ['publish', 'update']).where('ended_at', 'is', null).where('fires_at', '<', until).executeTakeFirst()
  return row !== undefined
}

/** Everything that is to come, the next first. */
export function schedulesToCome(db: Reads, limit: number) {
  return db.selectFrom('article_schedules').innerJoin('articles', 'articles.id', 'article_id').leftJoin('readers', 'readers.id', 'made_by')
    .select(['article_schedules.id', 'article_id', 'kind', 'fires_at', 'readers.name as by_name', 'articles.headline', 'articles.kicker', 'articles.language'])
    .where('ended_at', 'is', null).orderBy('fires_at').orderBy('article_schedules.id').limit(limit).execute()
}
