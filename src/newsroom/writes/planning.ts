import type { Insertable, Updateable } from 'kysely'
import type { Db } from '../../base/db/db.ts'
import type { Schema } from '../../base/db/schema.ts'

export async function upsertPlan(db: Db, plan: Insertable<Schema['article_plans']>) {
  const { article_id: _, ...change } = plan
  await db.insertInto('article_plans').values(plan).onConflict((oc) => oc.column('article_id').doUpdateSet(change)).execute()
}
export async function insertAssignment(db: Db, assignment: Insertable<Schema['assignments']>) {
  await db.insertInto('assignments').values(assignment).execute()
}
export async function updateAssignment(db: Db, id: number, change: Updateable<Schema['assignments']>) {
  await db.updateTable('assignments').set(change).where('id', '=', id).execute()
}
export async function deleteAssignment(db: Db, id: number) {
  await db.deleteFrom('assignments').where('id', '=', id).execute()
}
