import { sql } from 'kysely'
import type { Db } from '../../base/db/db.ts'

export async function addAppeals(tx: Db, rows: { page_id: number; day: string; shown: number; measured: number; in_sight: number; followed: number }[]) {
  await sql`insert into appeal_view_days (page_id, day, shown, measured, in_sight, followed)
    select * from unnest(${rows.map((r) => r.page_id)}::bigint[], ${rows.map((r) => r.day)}::date[], ${rows.map((r) => r.shown)}::int[], ${rows.map((r) => r.measured)}::int[], ${rows.map((r) => r.in_sight)}::int[], ${rows.map((r) => r.followed)}::int[])
    on conflict (page_id, day) do update set shown = appeal_view_days.shown + excluded.shown, measured = appeal_view_days.measured + excluded.measured,
      in_sight = appeal_view_days.in_sight + excluded.in_sight, followed = appeal_view_days.followed + excluded.followed`.execute(tx)
}
