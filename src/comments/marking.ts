// What staff mark a comment with, without deciding about it: a lock on its branch, the editors' pick, a note to colleagues.
import { atomically, type Db } from '../base/db/db.ts'
import { record } from '../base/db/journal.ts'
import { staleAtOnce } from '../base/press/stale.ts'
import { held } from './decision.ts'
import { insertNote, setLocked, setPicked } from './writes/decisions.ts'

interface By { by: { id: number }; now: Date }
export type MarkRefusal = 'missing' | 'not_shown'

/** Nobody may answer the comment or what stands below it, or everybody may again. */
export function lockBranch(db: Db, { id, locked }: { id: number; locked: boolean }, { by, now }: By): Promise<MarkRefusal | null> {
  return mark(db, id, async (tx, article_id) => {
    await setLocked(tx, { id, locked_at: locked ? now : null })
    await record(tx, { by: `staff:${by.id}`, what: locked ? 'branch locked' : 'branch opened', subject: `comment:${id}`, now })
    await staleAtOnce(tx, `thread:${article_id}`, `article:${article_id}`)
  })
}

/** The editors' pick; only what everyone can see. */
export function pickComment(db: Db, { id, picked }: { id: number; picked: boolean }, { by, now }: By): Promise<MarkRefusal | null> {
  return mark(db, id, async (tx, article_id, state) => {
    if (picked && state !== 'shown') return 'not_shown'
    await setPicked(tx, { id, picked_at: picked ? now : null })
    await record(tx, { by: `staff:${by.id}`, what: picked ? 'comment picked' : 'comment unpicked', subject: `comment:${id}`, now })
    await staleAtOnce(tx, `thread:${article_id}`, `article:${article_id}`)
    return null
  })
}

function mark(db: Db, id: number, work: (tx: Db, article_id: number, state: string) => Promise<MarkRefusal | null | void>): Promise<MarkRefusal | null> {
  return atomically(db, async (tx) => {
    const comment = await held(tx, id)
    return comment ? (await work(tx, comment.article_id, comment.state)) ?? null : 'missing'
  })
}

/** A word to colleagues about a comment or a reader. */
export function noteToColleagues(db: Db, about: { comment_id: number | null; reader_id: number | null; text: string }, { by, now }: By): Promise<void> {
  return atomically(db, async (tx) => {
    await insertNote(tx, { ...about, staff_id: by.id, noted_at: now })
    await record(tx, { by: `staff:${by.id}`, what: 'note written', subject: about.comment_id === null ? `reader:${about.reader_id}` : `comment:${about.comment_id}`, now })
  })
}
