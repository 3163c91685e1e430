// Staff are the readers who work for the paper. What they may do follows from their roles; see permissions.ts.
import { atomically, type Db } from '../base/db/db.ts'
import { record, type Act } from '../base/db/journal.ts'
import { secondsAfter } from '../base/time.ts'
import { paths, url } from '../urls.ts'
import { tellOfChange } from './factors.ts'
import { nameKey, tidyName, type NameRefusal } from './name.ts'
import { reserveName } from './naming.ts'
import type { Role } from './permissions.ts'
import { accountByMailAddress, rolesOf } from './reads/readers.ts'
import { linkSeconds } from './sign-in.ts'
import { endSessionsOf, hashOf, newToken } from './session.ts'
import { deleteFactorsOf } from './writes/factors.ts'
import { insertLink } from './writes/links.ts'
import { insertReader, lockReader } from './writes/readers.ts'
import { deleteRole, insertRole, lockHolders } from './writes/roles.ts'

interface Given { reader_id: number; role: Role }

/** Gives a role; false when they have it. Whoever had none is signed out: as staff they sign in in two ways. */
export function giveRole(db: Db, { reader_id, role }: Given, { by, now }: Act): Promise<boolean> {
  return atomically(db, async (tx) => {
    const before = await rolesOf(tx, reader_id)
    if (!(await insertRole(tx, { reader_id, role, since: now }))) return false
    if (before.length === 0) await endSessionsOf(tx, { reader_id })
    await record(tx, { by, what: `role given: ${role}`, subject: `reader:${reader_id}`, now })
    return true
  })
}

/** Takes a role. The last admin keeps theirs: somebody must be able to give it again. */
export function takeRole(db: Db, { reader_id, role }: Given, { by, now }: Act): Promise<{ refused: 'last_admin' } | { taken: boolean }> {
  return atomically(db, async (tx) => {
    const holders = role === 'admin' ? await lockHolders(tx, role) : []
    if (holders.length === 1 && holders[0] === reader_id) return { refused: 'last_admin' }
    const taken = await deleteRole(tx, { reader_id, role })
    if (taken) await record(tx, { by, what: `role taken: ${role}`, subject: `reader:${reader_id}`, now })
    return { taken }
  })
}

/** For somebody who has lost phone, passkeys and paper: removes them all and ends their sessions. They are told. */
export function clearFactors(db: Db, { reader_id }: { reader_id: number }, { by, now, site }: Act & { site: { url: string } }): Promise<void> {
  return atomically(db, async (tx) => {
    await lockReader(tx, reader_id)
    await deleteFactorsOf(tx, reader_id)
    await endSessionsOf(tx, { reader_id })
    await tellOfChange(tx, { reader_id, change: 'mail.security.cleared' }, { site, now })
    await record(tx, { by, what: 'second factors removed', subject: `reader:${reader_id}`, now })
  })
}

interface NewStaff { mail_address: string; /** Needed for who has no account yet. */ name?: string | undefined; roles: Role[] }

/** Makes somebody staff, who may have an account or not. Answers who it is. */
export function addStaff(db: Db, { mail_address, name: given = '', roles }: NewStaff, { by, now }: Act): Promise<{ refused: NameRefusal | 'no_name' } | { id: number; name: string }> {
  return atomically(db, async (tx) => {
    const name = tidyName(given)
    const known = await accountByMailAddress(tx, mail_address)
    if (!known && name === '') return { refused: 'no_name' }
    const refused = known ? null : await reserveName(tx, { name, is_staff: true }, now)
    if (refused) return { refused }
    // Confirmed when they open the first link.
    const staff = known ?? (await insertReader(tx, { name, name_key: nameKey(name), mail_address, created_at: now }))
    if (!staff) return { refused: 'taken' }
    for (const role of roles) await giveRole(tx, { reader_id: staff.id, role }, { by, now })
    return { id: staff.id, name: staff.name }
  })
}

/** A link that signs somebody in, for whoever runs the paper to hand over. */
export async function staffLink(db: Db, { reader_id, mail_address }: { reader_id: number; mail_address: string }, { site, now }: { site: { url: string }; now: Date }): Promise<string> {
  const token = newToken()
  await insertLink(db, { token_hash: hashOf(token), purpose: 'staff', reader_id, mail_address, next: paths.desk, created_at: now, expires_at: secondsAfter(now, linkSeconds) })
  return site.url + url(paths.signInLink, { token })
}
