// The same figures of another time.
import { sql } from 'kysely'
import type { Reads } from '../../base/db/db.ts'
import type { Period } from '../period.ts'
import { pageSums } from './sums.ts'

/** Views of these pages, by their numbers. */
export async function viewsOfPages(db: Reads, { page_ids, from, to }: Period & { page_ids: readonly number[] }): Promise<Map<number, number>> {
  const { rows } = await sql<{ page_id: number; views: number }>`select page_id, views from (${await pageSums(db, { from, to }, page_ids)}) as s`.execute(db)
  return new Map(rows.map(({ page_id, views }) => [page_id, views]))
}

/** The whole paper's hours of a day, with the sketches of their readers. */
export function hoursWithReaders(db: Reads, day: string) {
  return db.selectFrom('page_hours').select(['hour', 'views', 'readers']).where('page_id', '=', 0).where('day', '=', day).orderBy('hour').execute()
}

/** The whole paper's views by weekday (1: Monday) and hour, and of how many such days. */
export async function weekRows(db: Reads, { from, to }: Period): Promise<{ weekday: number; hour: number; views: number }[]> {
  const { rows } = await sql<{ weekday: number; hour: number; views: number }>`select extract(isodow from day)::int as weekday, hour, sum(views)::int as views from page_hours
    where page_id = 0 and day between ${from}::date and ${to}::date group by 1, 2`.execute(db)
  return rows
}
