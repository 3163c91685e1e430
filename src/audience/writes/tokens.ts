import type { Insertable } from 'kysely'
import type { Db } from '../../base/db/db.ts'
import type { Schema } from '../../base/db/schema.ts'

/** False where the name is taken. */
export async function insertToken(db: Db, token: Insertable<Schema['counting_tokens']>): Promise<boolean> {
  return (await db.insertInto('counting_tokens').values(token).onConflict((on) => on.column('name').doNothing()).executeTakeFirst()).numInsertedOrUpdatedRows === 1n
}

export async function deleteToken(db: Db, name: string): Promise<boolean> {
  return (await db.deleteFrom('counting_tokens').where('name', '=', name).executeTakeFirst()).numDeletedRows === 1n
}
