import { sql } from 'kysely'
import type { Reads } from '../../base/db/db.ts'

/** Whose time has come. Who has become one of the staff since stays. */
export function dueForErasure(db: Reads, now: Date) {
  return db.selectFrom('readers').select(['id', 'name', 'language', sql<string>`coalesce(mail_address, '')`.as('mail_address')]).where('erase_at', '<=', now)
    .where((eb) => eb.not(eb.exists(eb.selectFrom('staff_roles').select('role').whereRef('reader_id', '=', 'readers.id')))).orderBy('erase_at').orderBy('id').execute()
}

/** When erasure is due, if it was asked for; and since when this session is signed in. */
export function erasureAsked(db: Reads, { id, session_id }: { id: number; session_id: number }) {
  return db.selectFrom('readers').innerJoin('sessions', 'sessions.reader_id', 'readers.id').select(['readers.erase_at', 'sessions.created_at as signed_in_at'])
    .where('readers.id', '=', id).where('sessions.id', '=', session_id).executeTakeFirstOrThrow()
}
