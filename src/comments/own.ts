// What readers may do with their own comments: change one within minutes, take it back at any time. What it said before is
// kept for moderators, for a while.
import { atomically, type Db } from '../base/db/db.ts'
import { staleAtOnce } from '../base/press/stale.ts'
import { secondsAfter, secondsBefore } from '../base/time.ts'
import type { Reader } from '../people/session.ts'
import { deleteOwn, hideComment } from './comment.ts'
import { editIntake, type Refusal } from './intake.ts'
import { ownComment, type OwnComment } from './reads/own.ts'
import { settleGone } from './settling.ts'
import { holdArticles } from './writes/comments.ts'
import { blankDeleted, deleteRevisionsOfDeleted, insertRevision, updateBody } from './writes/own.ts'
import { deleteMatches, insertMatches } from './writes/writing.ts'
import { speaksForPaper } from './writing.ts'

/** For how long moderators can still read what was taken back or changed: long enough for a report to be looked at. */
export const deletedTextSeconds = 30 * 86_400

export type EditRefusal = Refusal | { refused: 'too_late' }

export function canEdit({ state, submitted_at, edit_minutes }: Pick<OwnComment, 'state' | 'submitted_at' | 'edit_minutes'>, now: Date): boolean {
  return state !== 'removed' && now < secondsAfter(submitted_at, edit_minutes * 60)
}

/** Changes the words. They come in as new ones do: what everyone saw may have to wait again. */
export function editComment(db: Db, { id, article_id, body }: { id: number; article_id: number; body: string }, { by, now }: { by: Reader; now: Date }): Promise<EditRefusal | undefined> {
  return atomically(db, async (tx) => {
    // Moderators who decide about it wait, or are waited for.
    await holdArticles(tx, [article_id])
    const comment = await ownComment(tx, { id, article_id, reader_id: by.id })
    if (!comment || !canEdit(comment, now)) return { refused: 'too_late' }
    if (comment.body === body) return undefined
    const taken = await editIntake(tx, { article_id, parent_id: comment.parent_id, reader_id: by.id, body, is_staff: speaksForPaper(by) }, now)
    if (taken.refused) return taken
    await insertRevision(tx, { comment_id: id, body: comment.body, replaced_at: now })
    if (comment.state === 'shown' && taken.state === 'pending') await hideComment(tx, { id }, { by: `reader:${by.id}`, now })
    await updateBody(tx, { id, body, edited_at: now, waits_for: taken.waits_for ?? comment.waits_for })
    await deleteMatches(tx, id)
    if (taken.matches.length > 0) await insertMatches(tx, id, taken.matches)
    await staleAtOnce(tx, `thread:${article_id}`)
    return undefined
  })
}

/** Takes a comment from the page; where something answers it, its place stays. False when it is not theirs, or gone already. */
export function takeBack(db: Db, { id, article_id }: { id: number; article_id: number }, { by, now, site_url }: { by: Reader; now: Date; site_url: string }): Promise<boolean> {
  return atomically(db, async (tx) => {
    await holdArticles(tx, [article_id])
    const comment = await ownComment(tx, { id, article_id, reader_id: by.id })
    if (!comment || comment.state === 'removed') return false
    await deleteOwn(tx, { id }, { by: `reader:${by.id}`, now })
    await settleGone(tx, [id], { site_url, now })
    return true
  })
}

/** Forgets for good what was taken back so long ago, unless somebody still has to decide about it. */
export function forgetDeleted(db: Db, now: Date): Promise<void> {
  return atomically(db, async (tx) => {
    const ids = await blankDeleted(tx, secondsBefore(now, deletedTextSeconds))
    await deleteRevisionsOfDeleted(tx, ids)
  })
}
