import type { Insertable } from 'kysely'
import type { Db } from '../../base/db/db.ts'
import type { Schema } from '../../base/db/schema.ts'

/** Undefined where the mail address is another supporter's already. */
export async function insertSupporter(db: Db, supporter: Insertable<Schema['supporters']>): Promise<number | undefined> {
  const row = await db.insertInto('supporters').values(supporter).onConflict((oc) => oc.doNothing()).returning('id').executeTakeFirst()
  return row?.id
}
