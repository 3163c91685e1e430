// Saving is what the plain form does: what was typed goes into the working copy as if somebody had typed it there, unless somebody
// else has written since the form was opened, or writes in one of their own.
import { fingerprint, lockedArticle } from '../articles/revision.ts'
import type { FullArticle } from '../articles/reads/articles.ts'
import { atomically, type Db, type Reads } from '../base/db/db.ts'
import type { Reader } from '../people/session.ts'
import { takeLock, type Lock } from './article-lock.ts'
import { standingOf } from './reads/workflow.ts'
import { mayWrite } from './stage.ts'
import { settle } from './settling.ts'
import { writeInto, writtenOf } from './writing.ts'
import type { Written } from './written.ts'

interface Saving {
  article_id: number
  written: Written
  /** The state that the form was made of. */
  seen: string
  why?: string
  isTakeover?: boolean
}
export type Refused = { why: 'not_permitted' } | { why: 'overtaken' } | { why: 'locked'; lock: Lock }

/** Saves, and has the lock from then on; or says why nothing was saved. */
export function saveWritten(db: Db, { article_id, written, seen, why = '', isTakeover = false }: Saving, { who, now }: { who: Pick<Reader, 'id' | 'roles'>; now: Date }): Promise<Refused | null> {
  return atomically(db, async (tx) => {
    const article = await lockedArticle(tx, article_id)
    const standing = await standingOf(tx, article_id)
    if (!standing || !mayWrite(who.roles, standing)) return { why: 'not_permitted' }
    const lock = await takeLock(tx, { article_id, reader_id: who.id, isTakeover }, now)
    if (lock.reader_id !== who.id) return { why: 'locked', lock }
    if ((await stateOf(tx, article)).seen !== seen) return { why: 'overtaken' }
    const act = { by: `staff:${who.id}`, now }
    await writeInto(tx, { article_id, written }, act)
    await settle(tx, { article_id, why }, act)
    return null
  })
}

/** The working copy, and what tells this state of it from a later one. An article that has none yet may change in its row. */
export async function stateOf(db: Reads, article: FullArticle): Promise<{ written: Written; seen: string }> {
  const { written, seen } = await writtenOf(db, article.id)
  return { written, seen: seen === '0' ? fingerprint(article) : seen }
}
