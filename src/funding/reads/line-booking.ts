import { sql } from 'kysely'
import type { Reads } from '../../base/db/db.ts'
import type { EntryKind } from '../ledger.ts'

/**
 * Sources for entries of documents: their numbers; where an entry of the kind was there before and has been taken back, followed
 * by which one this is.
 */
export async function freshSources(db: Reads, { kind, document, ids }: { kind: EntryKind; document: string; ids: readonly number[] }): Promise<Map<number, string>> {
  const { rows } = await sql<{ id: number; n: number }>`select given.id, count(e.id)::bigint as n from unnest(${ids}::bigint[]) as given(id)
    left join ledger_entries e on e.kind = ${kind} and (e.source = ${document} || ':' || given.id or e.source like ${document} || ':' || given.id || '.%') group by given.id`.execute(db)
  return new Map(rows.map(({ id, n }) => [id, n === 0 ? String(id) : `${id}.${n + 1}`]))
}

/** Of transfers and debits, all at once and in their order, before any due is locked. */
export async function lockPledges(db: Reads, { ids, debits }: { ids: readonly number[]; debits: readonly number[] }) {
  if (ids.length + debits.length > 0) await sql`select from pledges where id = any(${ids}::bigint[]) or id in (select pledge_id from dues join debits on dues.id = due_id where debits.id = any(${debits}::bigint[])) order by id for update`.execute(db)
}
