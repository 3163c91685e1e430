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

/** Of which the next amount is due up to a day and before they end, the earliest first; locked, and without those another process has taken. */
export function pledgesDue(db: Reads, { until, limit, way }: { until: string; limit: number; way?: Pledge['way'] | undefined }): Promise<Pledge[]> {
  const due = db.selectFrom('pledges').selectAll().where('next_due_on', '<=', until).where('state', '=', 'active').where((eb) => eb.or([eb('ends_on', 'is', null), eb('ends_on', '>=', eb.ref('next_due_on'))]))
  return (way ? due.where('way', '=', way) : due).orderBy('next_due_on').orderBy('id').limit(limit).forUpdate().skipLocked().execute()
}

/** What a pledge has due and is on no way yet, the earliest first. */
export function openDuesOf(db: Reads, pledge_id: number) {
  return db.selectFrom('dues').selectAll().where('pledge_id', '=', pledge_id).where('state', '=', 'open').orderBy('due_on').execute()
}

/** All that has ever been due of pledges, but for what was dropped; the newest first. */
export async function duesOf(db: Reads, pledges: readonly number[]) {
  return pledges.length === 0 ? [] : db.selectFrom('dues').selectAll().where('pledge_id', 'in', pledges).where('state', '<>', 'dropped').orderBy('due_on', 'desc').orderBy('id', 'desc').execute()
}

/** When it was agreed: when it was given, or confirmed where that came later. */
export async function agreedAt(db: Reads, { id, created_at }: Pick<Pledge, 'id' | 'created_at'>): Promise<Date> {
  const change = await db.selectFrom('pledge_changes').select('happened_at').where('pledge_id', '=', id).where('kind', 'in', ['given', 'confirmed']).orderBy('id', 'desc').limit(1).executeTakeFirst()
  return change?.happened_at ?? created_at
}

/** Of which a pause is over on a day (YYYY-MM-DD); locked, without those another process has taken. */
export function pledgesToResume(db: Reads, { today, limit }: { today: string; limit: number }) {
  return db.selectFrom('pledges').select('id').where('state', '=', 'paused').where('paused_until', '<=', today).orderBy('paused_until').orderBy('id').limit(limit).forUpdate().skipLocked().execute()
}
/** Of which a pause ends on a day and nobody was told yet. */
export function pledgesToTell(db: Reads, { day, limit }: { day: string; limit: number }) {
  return db.selectFrom('pledges').select(['id', 'supporter_id']).where('state', '=', 'paused').where('paused_until', '<=', day).where('pause_end_told_at', 'is', null).orderBy('paused_until').orderBy('id').limit(limit).forUpdate().skipLocked().execute()
}
/** Cancelled ones of which the last day was before this one. */
export function pledgesToEnd(db: Reads, { today, limit }: { today: string; limit: number }) {
  return db.selectFrom('pledges').select(['id', 'ends_on']).where('cancelled_at', 'is not', null).where('state', '<>', 'ended').where('ends_on', '<', today).orderBy('ends_on').orderBy('id').limit(limit).execute()
}

/** Whether something of it is at a bank, or with a provider, and not answered yet. */
export async function isInFlight(db: Reads, pledge_id: number): Promise<boolean> {
  return (await db.selectFrom('dues').select('id').where('pledge_id', '=', pledge_id).where('state', '=', 'in_flight').limit(1).executeTakeFirst()) !== undefined
}
