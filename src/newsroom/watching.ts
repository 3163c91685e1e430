// Watching is waiting for what becomes of an article, of a section's articles, or of what comes to a stage.
import { atomically, type Db } from '../base/db/db.ts'
import type { Reader } from '../people/session.ts'
import { watchOf } from './reads/workflow.ts'
import type { Stage } from './stage.ts'
import { deleteWatcher, insertWatcher, markSeen } from './writes/workflow.ts'

interface ByWho { who: Pick<Reader, 'id'>; now: Date }

/** Has somebody told of an article's moves: at the desk, by mail too, or no more. */
export function watchArticle(db: Db, { article_id, how }: { article_id: number; how: 'desk' | 'mail' | 'none' }, { who, now }: ByWho): Promise<void> {
  return atomically(db, async (tx) => {
    const watched = await watchOf(tx, { article_id, reader_id: who.id })
    if (how !== 'none') return insertWatcher(tx, { reader_id: who.id, article_id, by_mail: how === 'mail', since: now })
    if (watched) await deleteWatcher(tx, { id: watched.id, reader_id: who.id })
  })
}

/** Has whoever took something on told of what becomes of the article: as they are already, and by mail if they want that now. */
export function watchTaken(db: Db, { article_id, by_mail }: { article_id: number; by_mail: boolean }, { who, now }: ByWho): Promise<void> {
  return insertWatcher(db, { reader_id: who.id, article_id, since: now, ...(by_mail ? { by_mail } : {}) })
}

/** The same of a section, of a stage, or of what comes to a stage in a section. */
export function watchFor(db: Db, { section_id, stage, by_mail }: { section_id: number | null; stage: Stage | null; by_mail: boolean }, { who, now }: ByWho): Promise<void> {
  return insertWatcher(db, { reader_id: who.id, section_id, stage, by_mail, since: now })
}

export function watchNoMore(db: Db, { id }: { id: number }, { who }: Pick<ByWho, 'who'>): Promise<void> {
  return deleteWatcher(db, { id, reader_id: who.id })
}

/** Says that somebody has seen what they were told, up to a move. */
export function seeTold(db: Db, { until }: { until: number }, { who, now }: ByWho): Promise<void> {
  return markSeen(db, { reader_id: who.id, until }, now)
}
