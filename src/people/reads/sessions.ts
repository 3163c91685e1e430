import { sql } from 'kysely'
import type { Reads } from '../../base/db/db.ts'
import { prepared } from '../../base/db/prepared.ts'
import type { Role } from '../permissions.ts'
import type { Factor, Reader } from '../session.ts'

/** Who is signed in under a token, by its hash; one look-up along an index, since every personal page asks. */
export async function readerOfSession(db: Reads, { token_hash, now }: { token_hash: Buffer; now: Date }): Promise<Reader | undefined> {
  return db.selectFrom('sessions').modifyFront(prepared).innerJoin('readers', 'readers.id', 'sessions.reader_id')
    .select(['readers.id', 'readers.name', 'readers.language', 'sessions.id as session_id', sql<Factor[]>`sessions.factors`.as('factors'),
      sql<string>`coalesce(readers.mail_address, '')`.as('mail_address'),
      sql<Role[]>`array(select role from staff_roles where reader_id = readers.id order by role)`.as('roles')])
    .where('token_hash', '=', token_hash).where('expires_at', '>', now).executeTakeFirst()
}

/** The sessions of a reader, the newest first. */
export function sessionsOf(db: Reads, reader_id: number, now: Date) {
  return db.selectFrom('sessions').select(['id', sql<Factor[]>`factors`.as('factors'), 'created_at', 'expires_at']).where('reader_id', '=', reader_id).where('expires_at', '>', now).orderBy('created_at', 'desc').orderBy('id', 'desc').execute()
}
