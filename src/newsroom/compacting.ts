// Puts the many changes of working copies together into one piece each, so that a room opens quickly however long somebody has
// been writing. Nobody waits for it: what is added meanwhile has higher numbers, and stays.
import * as Y from 'yjs'
import { atomically, type Db } from '../base/db/db.ts'
import { fromTheStart, uncompacted, writingSince } from './reads/writings.ts'
import { openWorkingCopy } from './working-copy.ts'
import { compact } from './writes/writings.ts'

/** So many changes are put together while somebody writes; any, once nobody has written for so long. */
const [many, quietSeconds] = [300, 120]

export async function compactWritings(db: Db, now: Date) {
  for (const article_id of await uncompacted(db, { many, quietSince: new Date(now.getTime() - quietSeconds * 1_000) })) await compactWriting(db, article_id)
}

/** Answers how many changes it has put together; none where another process was faster. */
export async function compactWriting(db: Db, article_id: number): Promise<number> {
  const kept = await writingSince(db, { article_id, number: fromTheStart })
  const [first, last] = [kept[0], kept.at(-1)]
  if (!first || !last || kept.length === 1) return 0
  const doc = openWorkingCopy(kept.map(({ update }) => update))
  const state = Y.encodeStateAsUpdate(doc)
  doc.destroy()
  const isDone = await atomically(db, (tx) => compact(tx, { article_id, state, was: first.number, up_to: last.number }))
  return isDone ? kept.length - 1 : 0
}
