// Going back takes the text of a revision into the working copy, as if somebody had typed it, and makes a revision of it: nothing
// is overwritten, and one can go back from it again.
import { lockedArticle } from '../articles/revision.ts'
import { atomically, type Db } from '../base/db/db.ts'
import { record, type Act } from '../base/db/journal.ts'
import { revisionOf } from './reads/revisions.ts'
import { settle } from './settling.ts'
import { writeInto } from './writing.ts'

/** Answers the new revision's number; undefined where there is no such revision. */
export function goBackTo(db: Db, { article_id, number, why }: { article_id: number; number: number; why: string }, act: Act): Promise<number | undefined> {
  return atomically(db, async (tx) => {
    await lockedArticle(tx, article_id)
    const revision = await revisionOf(tx, { article_id, number })
    if (!revision) return undefined
    // What stood there until now stays as a revision, too.
    await settle(tx, { article_id }, act)
    await writeInto(tx, { article_id, written: revision.written }, act)
    const settled = await settle(tx, { article_id, kind: 'restored', why, restored: number }, act)
    await record(tx, { ...act, what: 'article taken back to a revision', subject: `article:${article_id}` })
    return settled.number
  })
}
