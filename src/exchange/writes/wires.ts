import { sql, type Insertable, type Updateable } from 'kysely'
import type { Db } from '../../base/db/db.ts'
import type { Schema } from '../../base/db/schema.ts'

export type NewWire = Insertable<Schema['wires']>

export async function insertWire(db: Db, wire: NewWire): Promise<number> {
  return (await db.insertInto('wires').values(wire).returning('id').executeTakeFirstOrThrow()).id
}

export async function updateWire(db: Db, id: number, change: Updateable<Schema['wires']>) {
  await db.updateTable('wires').set(change).where('id', '=', id).execute()
}

export async function replaceMappings(db: Db, wire_id: number, mappings: { subject: string; section_id: number }[]) {
  await db.deleteFrom('wire_mappings').where('wire_id', '=', wire_id).execute()
  if (mappings.length > 0) await db.insertInto('wire_mappings').values(mappings.map((mapping, position) => ({ wire_id, position, ...mapping }))).execute()
}

/** True for the one who may ask now: nobody else does until then, or until it is given back. */
export async function claimWire(db: Db, id: number, { now, until, isForced }: { now: Date; until: Date; isForced: boolean }): Promise<boolean> {
  const claimed = await db.updateTable('wires').set({ claimed_until: until }).where('id', '=', id)
    .where((eb) => eb.or([eb('claimed_until', 'is', null), eb('claimed_until', '<', now)]))
    .$if(!isForced, (q) => q.where('is_on', '=', true).where('next_at', '<=', now)).returning('id').executeTakeFirst()
  return claimed !== undefined
}

/** One at a time takes texts in, until the transaction ends: two sources may bring the same story at once. */
export async function holdInbox(db: Db) {
  await sql`select from wire_settings for update`.execute(db)
}

export async function updateWireSettings(db: Db, settings: { keep_days: number; keep_dismissed_days: number }) {
  await db.updateTable('wire_settings').set(settings).execute()
}

export async function setSeenUpTo(db: Db, { reader_id, seen_id }: { reader_id: number; seen_id: number }) {
  await db.insertInto('wire_readers').values({ reader_id, seen_id }).onConflict((conflict) => conflict.column('reader_id').doUpdateSet({ seen_id: sql<number>`greatest(wire_readers.seen_id, excluded.seen_id)` })).execute()
}
