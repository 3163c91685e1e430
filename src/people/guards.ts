// Guards say who may ask for an address. A handler that wants to know more of somebody than its guard does not compile.
import { cookieOf } from '../base/web/cookies.ts'
import type { At, Guard } from '../base/web/route.ts'
import type { Reads } from '../base/db/db.ts'
import { isPermitted, type Permission } from './permissions.ts'
import { readerOfSession } from './reads/sessions.ts'
import { hashOf, isStrong, type Reader, type Visitor } from './session.ts'

/** Somebody who works for the paper, may do this, and has proven who they are in two ways. */
export type Staff<P extends Permission> = Reader & { may: P }

/** Reading is free: nobody is asked who they are. */
export const anyone: Guard<'anyone'> = async () => 'anyone'

/** The same for what is no page: an answer that goes on for as long as somebody listens. The press has no part in it. */
export const unprinted: Guard<'anyone'> = async () => 'anyone'

/** Another server. No session is read: what it says is proven otherwise, or not believed. */
export const machine: Guard<'machine'> = async () => 'machine'

/** Everyone, known if signed in: pages that differ by that, kept by no press. */
export const visitor: Guard<Visitor> = async (request, db, at) => (await signedIn(request, db, at)) ?? 'nobody'

/** Whoever asks for a file, signed in or not: who it is, is looked up only where that matters. The press has no part in it. */
export interface Asker { method: string; ifNoneMatch: string | undefined; reader(): Promise<Reader | undefined> }
export const asker: Guard<Asker> = async (request, db, at) => ({ method: request.method, ifNoneMatch: request.headers.get('if-none-match') ?? undefined, reader: () => signedIn(request, db, at) })

/** Whoever is signed in. */
export const reader: Guard<Reader> = async (request, db, at) => (await signedIn(request, db, at)) ?? null

/** Staff with this permission. */
export function staff<P extends Permission>(permission: P): Guard<Staff<P>> {
  const guard: Guard<Staff<P>> = async (request, db, at) => {
    const who = await signedIn(request, db, at)
    return who && isStrong(who.factors) && isPermitted(who.roles, permission) ? { ...who, may: permission } : null
  }
  // As docs/routes.txt shows it.
  return Object.defineProperty(guard, 'name', { value: `staff ${permission}` })
}

export async function signedIn(request: Request, db: Reads, { site, now }: At): Promise<Reader | undefined> {
  const token = cookieOf(request, site)
  return token === undefined ? undefined : readerOfSession(db, { token_hash: hashOf(token), now })
}
