// An article is moved from stage to stage by those who may, with a note where that helps; see stage.ts.
import { setStage } from '../articles/article.ts'
import { lockedArticle } from '../articles/revision.ts'
import { atomically, type Db } from '../base/db/db.ts'
import { record } from '../base/db/journal.ts'
import { staleAtOnce } from '../base/press/stale.ts'
import type { Reader } from '../people/session.ts'
import { giveLockBack } from './article-lock.ts'
import { callOff } from './calling-off.ts'
import { noteMove } from './move-telling.ts'
import { stepsUsed } from './reads/workflow.ts'
import { refusal, type Movable, type Refusal } from './stage.ts'

export interface Moving { article_id: number; to: Movable; note: string; /** The stage that whoever moves it saw. */ seen: string }
export interface ByWho { who: Pick<Reader, 'id' | 'roles'>; now: Date }

/** Moves an article; `overtaken` where somebody else has moved it meanwhile. What was scheduled is called off. */
export function moveArticle(db: Db, { article_id, to, note, seen }: Moving, { who, now }: ByWho): Promise<Refusal | 'overtaken' | null> {
  return atomically(db, async (tx) => {
    const article = await lockedArticle(tx, article_id)
    const { stage } = article
    if (seen !== stage) return 'overtaken'
    const refused = refusal({ stage, roles: who.roles, steps: await stepsUsed(tx) }, to)
    if (refused) return refused
    if (stage === 'scheduled') await callOff(tx, { article_id, kinds: ['publish'], why: 'moved' }, now)
    await setStage(tx, { id: article_id, stage: to })
    // Who sends an article on has stopped writing in it. Who may write in it now is asked again where it is open.
    await giveLockBack(tx, { article_id, reader_id: who.id })
    await staleAtOnce(tx, `article:${article_id}`)
    await noteMove(tx, article, { deed: { from_stage: stage, to_stage: to, note }, reader_id: who.id, now })
    await record(tx, { by: `staff:${who.id}`, what: 'article moved', subject: `article:${article_id}`, now })
    return null
  })
}
