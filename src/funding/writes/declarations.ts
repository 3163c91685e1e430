import type { Insertable } from 'kysely'
import type { Db } from '../../base/db/db.ts'
import type { Schema } from '../../base/db/schema.ts'

export function insertDeclaration(db: Db, declaration: Insertable<Schema['declarations']>) {
  return db.insertInto('declarations').values(declaration).returningAll().executeTakeFirstOrThrow()
}
export async function insertDeclaredPledges(db: Db, pledges: readonly Insertable<Schema['declared_pledges']>[]) {
  if (pledges.length > 0) await db.insertInto('declared_pledges').values(pledges).execute()
}
export async function updateDeclarationDone(db: Db, { id, supporter_id }: { id: number; supporter_id: number }) {
  await db.updateTable('declarations').set({ state: 'done', supporter_id }).where('id', '=', id).execute()
}
export async function updateDeclarationSettled(db: Db, { id, ...settled }: { id: number; supporter_id: number | null; settled_by: number; settled_at: Date }) {
  await db.updateTable('declarations').set({ state: 'settled', ...settled }).where('id', '=', id).execute()
}
