// A claim says that somebody is looking at a comment right now, so that two do not decide it unknowingly. It ends by itself.
import type { Db } from '../base/db/db.ts'
import { secondsAfter } from '../base/time.ts'
import { claimSeconds } from './queue.ts'
import { claim } from './writes/decisions.ts'

export async function claimComment(db: Db, comment_id: number, { by, now }: { by: { id: number }; now: Date }) {
  await claim(db, { comment_id, staff_id: by.id, claimed_until: secondsAfter(now, claimSeconds), now })
}
