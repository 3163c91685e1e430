// What waits for somebody at the desk: queues, each with who may work it off, where it is, and how many there are.
import type { Reads } from '../base/db/db.ts'
import type { MessageKey } from '../base/i18n/i18n.ts'
import { permitted, type Permission } from './permissions.ts'
import type { Reader } from './session.ts'

type Who = Pick<Reader, 'id' | 'roles'>
export interface Queue { permission: Permission; label: MessageKey; path: string; count: (db: Reads, who: Who) => Promise<number> }
export interface Waiting { label: MessageKey; path: string; count: number }

/** Those of the queues that have something for who asks. */
export async function waitingIn(db: Reads, queues: readonly Queue[], who: Who): Promise<Waiting[]> {
  const own = permitted(who.roles, queues)
  const counted = await Promise.all(own.map(async ({ label, path, count }) => ({ label, path, count: await count(db, who) })))
  return counted.filter(({ count }) => count > 0)
}
