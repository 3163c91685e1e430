// When a comment is taken back by its author or erased, nothing about it is left to decide: open reports end, which those
// who made them are told, and what was on its way to the desk does not wait there any more.
import type { Db } from '../base/db/db.ts'
import { reportersByIds } from './reads/cases.ts'
import { tellReporter, type Telling } from './statement.ts'
import { endReportsOfGone } from './writes/cases.ts'
import { deleteOpenRoutes } from './writes/routes.ts'

/** In the transaction that takes the comments away. Such reports count in nobody's record: nobody has judged them. */
export async function settleGone(tx: Db, comment_ids: number[], telling: Telling) {
  await deleteOpenRoutes(tx, comment_ids)
  const ended = await endReportsOfGone(tx, { comment_ids, ended_at: telling.now })
  for (const report of ended.length > 0 ? await reportersByIds(tx, ended) : []) await tellReporter(tx, { report }, telling)
}
