// Pictures are alike where their bytes are the same, or where they look so much the same that one of them may be enough.
// Whether they are one is for people to say.
import type { Db } from '../base/db/db.ts'
import { picturesAlike } from './reads/pictures.ts'
import { insertPairs } from './writes/pictures.ts'

/** More are no help to anybody. */
const mostAlike = 20

export interface Looking { id: number; hash: string; look: string | null }

/** Notes which pictures one is like. */
export async function pairAlike(db: Db, picture: Looking, now: Date) {
  const alike = await picturesAlike(db, picture, mostAlike)
  await insertPairs(db, alike.map(({ id, distance }) => ({ one_id: Math.min(id, picture.id), other_id: Math.max(id, picture.id), distance, found_at: now })))
}
