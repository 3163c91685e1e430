import { sql } from 'kysely'
import type { Db } from '../../base/db/db.ts'

/** What each page has had through a day: the sums of the day `after`, or nothing, and what came since. */
export async function insertSums(tx: Db, { through, after }: { through: string; after: string | undefined }) {
  await sql`insert into page_sums (page_id, through, views, measured, seconds)
    select page_id, ${through}::date, sum(views), sum(measured), sum(seconds) from (
      select page_id, views, measured, seconds from page_sums where through = ${after ?? null}::date
      union all select page_id, views, measured, seconds from page_days where day > ${after ?? '-infinity'}::date and day <= ${through}::date) as each group by 1`.execute(tx)
}

export async function deleteSums(tx: Db, throughs: readonly string[]) {
  if (throughs.length > 0) await tx.deleteFrom('page_sums').where('through', 'in', throughs).execute()
}

interface Late { page_id: number; day: string; views: number; measured: number; seconds: number }

/** Adds to the sums through later days, where there are any: hits that waited long, and days taken over from elsewhere. */
export async function addToSums(tx: Db, rows: Late[]) {
  await sql`insert into page_sums (page_id, through, views, measured, seconds)
    select r.page_id, b.through, sum(r.views), sum(r.measured), sum(r.seconds)
    from unnest(${rows.map((r) => r.page_id)}::bigint[], ${rows.map((r) => r.day)}::date[], ${rows.map((r) => r.views)}::int[], ${rows.map((r) => r.measured)}::int[], ${rows.map((r) => r.seconds)}::bigint[]) as r (page_id, day, views, measured, seconds)
    join page_sums as b on b.page_id = 0 and b.through >= r.day group by 1, 2
    on conflict (page_id, through) do update set views = page_sums.views + excluded.views, measured = page_sums.measured + excluded.measured, seconds = page_sums.seconds + excluded.seconds`.execute(tx)
}
