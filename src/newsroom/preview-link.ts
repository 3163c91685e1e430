// A preview link shows how an article will look to whoever has it, until it ends: to somebody who was interviewed, say. Only the
// hash of what stands in it is kept; who opens it is not counted. A legal hold ends all links of an article, which the database sees to; so does its withdrawal.
import { lockedArticle } from '../articles/revision.ts'
import { atomically, type Db, type Reads } from '../base/db/db.ts'
import { record } from '../base/db/journal.ts'
import { secondsAfter } from '../base/time.ts'
import { hashOf, newToken, type Reader } from '../people/session.ts'
import { articleOfLink } from './reads/preview-links.ts'
import { insertPreviewLink, updatePreviewLink, updatePreviewLinks } from './writes/preview-links.ts'

/** For how many hours a link may hold. */
export const lifetimes = [1, 24, 72, 168] as const
export type Lifetime = (typeof lifetimes)[number]

interface ByWho { who: Pick<Reader, 'id'>; now: Date }

/** Answers what the link ends in; undefined where the article is under a legal hold. */
export function makePreviewLink(db: Db, { article_id, hours, note }: { article_id: number; hours: Lifetime; note: string }, { who, now }: ByWho): Promise<string | undefined> {
  return atomically(db, async (tx) => {
    if ((await lockedArticle(tx, article_id)).legal_hold_at) return undefined
    const token = newToken()
    await insertPreviewLink(tx, { token_hash: hashOf(token), article_id, made_by: who.id, made_at: now, ends_at: secondsAfter(now, hours * 3_600), note })
    await record(tx, { by: `staff:${who.id}`, what: 'preview link made', subject: `article:${article_id}`, now })
    return token
  })
}

export function endPreviewLink(db: Db, { article_id, id }: { article_id: number; id: number }, { who, now }: ByWho): Promise<void> {
  return atomically(db, async (tx) => {
    if (!(await updatePreviewLink(tx, { article_id, id, ended_at: now }))) return
    await record(tx, { by: `staff:${who.id}`, what: 'preview link ended', subject: `article:${article_id}`, now })
  })
}

/** Ends all links of an article that was taken back: whoever has one is not to go on reading it. */
export function endPreviewLinks(tx: Db, article_id: number, now: Date): Promise<void> {
  return updatePreviewLinks(tx, { article_id, ended_at: now })
}

/** The number of the article that a link shows; undefined once it has ended. */
export function previewedBy(db: Reads, token: string, now: Date): Promise<number | undefined> {
  return articleOfLink(db, { token_hash: hashOf(token), now })
}
