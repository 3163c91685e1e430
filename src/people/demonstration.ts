// The demonstration paper can be tried out by whoever sits at the machine it runs on: a link printed there signs in as an
// editor of it, without a second factor. Why that is safe, and how it ends: docs/decisions/0033-trying-the-newsroom-out.md.
import { paper } from '../articles/reads/paper.ts'
import { atomically, type Db } from '../base/db/db.ts'
import { secondsAfter } from '../base/time.ts'
import { paths, url } from '../urls.ts'
import { nameKey } from './name.ts'
import { accountByMailAddress } from './reads/readers.ts'
import { linkSeconds } from './sign-in.ts'
import { hashOf, newToken } from './session.ts'
import { insertLink } from './writes/links.ts'
import { insertReader } from './writes/readers.ts'
import { insertRole } from './writes/roles.ts'
import { deleteMachineSessions } from './writes/sessions.ts'

/** Nobody has this address: the domain is reserved (RFC 2606). */
const editor = { name: 'Editha Probst', mail_address: 'editha.probst@demonstration.invalid' }
const editorRoles = ['chief_editor', 'admin', 'fundraiser', 'bookkeeper', 'publisher'] as const

/** The number of whoever tries the newsroom out, who is there before them: something waits for them. */
export function demonstrationEditor(db: Db, now: Date): Promise<number> {
  return atomically(db, async (tx) => {
    const known = await accountByMailAddress(tx, editor.mail_address)
    if (known) return known.id
    const added = await insertReader(tx, { ...editor, name_key: nameKey(editor.name), created_at: now, confirmed_at: now })
    if (!added) throw new Error('somebody else has just become the editor of the demonstration')
    for (const role of editorRoles) await insertRole(tx, { reader_id: added.id, role, since: now })
    return added.id
  })
}

/**
 * The path of a link that signs in once, within 15 minutes; undefined anywhere but in the demonstration paper on a machine
 * that nobody else can reach. Elsewhere the sessions that came from such links end.
 */
export async function demonstrationLink(db: Db, { isLocal }: { isLocal: boolean }, now: Date): Promise<string | undefined> {
  if (!isLocal) await deleteMachineSessions(db)
  if (!isLocal || !(await paper(db)).demonstration) return undefined
  const token = newToken()
  const reader_id = await demonstrationEditor(db, now)
  await insertLink(db, { token_hash: hashOf(token), purpose: 'demonstration', reader_id, mail_address: editor.mail_address, next: paths.desk, created_at: now, expires_at: secondsAfter(now, linkSeconds) })
  return url(paths.signInLink, { token })
}
