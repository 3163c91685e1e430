// Settling takes a working copy as it stands: into a revision, and of a draft into the article's row, so that lists, search at the
// desk and preview show it. What readers see changes only when somebody publishes what was written.
import { lockedArticle, correctArticle, reviseArticle } from '../articles/revision.ts'
import type { FullArticle } from '../articles/reads/articles.ts'
import { TranslationRefused } from '../articles/translation.ts'
import { attempt, atomically, type Db } from '../base/db/db.ts'
import type { Act } from '../base/db/journal.ts'
import { secondsAfter } from '../base/time.ts'
import { pictureFaults } from './picture-faults.ts'
import { noteWritten } from './picture-keeping.ts'
import type { RevisionKind } from './reads/revisions.ts'
import { settleAt } from './settle-soon.ts'
import { isWhole, namedIn, rowOf, tidied, type Faults, type Row } from './revised.ts'
import { addRevision, beganFrom, isSame } from './revision.ts'
import { deleteThinned } from './writes/revisions.ts'
import { writtenFrom, writtenOf } from './writing.ts'
import type { Written } from './written.ts'

/** Of what one person writes, the program saves a revision by itself every so often. */
const revisionSeconds = 300

interface Settling { article_id: number; why?: string; kind?: Extract<RevisionKind, 'written' | 'restored' | 'imported'>; restored?: number | null }

/** Settles because somebody asked for it. Answers the revision in which the working copy stands now. */
export function settle(db: Db, { article_id, why = '', kind = 'written', restored = null }: Settling, act: Act): Promise<{ number: number }> {
  return atomically(db, async (tx) => {
    const { article, last, written } = await standing(tx, article_id)
    await takeDraft(tx, { article, written, deed: 'article revised' }, act)
    await noteWritten(tx, { article_id, written })
    const isNew = !isSame(last.written, written) || last.by_itself || why !== '' || restored !== null
    return { number: isNew ? await addRevision(tx, { article, last, written, kind, why, restored }, act) : last.number }
  })
}

/** Settles by itself, some seconds after somebody wrote. */
export function settleByItself(db: Db, { article_id, by }: { article_id: number; by: string }, now: Date): Promise<void> {
  return atomically(db, async (tx) => {
    const { article, last, written } = await standing(tx, article_id)
    const act = { by, now }
    await takeDraft(tx, { article, written, deed: null }, act)
    await noteWritten(tx, { article_id, written })
    if (isSame(last.written, written)) return
    const next = secondsAfter(last.saved_at, revisionSeconds)
    if (last.by_itself && last.saved_by === by && next > now) await settleAt(tx, next, { article_id, by })
    else await addRevision(tx, { article, last, written, kind: 'written', by_itself: true }, act)
  })
}

export interface NewCorrection { was_wrong: string; is_right: string; comment_id?: number | null; is_credited?: boolean }
interface Publishing { article_id: number; is_update: boolean; why?: string; correction?: NewCorrection | undefined }
export type Published = { faults: Faults; article?: undefined } | { faults?: undefined; article: FullArticle; number: number }

/** Settles, and takes what was written into what readers see (once the article is public, or made so in the same transaction). Nothing happens where it has faults. */
export function publishWritten(db: Db, { article_id, is_update, why = '', correction }: Publishing, act: Act): Promise<Published> {
  return atomically(db, async (tx) => {
    const { article: before, last, written } = await standing(tx, article_id)
    const found = await rowOf(tx, written, before)
    const [row, faults] = [found.row, { ...found.faults, ...await pictureFaults(tx, { article: before, written }, act.now) }]
    if (!isWhole(row, faults)) return { faults }
    const isPublic = before.state === 'published'
    const deed = is_update && isPublic ? 'article brought up to date' : 'article revised'
    const isNew = !isSame(await writtenFrom(tx, before), written) || (is_update && isPublic)
    const article = isNew ? await taken(tx, { article: before, written, row, is_update: is_update && isPublic, deed }, act) : before
    if (!article) return { faults: { translation_of: { why: 'translation_of' } } }
    await noteWritten(tx, { article_id, written })
    const kind = correction ? 'corrected' : !isPublic ? 'published' : is_update ? 'updated' : 'revised'
    const number = await addRevision(tx, { article, last, written, kind, why, isPublic: true }, act)
    return { number, article: correction ? await correctArticle(tx, { id: article_id, revision: number, ...correction }, act) : article }
  })
}

/** Keeps, beside the revisions, that something else happened to an article: it was withdrawn. */
export function noteRevision(db: Db, { article_id, kind, why }: { article_id: number; kind: Extract<RevisionKind, 'withdrawn'>; why: string }, act: Act): Promise<void> {
  return atomically(db, async (tx) => {
    const { article, last, written } = await standing(tx, article_id)
    await addRevision(tx, { article, last, written, kind, why }, act)
  })
}

export async function thinRevisions(db: Db, now: Date): Promise<number> {
  return deleteThinned(db, now)
}

/** An article under its lock, with the last of its revisions and its working copy. */
async function standing(tx: Db, article_id: number) {
  const article = await lockedArticle(tx, article_id)
  const last = await beganFrom(tx, article)
  return { article, last, written: (await writtenOf(tx, article_id)).written }
}

interface Taking { article: FullArticle; written: Written; deed: 'article revised' | 'article brought up to date' | null }

/** A draft's row follows what is written, as far as that can stand there. */
async function takeDraft(tx: Db, { article, written, deed }: Taking, act: Act) {
  if (article.state !== 'draft' || isSame(await writtenFrom(tx, article), written)) return
  const { row } = await rowOf(tx, written, article)
  if (!isWhole(row, {})) return
  const taking = { article, written, deed, is_update: false }
  if (!(await taken(tx, { ...taking, row }, act))) await taken(tx, { ...taking, row: { ...row, translation_of: article.translation_of } }, act)
}

/** Undefined where it translates what cannot be translated. */
async function taken(tx: Db, { article, written, row, is_update, deed }: Taking & { row: Row; is_update: boolean }, act: Act): Promise<FullArticle | undefined> {
  try {
    return await attempt(tx, async (inner) => reviseArticle(inner, { id: article.id, revised: { ...row, ...await namedIn(inner, tidied(written), { ...act, article }) }, is_update, deed }, act))
  } catch (error) {
    if (error instanceof TranslationRefused) return undefined
    throw error
  }
}
