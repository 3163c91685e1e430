// What is left of the words of somebody who has asked to be erased: in threads, tombstones where something answers them; of
// what was decided about them, clause and day. Threads stay whole, and counts right.
import { atomically, type Db } from '../base/db/db.ts'
import type { Act } from '../base/db/journal.ts'
import { stale, type Tag } from '../base/press/stale.ts'
import { deleteOwn } from './comment.ts'
import { commentsBy } from './reads/erasure.ts'
import { articlesCrediting } from './reads/names.ts'
import { settleGone } from './settling.ts'
import { blankComments, blankDecisions, blankReports, deleteRecommendations, deleteTraces } from './writes/erasure.ts'

/** Comments erased in one transaction: other readers wait for no more than these. */
const atOnce = 200

/** Takes back some of a reader's comments, text and name; those that were removed before keep the clause. Answers which, none when there are no more. */
export async function eraseSomeComments(db: Db, reader_id: number, { site_url, ...act }: Act & { site_url: string }): Promise<number[]> {
  return atomically(db, async (tx) => {
    const some = await commentsBy(tx, reader_id, atOnce)
    if (some.length === 0) return []
    const standing = some.filter(({ state }) => state !== 'removed').map(({ id }) => id)
    if (standing.length > 0) await deleteOwn(tx, { id: standing }, act)
    const ids = some.map(({ id }) => id)
    // Before the comments are nobody's.
    await stale(tx, ...(await articlesCrediting(tx, reader_id)).map((id): Tag => `article:${id}`))
    await settleGone(tx, ids, { site_url, now: act.now })
    await blankComments(tx, ids)
    return ids
  })
}

/** Takes everything else in discussions that is theirs or about them. */
export async function eraseFromDiscussions(tx: Db, reader: { reader_id: number; mail_address: string }) {
  await blankDecisions(tx, { comment_ids: [], reader_id: reader.reader_id })
  await blankReports(tx, reader)
  const articles = await deleteRecommendations(tx, reader.reader_id)
  await deleteTraces(tx, reader)
  await stale(tx, ...articles.map((id): Tag => `thread:${id}`))
}
