import type { Selectable } from 'kysely'
import type { Reads } from '../../base/db/db.ts'
import type { Schema } from '../../base/db/schema.ts'

export type Pledge = Selectable<Schema['pledges']>

/** `lock`: for whoever is to change it, in a transaction. Pledges are locked before their dues. */
export function pledgeById(db: Reads, id: number, { lock = false } = {}): Promise<Pledge | undefined> {
  const query = db.selectFrom('pledges').selectAll().where('id', '=', id)
  return (lock ? query.forUpdate() : query).executeTakeFirst()
}

export function pledgeByReference(db: Reads, reference: string): Promise<Pledge | undefined> {
  return db.selectFrom('pledges').selectAll().where('reference', '=', reference).executeTakeFirst()
}

/** Of whose next amount is due up to a day, the earliest first; locked, and without those another process has taken. */
export function pledgesDue(db: Reads, { until, limit }: { until: string; limit: number }): Promise<Pledge[]> {
  return db.selectFrom('pledges').selectAll().where('next_due_on', '<=', until).where('state', '=', 'active').orderBy('next_due_on').orderBy('id').limit(limit).forUpdate().skipLocked().execute()
}
