import { sql, type Insertable } from 'kysely'
import type { Db } from '../../base/db/db.ts'
import type { Schema } from '../../base/db/schema.ts'

/** One file after another: what is known of one is known to the next. Until the transaction ends. */
export async function lockStatements(tx: Db) {
  await sql`select pg_advisory_xact_lock(hashtext('statements'))`.execute(tx)
}

/**
 * In a large import the statistics know nothing of the rows it has added itself, and of a ledger that was empty when it was looked at
 * they say that it is: each posting's check would read it from end to end (20,000 lines took 70 seconds). Until the transaction ends.
 */
export async function preferIndexes(tx: Db) {
  await sql`set local enable_seqscan = off`.execute(tx)
}

/** `seal` is given its number. */
export async function insertStatementFile(db: Db, file: Omit<Insertable<Schema['statement_files']>, 'sealed'>, seal: (id: number) => Buffer): Promise<number> {
  const { rows: [row] } = await sql<{ id: number }>`select nextval(pg_get_serial_sequence('statement_files', 'id')) as id`.execute(db)
  const id = Number(row?.id)
  await sql`insert into statement_files (id, name, sha256, sealed, imported_by, imported_at) overriding system value
    values (${id}, ${file.name}, ${file.sha256}, ${seal(id)}, ${file.imported_by}, ${file.imported_at})`.execute(db)
  return id
}

export async function insertStatement(db: Db, statement: Insertable<Schema['statements']>): Promise<number> {
  return (await db.insertInto('statements').values(statement).returning('id').executeTakeFirstOrThrow()).id
}

/** Lines know their numbers before they are there: what is sealed in them is sealed for its place. */
export async function nextLineIds(db: Db, count: number): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`select nextval(pg_get_serial_sequence('statement_lines', 'id')) as id from generate_series(1, ${count})`.execute(db)
  return rows.map(({ id }) => Number(id))
}

type Row = Insertable<Schema['statement_lines']> & { id: number }

/** Whatever their number, in one statement each thousand. */
export async function insertLines(db: Db, lines: readonly Row[]) {
  for (let at = 0; at < lines.length; at += 1_000) {
    const rows = lines.slice(at, at + 1_000).map((line) => ({ ...line, sealed: hex(line.sealed), iban_fingerprint: line.iban_fingerprint ? hex(line.iban_fingerprint) : null, fingerprint: hex(line.fingerprint) }))
    await sql`insert into statement_lines (id, statement_id, position, entry, amount, currency, booked_on, valued_on, bank_reference, end_to_end_id, mandate_reference, reference, message_id,
        reason_code, bank_code, sealed, iban_fingerprint, fingerprint, same_as, state, kind, pledge_id) overriding system value
      select id, statement_id, position, entry, amount, currency, booked_on, valued_on, bank_reference, end_to_end_id, mandate_reference, reference, message_id,
        reason_code, bank_code, sealed, iban_fingerprint, fingerprint, same_as, state, kind, pledge_id
      from json_populate_recordset(null::statement_lines, ${JSON.stringify(rows)}::json)`.execute(db)
  }
}

// As PostgreSQL reads bytes in a text.
function hex(bytes: Uint8Array): string {
  return `\\x${Buffer.from(bytes).toString('hex')}`
}

/** Their payments are told elsewhere, and stand in their place. */
export async function updateLinesDetailed(db: Db, ids: readonly number[]) {
  if (ids.length > 0) await db.updateTable('statement_lines').set({ state: 'booked', kind: 'batch', pledge_id: null }).where('id', 'in', ids).execute()
}
