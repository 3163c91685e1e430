import { sql } from 'kysely'
import type { Db, Reads } from '../../base/db/db.ts'

/** Found by supporters_mail_idx: whose address it is now. Undefined for the empty address. */
export async function supporterByMail(db: Reads, mail_address: string, { lock = false } = {}) {
  if (mail_address === '') return undefined
  const query = db.selectFrom('supporters').selectAll()
    .where(sql`lower(mail_address)`, '=', mail_address.toLowerCase()).where('mail_address', '<>', '').where('merged_into', 'is', null).where('erased_at', 'is', null)
  // Whoever is merged into another meanwhile is waited for, and is not found any more.
  return (lock ? query.forKeyShare() : query).executeTakeFirst()
}

/** The same, also by an address that somebody gave under before they became one with whom they are now. */
export async function supporterByAnyMail(db: Reads, mail_address: string) {
  const known = await supporterByMail(db, mail_address)
  if (known || mail_address === '') return known
  return db.selectFrom('supporters as former').innerJoin('supporters', 'supporters.id', 'former.merged_into').selectAll('supporters')
    .where(sql`lower(former.mail_address)`, '=', mail_address.toLowerCase()).where('former.mail_address', '<>', '').where('former.merged_into', 'is not', null).where('former.erased_at', 'is', null)
    .where('supporters.blocked_at', 'is', null).where('supporters.erased_at', 'is', null).orderBy('former.id', 'desc').executeTakeFirst()
}

export function supporterById(db: Reads, id: number) {
  return db.selectFrom('supporters').selectAll().where('id', '=', id).executeTakeFirst()
}

/** The number that somebody has now, for whoever is about to hang something on it: nobody merges them meanwhile. */
export async function numberNow(tx: Db, id: number): Promise<number> {
  const row = await tx.selectFrom('supporters').select(['id', 'merged_into']).where('id', '=', id).forKeyShare().executeTakeFirstOrThrow()
  return row.merged_into ?? row.id
}
