// Who asks is known from before anything was written: until then a role may be taken from them. What is written to articles is
// written by somebody who still may, in the transaction that writes it.
import { atomically, type Db } from '../base/db/db.ts'
import { NotPermitted } from '../base/web/route.ts'
import { isPermitted, type Permission, type Role } from './permissions.ts'
import { holdRoles } from './writes/roles.ts'

/** Does the work as whoever asks is now: whoever takes a role from them waits until it is done. Throws NotPermitted where they may no longer do what their guard let them. */
export function still<W extends { id: number; roles: readonly Role[]; may: Permission }, R>(db: Db, who: W, work: (tx: Db, who: W) => Promise<R>): Promise<R> {
  return atomically(db, async (tx) => {
    const roles = await holdRoles(tx, who.id)
    if (!isPermitted(roles, who.may)) throw new NotPermitted()
    return work(tx, { ...who, roles })
  })
}
