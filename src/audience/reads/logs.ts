import type { Reads } from '../../base/db/db.ts'

/** What is known of the lines of a day that were counted. */
export async function linesCounted(db: Reads, day: string): Promise<Buffer | undefined> {
  return (await db.selectFrom('log_days').select('lines').where('day', '=', day).executeTakeFirst())?.lines
}

/** Of these days, those on which the paper has counted by itself. */
export async function ownDays(db: Reads, days: string[]): Promise<Set<string>> {
  if (days.length === 0) return new Set()
  const rows = await db.selectFrom('page_days as d').select('d.day').where('d.page_id', '=', 0).where('d.day', 'in', days)
    .where(({ not, exists, selectFrom }) => not(exists(selectFrom('log_days as l').select('l.day').whereRef('l.day', '=', 'd.day')))).execute()
  return new Set(rows.map(({ day }) => day))
}
