import { sql } from 'kysely'
import type { Db } from '../../base/db/db.ts'
import type { Entry } from '../ledger.ts'

/** `source` with the kind of document before the colon. */
type Row = Entry & { source: string }

const atOnce = 5_000

/** Of those that are there already, by kind and source, nothing is inserted. Returns `kind source` of the new ones. */
export async function insertEntries(tx: Db, entries: readonly Row[], recorded_at: Date): Promise<string[]> {
  const added: string[] = []
  for (let at = 0; at < entries.length; at += atOnce) added.push(...(await insertSome(tx, entries.slice(at, at + atOnce), recorded_at)))
  return added
}

// As one value each: to write and to read a value for each column of each row takes longer than to insert them.
async function insertSome(tx: Db, entries: readonly Row[], recorded_at: Date): Promise<string[]> {
  const given = JSON.stringify(entries.map(({ kind, source, due_id = null, line_id = null, reverses = null, booked_on }) => ({ kind, source, due_id, line_id, reverses, booked_on })))
  const { rows } = await sql<{ id: number; kind: string; source: string }>`insert into ledger_entries (kind, source, due_id, line_id, reverses, booked_on, recorded_at)
    select kind, source, due_id, line_id, reverses, booked_on, ${recorded_at}::timestamptz
    from json_to_recordset(${given}::json) as given(kind text, source text, due_id bigint, line_id bigint, reverses bigint, booked_on date)
    on conflict (kind, source) do nothing returning id, kind, source`.execute(tx)
  const ids = new Map(rows.map(({ id, kind, source }) => [`${kind} ${source}`, id]))
  const postings = entries.flatMap(({ kind, source, postings: own }) => {
    const entry_id = ids.get(`${kind} ${source}`)
    // The same one twice in a call is one.
    ids.delete(`${kind} ${source}`)
    return entry_id === undefined ? [] : own.map((posting, position) => ({ entry_id, position, ...posting }))
  })
  if (postings.length > 0) {
    await sql`insert into ledger_postings (entry_id, position, account, currency, amount) select entry_id, position, account, currency, amount
      from json_to_recordset(${JSON.stringify(postings)}::json) as given(entry_id bigint, position smallint, account text, currency text, amount bigint)`.execute(tx)
  }
  return rows.map(({ kind, source }) => `${kind} ${source}`)
}
