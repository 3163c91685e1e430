// Keeping back is what the desk does with a hold (articles/hold.ts): besides the article itself, what was to happen to it is called
// off, and those who wait for it are told.
import { liftLegalHold, placeLegalHold, setEmbargo } from '../articles/hold.ts'
import { lockedArticle } from '../articles/revision.ts'
import { atomically, type Db } from '../base/db/db.ts'
import type { Reader } from '../people/session.ts'
import { callOff, unscheduled } from './calling-off.ts'
import { noteMove } from './move-telling.ts'
import { isDueBefore } from './reads/schedules.ts'

interface ByWho { who: Pick<Reader, 'id'>; now: Date }

/** Places a legal hold; false where the article is under one already. */
export function holdArticleBack(db: Db, { article_id, note }: { article_id: number; note: string }, { who, now }: ByWho): Promise<boolean> {
  return atomically(db, async (tx) => {
    const before = await lockedArticle(tx, article_id)
    if (before.legal_hold_at) return false
    await callOff(tx, { article_id, kinds: ['publish', 'update'], why: 'legal_hold' }, now)
    const to_stage = await unscheduled(tx, before)
    await placeLegalHold(tx, { id: article_id, note, held_by: who.id }, { by: `staff:${who.id}`, now })
    await noteMove(tx, before, { deed: { kind: 'held', from_stage: before.stage, to_stage, note }, reader_id: who.id, now })
    return true
  })
}

/** Lifts it; false where there is none. */
export function letArticleGo(db: Db, { article_id, note }: { article_id: number; note: string }, { who, now }: ByWho): Promise<boolean> {
  return atomically(db, async (tx) => {
    const before = await lockedArticle(tx, article_id)
    if (!before.legal_hold_at) return false
    const { stage } = await liftLegalHold(tx, { id: article_id }, { by: `staff:${who.id}`, now })
    await noteMove(tx, before, { deed: { kind: 'hold_lifted', from_stage: before.stage, to_stage: stage, note }, reader_id: who.id, now })
    return true
  })
}

/** Sets an embargo, or lifts it. What was to be published before it ends is called off. */
export function embargoArticle(db: Db, { article_id, until }: { article_id: number; until: Date | null }, { who, now }: ByWho): Promise<void> {
  return atomically(db, async (tx) => {
    const before = await lockedArticle(tx, article_id)
    const early = until !== null && await isDueBefore(tx, { article_id, until })
    if (early) await callOff(tx, { article_id, kinds: ['publish', 'update'], why: 'embargo' }, now)
    const to_stage = early ? await unscheduled(tx, before) : before.stage
    await setEmbargo(tx, { id: article_id, until }, { by: `staff:${who.id}`, now })
    await noteMove(tx, before, { deed: { kind: until ? 'embargoed' : 'embargo_lifted', from_stage: before.stage, to_stage }, reader_id: who.id, now })
  })
}
