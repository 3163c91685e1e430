import type { Insertable, Updateable } from 'kysely'
import type { Db } from '../../base/db/db.ts'
import type { Schema } from '../../base/db/schema.ts'

export function insertPledge(db: Db, pledge: Insertable<Schema['pledges']>) {
  return db.insertInto('pledges').values(pledge).returning(['id', 'reference']).executeTakeFirstOrThrow()
}
export async function updatePledge(db: Db, { id, to }: { id: number; to: Updateable<Schema['pledges']> }) {
  await db.updateTable('pledges').set(to).where('id', '=', id).execute()
}

export type PledgeChange = Insertable<Schema['pledge_changes']>
export async function insertPledgeChange(db: Db, change: PledgeChange) {
  await db.insertInto('pledge_changes').values(change).execute()
}
