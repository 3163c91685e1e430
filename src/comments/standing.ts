// A reader's standing says how far their comments are trusted before anybody has read them. It follows from the record
// (what moderators approved and rejected), unless somebody has set it by hand.
import { atomically, type Db } from '../base/db/db.ts'
import { record } from '../base/db/journal.ts'
import { insertNote, setTrust } from './writes/decisions.ts'

export interface Standing {
  approved: number
  rejected: number
  reports_right: number
  reports_wrong: number
  set_as: 'trusted' | 'watched' | null
  suspended_until: Date | null
  banned_at: Date | null
}
export const noStanding: Standing = { approved: 0, rejected: 0, reports_right: 0, reports_wrong: 0, set_as: null, suspended_until: null, banned_at: null }

/** Of those who have made few decisions necessary so far, nothing can be said. */
const fewestForWatched = 3
const fewestForTrusted = 30

/** Trusted: waits neither as a newcomer nor for load or hours. Watched: always waits. */
export type Trust = 'trusted' | 'known' | 'newcomer' | 'watched'

/** `shown`: how many comments of the reader stand under articles, as far as it matters for `newcomer_comments`. */
export function trustOf({ approved, rejected, set_as }: Standing, { shown, newcomer_comments }: { shown: number; newcomer_comments: number }): Trust {
  if (set_as) return set_as
  if (rejected >= fewestForWatched && rejected * 3 >= approved + rejected) return 'watched'
  if (approved >= fewestForTrusted && rejected * 50 <= approved) return 'trusted'
  return shown < newcomer_comments ? 'newcomer' : 'known'
}

export function isBarred({ banned_at, suspended_until }: Pick<Standing, 'banned_at' | 'suspended_until'>, now: Date): 'banned' | 'suspended' | null {
  if (banned_at) return 'banned'
  return suspended_until && now < suspended_until ? 'suspended' : null
}

/** Sets by hand how far a reader is trusted, or leaves it to the record again (null). The journal keeps why. */
export function setTrustByHand(db: Db, { reader_id, set_as, why }: { reader_id: number; set_as: Standing['set_as']; why: string }, { by, now }: { by: { id: number }; now: Date }): Promise<void> {
  return atomically(db, async (tx) => {
    await setTrust(tx, { reader_id, set_as })
    await insertNote(tx, { comment_id: null, reader_id, staff_id: by.id, text: why, noted_at: now })
    await record(tx, { by: `staff:${by.id}`, what: `reader set as ${set_as ?? 'by record'}`, subject: `reader:${reader_id}`, now })
  })
}
