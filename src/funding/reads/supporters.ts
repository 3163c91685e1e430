import { sql } from 'kysely'
import type { Reads } from '../../base/db/db.ts'

/** Found by supporters_mail_idx: whose address it is now. Undefined for the empty address. */
export async function supporterByMail(db: Reads, mail_address: string) {
  if (mail_address === '') return undefined
  return db.selectFrom('supporters').selectAll()
    .where(sql`lower(mail_address)`, '=', mail_address.toLowerCase()).where('mail_address', '<>', '').where('merged_into', 'is', null).where('erased_at', 'is', null)
    .executeTakeFirst()
}

export function supporterById(db: Reads, id: number) {
  return db.selectFrom('supporters').selectAll().where('id', '=', id).executeTakeFirst()
}
