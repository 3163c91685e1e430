import type { Insertable } from 'kysely'
import type { Db } from '../../base/db/db.ts'
import type { Schema } from '../../base/db/schema.ts'

export type NewMove = Insertable<Schema['stage_moves']>

export async function insertMove(db: Db, move: NewMove): Promise<number> {
  return (await db.insertInto('stage_moves').values(move).returning('id').executeTakeFirstOrThrow()).id
}
export async function insertNotices(db: Db, notices: Insertable<Schema['move_notices']>[]) {
  if (notices.length > 0) await db.insertInto('move_notices').values(notices).onConflict((oc) => oc.doNothing()).execute()
}
/** Those who want a mail about a move and have none yet; from now on they have. */
export async function markMailed(db: Db, move_id: number, now: Date): Promise<number[]> {
  const rows = await db.updateTable('move_notices').set({ mailed_at: now }).where('move_id', '=', move_id).where('by_mail', '=', true).where('mailed_at', 'is', null).returning('reader_id').execute()
  return rows.map(({ reader_id }) => reader_id)
}
/** Up to and with this move, all of somebody's are seen. */
export async function markSeen(db: Db, { reader_id, until }: { reader_id: number; until: number }, now: Date) {
  await db.updateTable('move_notices').set({ seen_at: now }).where('reader_id', '=', reader_id).where('move_id', '<=', until).where('seen_at', 'is', null).execute()
}

export type NewWatcher = Insertable<Schema['article_watchers']>
/** Whoever waits already goes on as they do, unless `by_mail` is said. */
export async function insertWatcher(db: Db, watcher: NewWatcher) {
  await db.insertInto('article_watchers').values(watcher)
    .onConflict((oc) => (watcher.by_mail === undefined ? oc.doNothing() : oc.columns(['reader_id', 'article_id', 'section_id', 'stage']).doUpdateSet({ by_mail: watcher.by_mail }))).execute()
}
export async function deleteWatcher(db: Db, { id, reader_id }: { id: number; reader_id: number }) {
  await db.deleteFrom('article_watchers').where('id', '=', id).where('reader_id', '=', reader_id).execute()
}

export async function upsertStep(db: Db, step: Insertable<Schema['stage_settings']>) {
  await db.insertInto('stage_settings').values(step).onConflict((oc) => oc.column('stage').doUpdateSet({ used: step.used })).execute()
}
