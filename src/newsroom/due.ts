// Whether anything is due is asked several times a second: what does it is loaded only when something is.
import type { Db } from '../base/db/db.ts'
import type { Looking } from './firing.ts'
import { dueByNow } from './reads/schedules.ts'

/** Does everything that is due by the database's clock. Answers how much that was. */
export async function fireDue(db: Db, told: Looking = {}): Promise<number> {
  const { now, due } = await dueByNow(db)
  return due ? (await import('./firing.ts')).fireAt(db, now, told) : 0
}
