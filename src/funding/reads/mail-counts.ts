import { sql } from 'kysely'
import type { Reads } from '../../base/db/db.ts'

export interface MailCount { kind: string; taken: number; refused: number; waiting: number }

/** Of each kind, how many were taken and refused since a day, and how many wait. */
export async function mailCounts(db: Reads, since: string): Promise<Map<string, MailCount>> {
  const { rows } = await sql<MailCount>`select kind, sum(taken)::int as taken, sum(refused)::int as refused, sum(waiting)::int as waiting from (
      select kind, taken, refused, 0 as waiting from mail_counts where day >= ${since}::date
      union all select kind, 0, 0, 1 from mails where kind <> '') s group by kind`.execute(db)
  return new Map(rows.map((row) => [row.kind, row]))
}
