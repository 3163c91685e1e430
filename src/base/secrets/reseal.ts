// After a change of the key: what a former one has sealed is sealed anew by the one that seals now, until nobody needs the former one.
import { sql } from 'kysely'
import { atomically, type Db, type Reads } from '../db/db.ts'
import type { Safe } from '../safe/safe.ts'
import { holdKeys } from './secrets.ts'

/** A column in which sealed values stand: for the place `table.column NAME`, where NAME stands in the column `by`. */
export interface SealedColumn { table: string; column: string; by: string; /** Whole files: one at a time. */ isLarge?: true }

/**
 * Seals anew what is not sealed by the key that seals, while the paper runs, and returns how many values that were. Each batch
 * is whole: told to stop in the middle, it goes on there the next time. Throws for a value that none of the keys opens.
 */
export async function reseal(db: Db, columns: readonly SealedColumn[], { safe, progress = () => {} }: { safe: Safe; progress?: (done: number) => void }): Promise<number> {
  let done = 0
  for (const column of columns) {
    for (let after = 0; ;) {
      const rows = await sealedByOthers(db, column, { after, safe })
      const last = rows.at(-1)
      if (!last) break
      await putInPlace(db, column, rows.map(({ id, place, sealed }) => ({ id, sealed, anew: anew({ sealed, place: `${column.table}.${column.column} ${place}` }, safe) })))
      after = last.id
      progress(done += rows.length)
    }
  }
  return done
}

/** The names of the keys that nobody needs any more; none where some value still needs one. */
export function forgetFormerKeys(db: Db, columns: readonly SealedColumn[], { safe, name }: { safe: Safe; name: string }): Promise<string[] | undefined> {
  return atomically(db, async (tx) => {
    await holdKeys(tx)
    for (const column of columns) if ((await sealedByOthers(tx, column, { after: 0, safe })).length > 0) return undefined
    const gone = await tx.deleteFrom('secret_keys').where('id', '<>', name).returning('id').execute()
    return gone.map(({ id }) => id)
  })
}

interface Row { id: number; place: string; sealed: Buffer }

async function sealedByOthers(db: Reads, { table, column, by, isLarge }: SealedColumn, { after, safe }: { after: number; safe: Safe }): Promise<Row[]> {
  // What was erased is empty, or gone.
  const { rows } = await sql<Row>`select id, ${sql.ref(by)}::text as place, ${sql.ref(column)} as sealed from ${sql.table(table)}
    where id > ${after} and length(${sql.ref(column)}) > 0 and substring(${sql.ref(column)} for ${safe.mark.length}::integer) <> ${safe.mark}
    order by id limit ${isLarge ? 1 : 500}`.execute(db)
  return rows
}

function anew({ sealed, place }: { sealed: Buffer; place: string }, safe: Safe): Buffer {
  try {
    return safe.seal(safe.open(sealed, place), place)
  } catch (error) {
    throw new Error(`what is sealed for ${place} does not open`, { cause: error })
  }
}

/** A row that was changed meanwhile stays what it has become. */
async function putInPlace(db: Db, { table, column }: SealedColumn, rows: { id: number; sealed: Buffer; anew: Buffer }[]) {
  await sql`update ${sql.table(table)} as standing set ${sql.ref(column)} = given.anew
    from unnest(${rows.map(({ id }) => id)}::bigint[], ${rows.map(({ sealed }) => sealed)}::bytea[], ${rows.map((row) => row.anew)}::bytea[]) as given (id, sealed, anew)
    where standing.id = given.id and standing.${sql.ref(column)} = given.sealed`.execute(db)
}
