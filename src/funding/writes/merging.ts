import { sql, type Updateable } from 'kysely'
import type { Db } from '../../base/db/db.ts'
import type { Schema } from '../../base/db/schema.ts'

/** What hangs on a supporter. Whoever adds a table that names one adds it here, or says in merging.test.ts why not. */
export const hangingTables = ['supporter_notes', 'supporter_links', 'supporter_sessions', 'supporter_mails', 'mandates', 'pledges', 'declarations', 'upgrade_questions'] as const

interface Two { from: number; to: number }

/** Hangs everything of one supporter on another. */
export async function hangOver(tx: Db, { from, to }: Two) {
  // A link that was to show that a new address is theirs shows nothing of the other one.
  await tx.deleteFrom('supporter_links').where('supporter_id', '=', from).where('new_mail_address', 'is not', null).execute()
  for (const table of hangingTables) await sql`update ${sql.table(table)} set supporter_id = ${to} where supporter_id = ${from}`.execute(tx)
  await sql`insert into supporters_apart (one_id, other_id, decided_by, decided_at) select least(third, ${to}::bigint), greatest(third, ${to}::bigint), decided_by, decided_at
    from (select case one_id when ${from} then other_id else one_id end as third, decided_by, decided_at from supporters_apart where ${from} in (one_id, other_id)) told where third <> ${to} on conflict do nothing`.execute(tx)
  await tx.deleteFrom('supporters_apart').where((eb) => eb.or([eb('one_id', '=', from), eb('other_id', '=', from)])).execute()
}

/** It stands for the other one from now on, and so does whatever stood for it. */
export async function updateMerged(tx: Db, { from, to }: Two) {
  await tx.updateTable('supporters').set({ merged_into: to, reader_id: null }).where('id', '=', from).execute()
  await tx.updateTable('supporters').set({ merged_into: to }).where('merged_into', '=', from).execute()
}
export async function updateStaying(tx: Db, { id, to }: { id: number; to: Updateable<Schema['supporters']> }) {
  await tx.updateTable('supporters').set(to).where('id', '=', id).execute()
}

/** False where that was said before. */
export async function insertApart(tx: Db, { ids: [a, b], ...decided }: { ids: readonly [number, number]; decided_by: number; decided_at: Date }): Promise<boolean> {
  const row = await tx.insertInto('supporters_apart').values({ one_id: Math.min(a, b), other_id: Math.max(a, b), ...decided }).onConflict((oc) => oc.doNothing()).returning('one_id').executeTakeFirst()
  return row !== undefined
}
