import type { Insertable, Updateable } from 'kysely'
import type { Db } from '../../base/db/db.ts'
import type { Schema } from '../../base/db/schema.ts'

export async function insertMethodChange(tx: Db, row: Insertable<Schema['method_changes']>): Promise<number> {
  return (await tx.insertInto('method_changes').values(row).returning('id').executeTakeFirstOrThrow()).id
}
export async function updateMethodChange(tx: Db, id: number, to: Updateable<Schema['method_changes']>) {
  await tx.updateTable('method_changes').set(to).where('id', '=', id).execute()
}
