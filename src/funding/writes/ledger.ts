import type { Db } from '../../base/db/db.ts'
import type { Entry } from '../ledger.ts'

/** `source` with the kind of document before the colon. */
type Row = Entry & { source: string }

const atOnce = 2_000

/** Of those that are there already, by kind and source, nothing is inserted. Returns `kind source` of the new ones. */
export async function insertEntries(tx: Db, entries: readonly Row[], recorded_at: Date): Promise<string[]> {
  const added: string[] = []
  for (let at = 0; at < entries.length; at += atOnce) added.push(...(await insertSome(tx, entries.slice(at, at + atOnce), recorded_at)))
  return added
}

async function insertSome(tx: Db, entries: readonly Row[], recorded_at: Date): Promise<string[]> {
  const rows = await tx.insertInto('ledger_entries')
    .values(entries.map(({ kind, source, due_id = null, line_id = null, reverses = null, booked_on }) => ({ kind, source, due_id, line_id, reverses, booked_on, recorded_at })))
    .onConflict((oc) => oc.columns(['kind', 'source']).doNothing()).returning(['id', 'kind', 'source']).execute()
  const ids = new Map(rows.map(({ id, kind, source }) => [`${kind} ${source}`, id]))
  const postings = entries.flatMap(({ kind, source, postings: own }) => {
    const entry_id = ids.get(`${kind} ${source}`)
    // The same one twice in a call is one.
    ids.delete(`${kind} ${source}`)
    return entry_id === undefined ? [] : own.map((posting, position) => ({ entry_id, position, ...posting }))
  })
  if (postings.length > 0) await tx.insertInto('ledger_postings').values(postings).execute()
  return rows.map(({ kind, source }) => `${kind} ${source}`)
}
