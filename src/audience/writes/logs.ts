import { sql } from 'kysely'
import type { Db } from '../../base/db/db.ts'

export async function replaceLines(tx: Db, day: { day: string; lines: Buffer }) {
  await tx.insertInto('log_days').values(day).onConflict((on) => on.column('day').doUpdateSet({ lines: day.lines })).execute()
}

export async function appendLines(tx: Db, day: { day: string; lines: Buffer }) {
  await tx.insertInto('log_days').values(day).onConflict((on) => on.column('day').doUpdateSet({ lines: sql`log_days.lines || excluded.lines` })).execute()
}
