import { sql } from 'kysely'
import type { Reads } from '../base/db/db.ts'

/** Upper and lower case do not matter. Rides readers_mail_address_idx. */
export function readerByMailAddress(db: Reads, mail_address: string) {
  return db.selectFrom('readers').select(['id', 'name']).where(sql`lower(mail_address)`, '=', sql<string>`lower(${mail_address})`).executeTakeFirst()
}
