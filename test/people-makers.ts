// Makers of people who are signed in.
import type { Db } from '../src/base/db/db.ts'
import { nameKey } from '../src/people/name.ts'
import type { Role } from '../src/people/permissions.ts'
import { openSession, type Factor } from '../src/people/session.ts'
import { noon } from './makers.ts'

let made = 0

export interface Account { id: number; name: string; mail_address: string; /** What a browser sends in which they are signed in. */ cookie: string }

/** Somebody with an account and a session: a reader, or one of the staff who has passed both factors. */
export async function makeAccount(db: Db, over: { name?: string; mail_address?: string; roles?: Role[]; factors?: Factor[]; confirmed_at?: Date } = {}): Promise<Account> {
  const n = ++made
  const { name = `Reader ${n}`, mail_address = `reader-${n}@mail.test`, roles = [], confirmed_at = noon } = over
  const { id } = await db.insertInto('readers').values({ name, mail_address, name_key: nameKey(name), created_at: confirmed_at, confirmed_at }).returning('id').executeTakeFirstOrThrow()
  if (roles.length > 0) await db.insertInto('staff_roles').values(roles.map((role) => ({ reader_id: id, role, since: noon }))).execute()
  const factors = over.factors ?? (roles.length > 0 ? ['link', 'totp'] : ['link'])
  const { token } = await openSession(db, { reader_id: id, factors, is_staff: roles.length > 0 }, noon)
  return { id, name, mail_address, cookie: `litfass=${token}` }
}
