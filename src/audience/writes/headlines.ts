import { sql } from 'kysely'
import type { Db } from '../../base/db/db.ts'
import type { Version } from '../headline-slice.ts'

interface SliceRow { test_id: number; slice: number; slot: string; version: Version; views: number; clicks: number }

export async function addHeadlineSlices(tx: Db, rows: SliceRow[]) {
  if (rows.length === 0) return
  await sql`insert into headline_slices (test_id, slice, slot, version, views, clicks)
    select * from unnest(${rows.map((r) => r.test_id)}::bigint[], ${rows.map((r) => r.slice)}::int[], ${rows.map((r) => r.slot)}::text[], ${rows.map((r) => r.version)}::text[], ${rows.map((r) => r.views)}::int[], ${rows.map((r) => r.clicks)}::int[])
    on conflict (test_id, slice, slot) do update set views = headline_slices.views + excluded.views, clicks = headline_slices.clicks + excluded.clicks`.execute(tx)
}
