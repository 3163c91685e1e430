// A turn of counting that is done is written down, so that others know whether hits wait somewhere.
import type { Db, Reads } from '../base/db/db.ts'
import { secondsBefore } from '../base/time.ts'
import { countingTurns } from './reads/alerts.ts'
import { clearTurns, noteTurn } from './writes/alerts.ts'

/** A process of which nothing was heard for longer has hits that wait. */
const lateSeconds = 120
const forgottenSeconds = 86_400

export async function turnDone(db: Db, { id, now }: { id: string; now: Date }) {
  await noteTurn(db, { id, now, gapSeconds: lateSeconds })
}

export async function forgetTurns(db: Db, { id, now }: { id: string; now: Date }) {
  await clearTurns(db, { id, before: secondsBefore(now, forgottenSeconds) })
}

/** Whether all that has come since a moment has been taken in, and whether somebody was there to do so all the time. Whoever was last heard of before it has nothing of it. */
export async function takenIn(db: Reads, { since, now }: { since: Date; now: Date }): Promise<{ isSettled: boolean; isWhole: boolean }> {
  const turns = await countingTurns(db, { after: since })
  const late = secondsBefore(now, lateSeconds)
  return { isSettled: turns.length > 0 && turns.every(({ turned_at }) => turned_at >= late), isWhole: turns.some((turn) => turn.since <= since) }
}
