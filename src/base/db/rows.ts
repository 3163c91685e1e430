// Rows as they stand: for what takes a whole paper out and puts it back, and must lose nothing on the way.
import { CompiledQuery, sql, type Compilable } from 'kysely'
import { DatabaseError } from 'pg'
import type { Db, Reads } from './db.ts'
import type { Schema } from './schema.ts'

type Table = keyof Schema

/** The rows of a query, without ever holding more of them than are fetched at once. One query at a time, in a transaction. */
export async function* rowsOf<R>(tx: Db, query: Compilable<R>, rowsAtOnce = 500): AsyncGenerator<R> {
  const { sql: text, parameters } = query.compile()
  await tx.executeQuery(CompiledQuery.raw(`declare rows_of no scroll cursor for ${text}`, [...parameters]))
  for (;;) {
    const { rows } = await sql`fetch ${sql.lit(rowsAtOnce)} from rows_of`.execute(tx)
    yield* rows as R[]
    if (rows.length < rowsAtOnce) break
  }
  await sql`close rows_of`.execute(tx)
}

/** Any column by its name; times and bytes as PostgreSQL writes them, so that it loses nothing of them, JSON as it is. */
export type Row<T extends Table> = { [C in keyof Schema[T]]?: unknown }

/** Puts rows in as they are, ids and all. The first says which columns they have. */
export async function insertRows<T extends Table>(tx: Db, table: T, rows: Row<T>[]) {
  if (rows.length === 0) return
  const columns = sql.join(Object.keys(rows[0] ?? {}).map((column) => sql.ref(column)))
  await sql`insert into ${sql.table(table)} (${columns}) overriding system value
    select ${columns} from json_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(rows)}::json)`.execute(tx)
}

/** Sets columns of rows that stand, as `insertRows` writes them; each row names its `id`. */
export async function setColumns<T extends Table>(tx: Db, table: T, rows: Row<T>[]) {
  const columns = Object.keys(rows[0] ?? {}).filter((column) => column !== 'id')
  if (columns.length === 0) return
  await sql`update ${sql.table(table)} as standing set ${sql.join(columns.map((column) => sql`${sql.ref(column)} = given.${sql.ref(column)}`))}
    from json_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(rows)}::json) given where standing.id = given.id`.execute(tx)
}

/** Puts rows in the place of all that a table holds: of one in which some stand from the beginning. */
export async function replaceRows<T extends Table>(tx: Db, table: T, rows: Row<T>[]) {
  await sql`delete from ${sql.table(table)}`.execute(tx)
  await insertRows(tx, table, rows)
}

/** The highest number ever given to a row of a table, 0 where none was. */
export async function numbersGiven(db: Reads, table: Table): Promise<number> {
  const { rows: [row] } = await sql<{ given: number }>`select greatest(0, pg_sequence_last_value(pg_get_serial_sequence(${table}, 'id')::regclass),
    (select max(id) from ${sql.table(table)})) as given`.execute(db)
  return row?.given ?? 0
}
/** Lets numbers go on behind the highest ever given. Not undone when the transaction is. */
export async function continueNumbers(tx: Db, table: Table, given: number) {
  if (given > 0) await sql`select setval(pg_get_serial_sequence(${table}, 'id')::regclass, ${given})`.execute(tx)
}

/** What the database says against a row, in its own words; undefined for any other failure. */
export function refusalOf(error: unknown): string | undefined {
  // 22: a value that cannot be; 23: one that a rule of the table forbids. Details of a broken check would quote the whole row.
  if (!(error instanceof DatabaseError) || !/^2[23]/.test(error.code ?? '')) return undefined
  return error.code === '23503' || error.code === '23505' ? error.detail ?? error.message : [error.message, error.code?.startsWith('22') ? error.detail : ''].filter(Boolean).join(': ')
}
