import type { Insertable } from 'kysely'
import type { Db } from '../../base/db/db.ts'
import type { Schema } from '../../base/db/schema.ts'

/** Whoever follows already goes on from what they were told. */
export async function upsertFollow(db: Db, follow: Insertable<Schema['follows']>) {
  await db.insertInto('follows').values(follow).onConflict((oc) => oc.columns(['reader_id', 'thread_id']).doUpdateSet({ how: follow.how })).execute()
}
