import { sql } from 'kysely'
import type { Db } from '../../base/db/db.ts'

export async function clearPageHours(tx: Db, before: string) {
  await tx.deleteFrom('page_hours').where('page_id', '<>', 0).where('day', '<', before).execute()
}

/** Names of single pages become none, and days months: a month stands under its first day. */
export async function foldSources(tx: Db, before: string) {
  await sql`with folded as (delete from source_days where page_id <> 0 and (name <> '' or extract(day from day) <> 1) and day < ${before}::date returning page_id, day, kind, views)
    insert into source_days (page_id, day, kind, name, views) select page_id, date_trunc('month', day)::date, kind, '', sum(views) from folded group by 1, 2, 3
    on conflict (page_id, day, kind, name) do update set views = source_days.views + excluded.views`.execute(tx)
}

/** Hosts of single pages become one, called other, and days months. */
export async function foldLeaving(tx: Db, before: string) {
  await sql`with folded as (delete from leaving_days where page_id <> 0 and (host <> 'other' or extract(day from day) <> 1) and day < ${before}::date returning page_id, day, clicks)
    insert into leaving_days (page_id, day, host, clicks) select page_id, date_trunc('month', day)::date, 'other', sum(clicks) from folded group by 1, 2
    on conflict (page_id, day, host) do update set clicks = leaving_days.clicks + excluded.clicks`.execute(tx)
}
