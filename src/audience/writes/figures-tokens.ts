import { sql, type Insertable } from 'kysely'
import type { Db } from '../../base/db/db.ts'
import type { Schema } from '../../base/db/schema.ts'

/** False where the name is taken. */
export async function insertFiguresToken(db: Db, token: Insertable<Schema['figures_tokens']>): Promise<boolean> {
  return (await db.insertInto('figures_tokens').values(token).onConflict((on) => on.column('name').doNothing()).executeTakeFirst()).numInsertedOrUpdatedRows === 1n
}

/** Its name; undefined where there was none. */
export async function deleteFiguresToken(db: Db, which: { id: number } | { name: string }): Promise<string | undefined> {
  const [column, value] = 'id' in which ? ['id' as const, which.id] : ['name' as const, which.name]
  return (await db.deleteFrom('figures_tokens').where(column, '=', value).returning('name').executeTakeFirst())?.name
}

/** On which day each was used last. */
export async function noteUses(db: Db, uses: { id: number; day: string }[]) {
  await sql`update figures_tokens as standing set used_on = greatest(standing.used_on, given.day)
    from unnest(${uses.map(({ id }) => id)}::bigint[], ${uses.map(({ day }) => day)}::date[]) as given (id, day) where standing.id = given.id`.execute(db)
}
