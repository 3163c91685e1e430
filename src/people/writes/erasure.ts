import { sql } from 'kysely'
import type { Db } from '../../base/db/db.ts'

/** Answers whether anybody was there to be erased, and not to be already. */
export async function setEraseAt(db: Db, { id, erase_at }: { id: number; erase_at: Date }): Promise<boolean> {
  const { numUpdatedRows } = await db.updateTable('readers').set({ erase_at }).where('id', '=', id).where('erase_at', 'is', null).executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Answers false when it was due already, or never asked for. */
export async function clearEraseAt(db: Db, { id, now }: { id: number; now: Date }): Promise<boolean> {
  const { numUpdatedRows } = await db.updateTable('readers').set({ erase_at: null }).where('id', '=', id).where('erase_at', '>', now).executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Every way of signing in as them. */
export async function deleteSignIns(db: Db, { id, mail_address }: { id: number; mail_address: string }) {
  for (const table of ['sessions', 'passkeys', 'ceremonies', 'totp_secrets', 'recovery_codes'] as const) await db.deleteFrom(table).where('reader_id', '=', id).execute()
  await db.deleteFrom('mail_links').where((eb) => eb.or([eb('reader_id', '=', id), eb(sql`lower(mail_address)`, '=', mail_address.toLowerCase())])).execute()
}

/** Leaves of a reader their number, and when they came and went. */
export async function blankReader(db: Db, { id, name, erased_at }: { id: number; name: string; erased_at: Date }) {
  await db.updateTable('readers').set({
    name, erased_at, name_key: '', mail_address: null, confirmed_at: null, name_changed_at: null, former_name: null, former_name_key: null, former_name_until: null,
    language: null, author_id: null, erase_at: null,
  }).where('id', '=', id).execute()
}
