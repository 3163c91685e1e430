import { sql } from 'kysely'
import type { Reads } from '../../base/db/db.ts'
import type { Role } from '../permissions.ts'

/** Ids by mail address of those who have no account yet; the addresses are given in lower case. Rides readers_mail_address_idx. */
export async function unclaimedByMailAddress(db: Reads, mail_addresses: string[]): Promise<Map<string, number>> {
  const rows = await db.selectFrom('readers').select(['id', sql<string>`lower(mail_address)`.as('mail_address')])
    .where(sql`lower(mail_address)`, '=', sql<string>`any(${mail_addresses})`).where('confirmed_at', 'is', null).execute()
  return new Map(rows.map((row) => [row.mail_address, row.id]))
}

const account = ['id', 'name', 'mail_address', 'language', 'created_at', 'confirmed_at', 'name_changed_at', 'former_name', 'former_name_until'] as const

/** Everything a reader's own pages show of them. */
export function accountById(db: Reads, id: number) {
  return db.selectFrom('readers').select(account).where('id', '=', id).executeTakeFirstOrThrow()
}

/** In whatever case it is written. Rides readers_mail_address_idx. */
export function accountByMailAddress(db: Reads, mail_address: string) {
  return db.selectFrom('readers').select(account).where(sql`lower(mail_address)`, '=', mail_address.toLowerCase()).executeTakeFirst()
}

export async function rolesOf(db: Reads, reader_id: number): Promise<Role[]> {
  const rows = await db.selectFrom('staff_roles').select(sql<Role>`role`.as('role')).where('reader_id', '=', reader_id).orderBy('role').execute()
  return rows.map(({ role }) => role)
}
