// A revision is an article as it was saved, with who, when and why: numbered from one, and never changed. What the program saves
// by itself while somebody writes is thinned out; what somebody saved, and what readers saw, stays.
import { isDeepStrictEqual } from 'node:util'
import { InvalidDocument, keptDocument, parseDocument, type DocumentNode } from '../articles/document.ts'
import type { FullArticle } from '../articles/reads/articles.ts'
import type { Db, Reads } from '../base/db/db.ts'
import type { Act } from '../base/db/journal.ts'
import { differenceOf, sizeOf, type Size } from './difference/difference.ts'
import { creatorOf, lastRevision, type Revision, type RevisionKind } from './reads/revisions.ts'
import { tidied } from './revised.ts'
import { insertRevision } from './writes/revisions.ts'
import { writtenFrom } from './writing.ts'
import type { Written } from './written.ts'

/** Of the reason for a revision. */
export const longestWhy = 300

export interface NewRevision {
  written: Written
  kind: RevisionKind
  why?: string
  by_itself?: boolean
  /** Readers see it from now on. */
  isPublic?: boolean
  /** The revision whose text was taken back. */
  restored?: number | null
}

/** Adds a revision, under the lock of its article. Answers its number. */
export async function addRevision(tx: Db, { article, last, ...revision }: NewRevision & { article: FullArticle; last: Revision | undefined }, { by, now }: Act): Promise<number> {
  const { written, kind, why = '', by_itself = false, isPublic = false, restored = null } = revision
  const { body, ...fields } = written
  const { words_in, words_out } = last ? sizeOf(differenceOf(last.written, written)) : { words_in: 0, words_out: 0 }
  const number = (last?.number ?? 0) + 1
  await insertRevision(tx, {
    article_id: article.id, number, saved_at: now, saved_by: by, by_itself, kind, why, public_at: isPublic ? now : null, restored_from: restored, words_in, words_out,
    fields: JSON.stringify(fields), body: JSON.stringify(body),
  })
  return number
}

/** The last revision of an article. One that has none, or whose row was written by something else since, is saved as it is first. */
export async function beganFrom(tx: Db, article: FullArticle): Promise<Revision> {
  const last = await lastRevision(tx, article.id)
  const isPublic = article.state !== 'draft'
  const shown = isPublic && last ? await lastRevision(tx, article.id, { isPublic }) : last
  const row = await writtenFrom(tx, article)
  if (last && (!isPublic || (shown && isSame(shown.written, row)))) return last
  const at = article.updated_at ?? article.published_at ?? article.created_at
  const by = last ? 'import' : await creatorOf(tx, article.id) ?? 'import'
  const kind = by.startsWith('staff:') && !isPublic ? 'written' : 'imported'
  const number = await addRevision(tx, { article, last, written: row, kind, isPublic }, { by, now: last && last.saved_at > at ? last.saved_at : at })
  const first = await lastRevision(tx, article.id)
  if (!first) throw new Error(`revision ${number} of article ${article.id} is not there`)
  return first
}

/** How much of a working copy readers do not see; null where they see all of it. */
export async function unseenChanges(db: Reads, { article, written }: { article: FullArticle; written: Written }): Promise<Size | null> {
  const row = await writtenFrom(db, article)
  return isSame(row, written) ? null : sizeOf(differenceOf(row, written))
}

/** Whether two say the same, as readers would see it. */
export function isSame(one: Written, other: Written): boolean {
  const [a, b] = [one, other].map((written) => ({ ...tidied(written), body: plain(written.body), length_aim: null }))
  return isDeepStrictEqual(a, b)
}

/** As the model has it: with all its defaults, and each mark in its place. */
function plain(body: DocumentNode): DocumentNode {
  try {
    return parseDocument(body)
  } catch (error) {
    if (!(error instanceof InvalidDocument)) throw error
    return keptDocument(body)
  }
}
