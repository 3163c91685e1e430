// A figures token lets a program read what the desk sees of how much is read, at /api/audience, and do nothing else. (A counting
// token, in counting-token.ts, is the other kind: it counts and reads nothing.) It is shown once and known here by its hash alone.
import { hash, randomBytes } from 'node:crypto'
import { atomically, type Db } from '../base/db/db.ts'
import { record, type Act } from '../base/db/journal.ts'
import { dayOf } from '../base/time.ts'
import type { Guard } from '../base/web/route.ts'
import { figuresTokenByHash } from './reads/figures-tokens.ts'
import { deleteFiguresToken, insertFiguresToken, noteUses } from './writes/figures-tokens.ts'

/** Who asks at /api/audience: the holder of a token. */
export interface Program { token_id: number; name: string }

const prefix = 'litfass_figures_'

export type Made = { token: string } | { refused: 'no_name' | 'taken' }

export function makeFiguresToken(db: Db, name: string, act: Act): Promise<Made> {
  return atomically(db, async (tx): Promise<Made> => {
    if (!/^[^\s\p{C}][^\p{C}]{0,59}$/u.test(name)) return { refused: 'no_name' }
    const token = prefix + randomBytes(32).toString('base64url')
    if (!(await insertFiguresToken(tx, { name, hash: hashOf(token), made_at: act.now }))) return { refused: 'taken' }
    await record(tx, { ...act, what: 'token for figures made', subject: 'counting' })
    return { token }
  })
}

/** It is refused from the next request on. False where there was none. */
export function withdrawFiguresToken(db: Db, which: { id: number } | { name: string }, act: Act): Promise<boolean> {
  return atomically(db, async (tx) => {
    if ((await deleteFiguresToken(tx, which)) === undefined) return false
    await record(tx, { ...act, what: 'token for figures withdrawn', subject: 'counting' })
    return true
  })
}

function hashOf(token: string): string {
  return hash('sha256', token, 'hex')
}

/** Whoever sends a token that is good: `Authorization: Bearer …`. */
export const figuresToken: Guard<Program> = async (request, db, { now }) => {
  const [, token = ''] = /^Bearer +(\S{1,200})$/i.exec(request.headers.get('authorization') ?? '') ?? []
  const row = token.startsWith(prefix) ? await figuresTokenByHash(db, hashOf(token)) : undefined
  if (!row) return null
  used.set(row.id, dayOf(now, 'UTC'))
  return { token_id: row.id, name: row.name }
}

// Who reads writes nothing: the days are written down a few seconds later, with the next turn of counting.
const used = new Map<number, string>()

/** Writes down when tokens were used last, as far as this process has seen it. */
export async function noteTokenUses(db: Db) {
  const uses = [...used].map(([id, day]) => ({ id, day }))
  if (uses.length === 0) return
  await noteUses(db, uses)
  for (const { id, day } of uses) if (used.get(id) === day) used.delete(id)
}
