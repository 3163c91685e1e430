// A recommendation is a reader's word that a comment is worth reading: one from each, which can be taken back.
import { atomically, type Db } from '../base/db/db.ts'
import { stale } from '../base/press/stale.ts'
import { discussionSettings } from './reads/settings.ts'
import { answerable } from './reads/answerable.ts'
import { addRecommended, deleteRecommendation, insertRecommendation } from './writes/recommendations.ts'

export type RecommendRefusal = 'off' | 'gone' | 'own'

export function recommend(db: Db, { id, article_id, recommends }: { id: number; article_id: number; recommends: boolean }, { reader_id, now }: { reader_id: number; now: Date }): Promise<RecommendRefusal | undefined> {
  return atomically(db, async (tx) => {
    if (!(await discussionSettings(tx)).recommends) return 'off'
    const comment = await answerable(tx, { article_id, id })
    if (!comment) return 'gone'
    if (comment.reader_id === reader_id) return 'own'
    const pair = { comment_id: id, reader_id }
    const isChanged = recommends ? await insertRecommendation(tx, { ...pair, recommended_at: now }) : await deleteRecommendation(tx, pair)
    if (!isChanged) return undefined
    await addRecommended(tx, { id, n: recommends ? 1 : -1 })
    await stale(tx, `thread:${article_id}`)
    return undefined
  })
}
