import { sql } from 'kysely'
import type { Reads } from '../../base/db/db.ts'

/** Ids by mail address, of those there are; the addresses are given in lower case. Rides readers_mail_address_idx. */
export async function readersByMailAddress(db: Reads, mail_addresses: string[]): Promise<Map<string, number>> {
  const rows = await db.selectFrom('readers').select(['id', sql<string>`lower(mail_address)`.as('mail_address')])
    .where(sql`lower(mail_address)`, '=', sql<string>`any(${mail_addresses})`).execute()
  return new Map(rows.map((row) => [row.mail_address, row.id]))
}
