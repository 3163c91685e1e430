// A session is a browser in which somebody is signed in. Its token is known to that browser alone; here lies its hash.
import { createHash, randomBytes } from 'node:crypto'
import { atomically, type Db } from '../base/db/db.ts'
import { secondsAfter } from '../base/time.ts'
import type { Role } from './permissions.ts'
import { rolesOf } from './reads/readers.ts'
import { deleteExpired, deleteSession, deleteSessionsOf, insertSession } from './writes/sessions.ts'

/** In which ways somebody has proven who they are, within one session. */
export type Factor = 'link' | 'passkey' | 'totp' | 'recovery' | 'machine'

/** Somebody who is signed in. */
export interface Reader {
  id: number
  name: string
  /** Of mails and of their own pages; null: the paper's. */
  language: string | null
  mail_address: string
  session_id: number
  factors: Factor[]
  /** None of a reader who does not work for the paper. */
  roles: Role[]
}
/** Whoever asks, signed in or not. */
export type Visitor = Reader | 'nobody'

export const readerSessionSeconds = 180 * 86_400
/** Of those who work for the paper. */
export const staffSessionSeconds = 7 * 86_400

export interface NewSession { token: string; expires_at: Date }

/** Signs somebody in: a new token each time, so that none which was known before counts. */
export async function openSession(db: Db, { reader_id, factors, is_staff }: { reader_id: number; factors: Factor[]; is_staff: boolean }, now: Date): Promise<NewSession> {
  const token = newToken()
  const expires_at = secondsAfter(now, is_staff ? staffSessionSeconds : readerSessionSeconds)
  await insertSession(db, { token_hash: hashOf(token), reader_id, factors, created_at: now, expires_at })
  return { token, expires_at }
}

/** The same session proven in one more way, under a new token; undefined when it has been ended meanwhile. */
export function strengthenSession(db: Db, { who, factor }: { who: Reader; factor: Factor }, now: Date): Promise<NewSession | undefined> {
  return atomically(db, async (tx) => {
    if (!(await deleteSession(tx, { id: who.session_id, reader_id: who.id }))) return undefined
    return openSession(tx, { reader_id: who.id, factors: [...new Set([...who.factors, factor])], is_staff: who.roles.length > 0 }, now)
  })
}

export interface Entered {
  /** To be set as a cookie: `sessionCookie(site, { value: token, expires_at })`. */
  session: NewSession
  /** They work for the paper and have not yet proven it in two ways: `secondFactorUrl(next)` comes first. */
  needsSecondFactor: boolean
}

/**
 * Signs somebody in who has proven who they are by `factors`. `who` is as whom this browser was signed in before: that
 * session ends, and what it has proven counts on if it was the same reader.
 */
export async function enter(tx: Db, { reader_id, factors, who }: { reader_id: number; factors: Factor[]; who: Visitor }, now: Date): Promise<Entered> {
  const roles = await rolesOf(tx, reader_id)
  const goesOn = who !== 'nobody' && (await deleteSession(tx, { id: who.session_id, reader_id: who.id })) && who.id === reader_id
  const proven = [...new Set([...(goesOn ? who.factors : []), ...factors])]
  const session = await openSession(tx, { reader_id, factors: proven, is_staff: roles.length > 0 }, now)
  return { session, needsSecondFactor: roles.length > 0 && !isStrong(proven) }
}

/** Ends one of a reader's own sessions. */
export async function endSession(db: Db, session: { id: number; reader_id: number }) {
  await deleteSession(db, session)
}
/** Ends all sessions of a reader, but for one if it is named. */
export async function endSessionsOf(db: Db, { reader_id, except = 0 }: { reader_id: number; except?: number }) {
  await deleteSessionsOf(db, { reader_id, except })
}

/** Removes sessions, ceremonies and links whose time is over. */
export async function clearExpired(db: Db, now: Date) {
  await deleteExpired(db, { now, linksBefore: secondsAfter(now, -86_400) })
}

/** Proven in two different ways. A recovery code stands for the code of an app. */
export function isStrong(factors: readonly Factor[]): boolean {
  return new Set(factors.map((factor) => (factor === 'recovery' ? 'totp' : factor))).size >= 2
}

/** 256 bits nobody can guess, as they stand in cookies and addresses. */
export function newToken(): string {
  return randomBytes(32).toString('base64url')
}
export function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}
