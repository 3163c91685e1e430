import type { Insertable, Updateable } from 'kysely'
import type { Db } from '../../base/db/db.ts'
import type { Schema } from '../../base/db/schema.ts'

export type Kind = Schema['article_schedules']['kind']

export async function insertSchedule(db: Db, schedule: Insertable<Schema['article_schedules']>): Promise<number> {
  return (await db.insertInto('article_schedules').values(schedule).returning('id').executeTakeFirstOrThrow()).id
}
/** Ends those of these kinds that are still to come. Answers how many there were. */
export async function cancelSchedules(db: Db, { article_id, kinds, why }: { article_id: number; kinds: readonly Kind[]; why: string }, now: Date): Promise<number> {
  const rows = await db.updateTable('article_schedules').set({ ended_at: now, outcome: 'cancelled', why }).where('article_id', '=', article_id).where('kind', 'in', [...kinds]).where('ended_at', 'is', null).returning('id').execute()
  return rows.length
}
export async function updateSchedule(db: Db, id: number, change: Updateable<Schema['article_schedules']>) {
  await db.updateTable('article_schedules').set(change).where('id', '=', id).execute()
}
/** The schedule, if it is still to come; nobody else ends it before this transaction does. */
export function claimSchedule(db: Db, id: number) {
  return db.selectFrom('article_schedules').selectAll().where('id', '=', id).where('ended_at', 'is', null).forUpdate().executeTakeFirst()
}
