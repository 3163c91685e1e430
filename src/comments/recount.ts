// What is counted of comments, counted anew: for a paper that came in as rows.
import type { Db } from '../base/db/db.ts'
import { countRecommendations } from './writes/recounts.ts'

export function recountComments(tx: Db): Promise<void> {
  return countRecommendations(tx)
}
