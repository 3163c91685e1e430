// The salt of the day turns an address into a number that means nobody. All processes of a paper share it; with the day it
// is destroyed, and with it the only way back. It lies in a table that PostgreSQL neither logs nor backs up, is emptied by
// giving its file back (truncate), and stands nowhere else but in the memory of processes that run.
import { randomBytes } from 'node:crypto'
import { atomically, type Db } from '../base/db/db.ts'
import { saltOfTable } from './reads/salt.ts'
import { lockSalt, replaceSalt } from './writes/salt.ts'

const saltBytes = 32

export interface Salts {
  /** Of this day, YYYY-MM-DD. Where the database has not been asked yet, one of this process's own. */
  of(day: string): Buffer
  /** Shares the day's salt with the other processes: theirs where there is one. */
  share(db: Db, day: string): Promise<void>
}

export function createSalts(): Salts {
  let held: { day: string; salt: Buffer } | undefined
  // The former day's is let go of here, wherever the new one comes from.
  const holding = (day: string) => (held = held?.day === day ? held : { day, salt: randomBytes(saltBytes) })
  return {
    of: (day) => holding(day).salt,
    async share(db, day) {
      const salt = await sharedSalt(db, day, holding(day).salt)
      held = { day, salt }
    },
  }
}

/** After a crash of the database the table is empty: whoever still knows the day's salt puts it back. */
function sharedSalt(db: Db, day: string, own: Buffer): Promise<Buffer> {
  return atomically(db, async (tx) => {
    const before = await saltOfTable(tx)
    if (before && before.day >= day) return before.salt
    await lockSalt(tx)
    const meanwhile = await saltOfTable(tx)
    if (meanwhile && meanwhile.day >= day) return meanwhile.salt
    await replaceSalt(tx, { day, salt: own })
    return own
  })
}
