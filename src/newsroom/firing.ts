// What is due is done here: schedules, embargoes that are over, fronts that have begun. Each in one transaction that also notes that it is done, so
// that it happens once however many processes look; see base/jobs/ticking.ts.
import { endEmbargo } from '../articles/hold.ts'
import { lockedArticle } from '../articles/revision.ts'
import { atomically, type Db } from '../base/db/db.ts'
import { secondsAfter } from '../base/time.ts'
import { unscheduled } from './calling-off.ts'
import { tellFronts } from './front.ts'
import { noteMove } from './move-telling.ts'
import { publishNow, unstyled, updateNow, withdrawNow } from './publishing.ts'
import { embargoesOver, schedulesDue } from './reads/schedules.ts'
import { claimSchedule, updateSchedule, type Kind } from './writes/schedules.ts'

/** So often something that breaks is tried, each time later than the last. */
const mostTries = 6
const firstPauseSeconds = 5

export interface Looking { broke?: ((error: unknown, schedule: number) => void) | undefined }

/** Does everything that is due at a moment. Answers how much that was. */
export async function fireAt(db: Db, now: Date, { broke = (error) => { throw error } }: Looking = {}): Promise<number> {
  let fired = 0
  for (const { id, article_id } of await schedulesDue(db, now)) {
    try {
      if (await fire(db, { id, article_id }, now)) fired++
    } catch (error) {
      await putOff(db, { id, article_id }, now)
      broke(error, id)
    }
  }
  for (const id of await embargoesOver(db, now)) {
    await comeBack(db, id, now)
    fired++
  }
  return fired + await tellFronts(db, now)
}

interface Due { id: number; article_id: number }

// The article first, as everybody locks it who changes what is scheduled.
function fire(db: Db, { id, article_id }: Due, now: Date): Promise<boolean> {
  return atomically(db, async (tx) => {
    await lockedArticle(tx, article_id)
    const schedule = await claimSchedule(tx, id)
    if (!schedule) return false
    // Before it is done: what is done calls off what is still to come.
    await updateSchedule(tx, id, { ended_at: now, outcome: 'done' })
    const isAgainstStyle = schedule.kind !== 'withdraw' && await unstyled(tx, { article_id, anyway: '', roles: [] }) !== null
    const why = await done(tx, { ...schedule, isAgainstStyle }, now)
    if (why === null && isAgainstStyle) await updateSchedule(tx, id, { why: 'style' })
    if (why !== null) await missed(tx, { id, article_id }, { outcome: 'refused', why, now })
    return true
  })
}

/** Why it could not be done; null when it was. */
async function done(tx: Db, { article_id, kind, reason, isAgainstStyle }: { article_id: number; kind: Kind; reason: string; isAgainstStyle: boolean }, now: Date): Promise<string | null> {
  const act = { reader_id: null, roles: [], now }
  const scheduled = { isAgainstStyle }
  if (kind === 'publish') return (await publishNow(tx, { article_id, anyway: reason, scheduled }, act))?.why ?? null
  if (kind === 'withdraw') return (await withdrawNow(tx, { article_id, reason }, act)) ? null : 'state'
  return (await updateNow(tx, { article_id, is_update: true, anyway: reason, scheduled }, act))?.why ?? null
}

async function missed(tx: Db, { id, article_id }: Due, { outcome, why, now }: { outcome: 'refused' | 'failed'; why: string; now: Date }) {
  const article = await lockedArticle(tx, article_id)
  await updateSchedule(tx, id, { ended_at: now, outcome, why })
  const to_stage = await unscheduled(tx, article)
  await noteMove(tx, article, { deed: { kind: 'missed', from_stage: article.stage, to_stage }, reader_id: null, now })
}

function putOff(db: Db, { id, article_id }: Due, now: Date): Promise<void> {
  return atomically(db, async (tx) => {
    await lockedArticle(tx, article_id)
    const schedule = await claimSchedule(tx, id)
    if (!schedule) return
    const tries = schedule.tries + 1
    if (tries >= mostTries) return missed(tx, { id, article_id }, { outcome: 'failed', why: 'error', now })
    await updateSchedule(tx, id, { tries, next_at: secondsAfter(now, firstPauseSeconds * 2 ** (tries - 1)) })
  })
}

function comeBack(db: Db, id: number, now: Date): Promise<void> {
  return atomically(db, async (tx) => {
    const before = await lockedArticle(tx, id)
    const article = await endEmbargo(tx, { id }, { by: 'schedule', now })
    if (article.state !== before.state) await noteMove(tx, article, { deed: { kind: 'embargo_lifted', from_stage: article.stage, to_stage: article.stage }, reader_id: null, now })
  })
}
