// A token lets a program say for others from where and when they read: a log importer, a server of the paper's own. It opens
// nothing else, reads nothing, and is known here by its hash alone.
import { hash, randomBytes } from 'node:crypto'
import type { Db } from '../base/db/db.ts'
import { deleteToken, insertToken } from './writes/tokens.ts'

/** 32 hexadecimal digits, as clients of Matomo expect; shown once. Undefined where the name is taken, or is none. */
export async function makeToken(db: Db, name: string, now: Date): Promise<string | undefined> {
  if (!/^[^\s\p{C}][^\p{C}]{0,59}$/u.test(name)) return undefined
  const token = randomBytes(16).toString('hex')
  return (await insertToken(db, { name, hash: hash('sha256', token, 'hex'), made_at: now })) ? token : undefined
}

/** False where there was none. It is refused some seconds later. */
export function removeToken(db: Db, name: string): Promise<boolean> {
  return deleteToken(db, name)
}
