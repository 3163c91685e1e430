import { sql } from 'kysely'
import type { Db } from '../../base/db/db.ts'

interface ImportedRow { source: string; page_id: number; day: string; views: number | null; visitors: number | null }

/** A later table of the same program says the same days anew; what it does not say stays. */
export async function putImportedDays(tx: Db, rows: ImportedRow[]) {
  await sql`insert into imported_days (source, page_id, day, views, visitors)
    select * from unnest(${rows.map((r) => r.source)}::text[], ${rows.map((r) => r.page_id)}::bigint[], ${rows.map((r) => r.day)}::date[], ${rows.map((r) => r.views)}::int[], ${rows.map((r) => r.visitors)}::int[])
    on conflict (source, page_id, day) do update set views = coalesce(excluded.views, imported_days.views), visitors = coalesce(excluded.visitors, imported_days.visitors)`.execute(tx)
}
