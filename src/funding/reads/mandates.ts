import { sql, type Selectable } from 'kysely'
import type { Reads } from '../../base/db/db.ts'
import type { Schema } from '../../base/db/schema.ts'

export type Mandate = Selectable<Schema['mandates']>

export function mandateById(db: Reads, id: number): Promise<Mandate | undefined> {
  return db.selectFrom('mandates').selectAll().where('id', '=', id).executeTakeFirst()
}

/** The newest first. */
export function mandatesOf(db: Reads, supporter_id: number): Promise<Mandate[]> {
  return db.selectFrom('mandates').selectAll().where('supporter_id', '=', supporter_id).orderBy('id', 'desc').execute()
}

/** Numbers for mandates that are to be: what is sealed for one is sealed with its number. */
export async function nextMandateIds(db: Reads, count: number): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`select nextval(pg_get_serial_sequence('mandates', 'id')) as id from generate_series(1, ${count}::int)`.execute(db)
  return rows.map(({ id }) => id)
}

/** Signed or last used before a day, and not ended; some of them. */
export function mandatesUnusedSince(db: Reads, { day, limit }: { day: string; limit: number }) {
  return db.selectFrom('mandates').select('id').where('state', '=', 'active')
    .where(sql<boolean>`coalesce(last_debit_on, signed_at::date) < ${day}::date`).orderBy('id').limit(limit).execute()
}
/** Those that give by a mandate and are not over. */
export function pledgesOfMandate(db: Reads, mandate_id: number) {
  return db.selectFrom('pledges').select('id').where('mandate_id', '=', mandate_id).where('state', '<>', 'ended').orderBy('id').execute()
}
