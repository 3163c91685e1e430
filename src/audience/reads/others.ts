// What others have counted, and what was told besides views.
import { sql } from 'kysely'
import type { Reads } from '../../base/db/db.ts'
import type { Period } from '../period.ts'

export interface EventRow { category: string; action: string; hits: number }

/** What apps and other clients have told besides views. */
export async function eventRows(db: Reads, { from, to }: Period): Promise<EventRow[]> {
  const { rows } = await sql<EventRow>`select category, action, sum(hits)::int as hits from event_days where day between ${from}::date and ${to}::date group by 1, 2 order by 3 desc, 1, 2`.execute(db)
  return rows
}

export interface ImportedRow { source: string; day: string; views: number | null; visitors: number | null }

/** Figures of a page, or of the whole paper (0), that other programs have counted. */
export function importedRows(db: Reads, { page_id, from, to }: Period & { page_id: number }): Promise<ImportedRow[]> {
  return db.selectFrom('imported_days').select(['source', 'day', 'views', 'visitors']).where('page_id', '=', page_id).where('day', '>=', from).where('day', '<=', to).orderBy('source').orderBy('day').execute()
}

/** From when to when each program has counted. */
export async function importedSpans(db: Reads, page_id: number): Promise<({ source: string } & Period)[]> {
  const { rows } = await sql<{ source: string } & Period>`select source, min(day)::text as from, max(day)::text as to from imported_days where page_id = ${page_id} group by 1 order by 1`.execute(db)
  return rows
}

/** What came that is no reader, ever: machines, and what was left out. */
export async function notReaders(db: Reads): Promise<{ machines: number; left_out: number }> {
  const { rows: [row] } = await sql<{ machines: number; left_out: number }>`select (select coalesce(sum(hits), 0)::int from machine_days) as machines, (select coalesce(sum(hits), 0)::int from left_out_days) as left_out`.execute(db)
  return row ?? { machines: 0, left_out: 0 }
}

/** Machines by class and name; empty where the name is not known. */
export async function machineNameRows(db: Reads, { from, to }: Period): Promise<{ machine: string; name: string; hits: number }[]> {
  const { rows } = await sql<{ machine: string; name: string; hits: number }>`select split_part(machine, ' ', 1) as machine, ltrim(substr(machine, length(split_part(machine, ' ', 1)) + 1)) as name, sum(hits)::int as hits
    from machine_days where day between ${from}::date and ${to}::date group by 1, 2 order by 3 desc, 2`.execute(db)
  return rows
}
