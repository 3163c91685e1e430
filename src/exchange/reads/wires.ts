import { sql } from 'kysely'
import type { Reads } from '../../base/db/db.ts'

export type Wire = NonNullable<Awaited<ReturnType<typeof wireById>>>

export async function wireById(db: Reads, id: number) {
  return db.selectFrom('wires').selectAll().where('id', '=', id).executeTakeFirst()
}

export async function wireNamed(db: Reads, name: string) {
  return db.selectFrom('wires').selectAll().where(sql`lower(name)`, '=', name.toLowerCase()).executeTakeFirst()
}

/** All of them by name, with how many of their texts are still to be looked at. */
export function allWires(db: Reads) {
  return db.selectFrom('wires').selectAll().select((eb) => eb.selectFrom('wire_items').select((e) => e.fn.countAll<number>().as('n')).whereRef('wire_items.wire_id', '=', 'wires.id').where('leads', '=', true).where('state', '=', 'new').as('waiting')).orderBy('name').execute()
}

export interface Mapping { subject: string; section_id: number; section_slug: string }

export function mappingsOf(db: Reads, wire_id: number): Promise<Mapping[]> {
  return db.selectFrom('wire_mappings').innerJoin('sections', 'sections.id', 'wire_mappings.section_id')
    .select(['subject', 'section_id', 'sections.slug as section_slug']).where('wire_id', '=', wire_id).orderBy('wire_mappings.position').execute()
}

/** Those whose time to be asked has come, and that nobody is asking. */
export function dueWires(db: Reads, now: Date) {
  return db.selectFrom('wires').select(['id', 'way']).where('is_on', '=', true).where('way', '<>', 'command').where('next_at', '<=', now)
    .where((eb) => eb.or([eb('claimed_until', 'is', null), eb('claimed_until', '<', now)])).orderBy('next_at').execute()
}

export function wireSettings(db: Reads) {
  return db.selectFrom('wire_settings').select(['keep_days', 'keep_dismissed_days']).executeTakeFirstOrThrow()
}

export async function wiresFailing(db: Reads): Promise<{ name: string; wrong: string }[]> {
  return db.selectFrom('wires').select(['name', 'wrong']).where('is_on', '=', true).where('wrong', '<>', '').orderBy('name').execute()
}
