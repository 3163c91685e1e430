// What was scheduled is called off when something else happens to the article first.
import { setStage } from '../articles/article.ts'
import type { FullArticle } from '../articles/reads/articles.ts'
import type { Db } from '../base/db/db.ts'
import { stepsUsed } from './reads/workflow.ts'
import { isUsed, type Movable, type Steps } from './stage.ts'
import { cancelSchedules, type Kind } from './writes/schedules.ts'

/** Calls off what was to happen, in the caller's transaction, under the lock of the article. Answers whether anything was. */
export async function callOff(tx: Db, { article_id, kinds, why }: { article_id: number; kinds: readonly Kind[]; why: string }, now: Date): Promise<boolean> {
  return (await cancelSchedules(tx, { article_id, kinds, why }, now)) > 0
}

/** Takes a draft that is scheduled no more back to where it was ready; answers where that is. */
export async function unscheduled(tx: Db, { id, stage }: Pick<FullArticle, 'id' | 'stage'>): Promise<FullArticle['stage']> {
  if (stage !== 'scheduled') return stage
  const back = readyStage(await stepsUsed(tx))
  await setStage(tx, { id, stage: back })
  return back
}

/** The last step that the paper uses before an article is public. */
export function readyStage(steps: Steps): Movable {
  return (['ready', 'legal', 'fact_check', 'editing'] as const).find((one) => isUsed(one, steps)) ?? 'draft'
}
