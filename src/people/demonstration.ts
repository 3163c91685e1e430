// The demonstration paper can be tried out by whoever sits at the machine it runs on: a link printed there signs in as an
// editor of it, without a second factor. Why that is safe, and how it ends: docs/decisions/0033-trying-the-newsroom-out.md.
import { paper } from '../articles/reads/paper.ts'
import type { Db } from '../base/db/db.ts'
import { secondsAfter } from '../base/time.ts'
import { paths, url } from '../urls.ts'
import { linkSeconds } from './sign-in.ts'
import { hashOf, newToken } from './session.ts'
import { insertLink } from './writes/links.ts'
import { deleteMachineSessions } from './writes/sessions.ts'

/** Nobody has this address: the domain is reserved (RFC 2606). */
export const demonstrationEditor = { name: 'Editha Probst', mail_address: 'editha.probst@demonstration.invalid' }

/**
 * The path of a link that signs in once, within 15 minutes; undefined anywhere but in the demonstration paper on a machine
 * that nobody else can reach. Elsewhere the sessions that came from such links end.
 */
export async function demonstrationLink(db: Db, { isLocal }: { isLocal: boolean }, now: Date): Promise<string | undefined> {
  if (!isLocal) await deleteMachineSessions(db)
  if (!isLocal || !(await paper(db)).demonstration) return undefined
  const token = newToken()
  await insertLink(db, { token_hash: hashOf(token), purpose: 'demonstration', ...demonstrationEditor, next: paths.desk, created_at: now, expires_at: secondsAfter(now, linkSeconds) })
  return url(paths.signInLink, { token })
}
