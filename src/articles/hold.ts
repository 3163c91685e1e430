// A hold keeps an article from readers: an embargo until a time, a legal hold until somebody lifts it. The database refuses to
// have anything public that is held (articles_legal_hold_check, articles_embargo_check); what was public is `held` meanwhile.
import { atomically, type Db } from '../base/db/db.ts'
import { record, type Act } from '../base/db/journal.ts'
import type { Letter } from '../base/mail/letter.tsx'
import { dropMailsWith, unnameMails, type Unnamed } from '../base/mail/mail.ts'
import { staleAtOnce } from '../base/press/stale.ts'
import { articleUrl } from '../urls.ts'
import { listedAt } from './addition.ts'
import { relist } from './archive.ts'
import { tagsOf } from './article.ts'
import { articleById, type FullArticle } from './reads/articles.ts'
import { indexArticles } from './search.ts'
import { lockArticles, updateArticle, updateListed } from './writes.ts'

export type Hold = 'legal_hold' | 'embargo'
type Held = Pick<FullArticle, 'legal_hold_at' | 'embargo_until'>

/** What keeps an article from readers at a moment. */
export function holdOn({ legal_hold_at, embargo_until }: Held, now: Date): Hold | null {
  if (legal_hold_at) return 'legal_hold'
  return embargo_until && embargo_until > now ? 'embargo' : null
}

/** As a mail notes that it names an article: should that be held before the mail is sent, it goes out without. */
export function mailName(id: number): string {
  return `article:${id}`
}

/** The letter without the name of an article, for a mail that names it; nothing for one that does not. */
export function unnamedLetter({ id, isNamed }: { id: number | null; isNamed: boolean }, without: () => Letter): Unnamed | undefined {
  return id !== null && isNamed ? { names: [mailName(id)], letter: without() } : undefined
}

/** What is held was to be made public. */
export class HeldBack extends Error {
  readonly why: Hold
  constructor(id: number, why: Hold) {
    super(`article ${id} cannot be public: it is under ${why === 'embargo' ? 'an embargo' : 'a legal hold'}`)
    this.why = why
  }
}

/** When an article that becomes public stands in the lists: where it stood before, but never earlier than its embargo ended. */
export function placeInLists({ published_at, embargo_until }: Pick<FullArticle, 'published_at' | 'embargo_until'>, now: Date): Date {
  const at = published_at ?? now
  return embargo_until && embargo_until > at ? embargo_until : at
}

interface LegalHold { id: number; note: string; held_by: number | null }

/** Puts an article under a legal hold. What was public is gone with the end of the transaction, on every page, in every feed and in the search. */
export function placeLegalHold(db: Db, { id, note, held_by }: LegalHold, { by, now }: Act): Promise<FullArticle> {
  return atomically(db, async (tx) => {
    const before = await locked(tx, id)
    const { state } = before
    await updateArticle(tx, id, { legal_hold_at: now, legal_hold_by: held_by, legal_hold_note: note, ...(state === 'published' ? { state: 'held' as const } : {}) })
    if (state === 'published') await takeAway(tx, before)
    await unnameMails(tx, mailName(id))
    await record(tx, { by, what: 'legal hold placed', subject: `article:${id}`, now })
    return existingArticle(tx, id)
  })
}

/** Lifts a legal hold: what was public is public again where it was, unless an embargo holds it. */
export function liftLegalHold(db: Db, { id }: { id: number }, { by, now }: Act): Promise<FullArticle> {
  return atomically(db, async (tx) => {
    const before = await locked(tx, id)
    await updateArticle(tx, id, { legal_hold_at: null, legal_hold_by: null, legal_hold_note: null, ...(before.state === 'held' ? backAgain({ ...before, legal_hold_at: null }, now) : {}) })
    await record(tx, { by, what: 'legal hold lifted', subject: `article:${id}`, now })
    return comeBack(tx, before)
  })
}

/** Sets until when nothing of an article may be public; null lifts the embargo. What was public is gone until then. */
export function setEmbargo(db: Db, { id, until }: { id: number; until: Date | null }, { by, now }: Act): Promise<FullArticle> {
  return atomically(db, async (tx) => {
    const before = await locked(tx, id)
    const is = { ...before, embargo_until: until }
    const gone = before.state === 'published' && holdOn(is, now) !== null
    const back = before.state === 'held' && holdOn(is, now) === null
    // An embargo that is over already says nothing about what was public before it ended.
    const over = before.state === 'published' && until && !gone ? { published_at: placeInLists(is, now) } : {}
    await updateArticle(tx, id, { embargo_until: until, ...over, ...(gone ? { state: 'held' as const } : {}), ...(back ? backAgain(is, now) : {}) })
    if (gone) await takeAway(tx, before)
    if (holdOn(is, now)) await unnameMails(tx, mailName(id))
    await record(tx, { by, what: until ? 'embargo set' : 'embargo lifted', subject: `article:${id}`, now })
    return comeBack(tx, before)
  })
}

/** Lets what an embargo held be public again, once that is over; an article that something else holds stays where it is. */
export function endEmbargo(db: Db, { id }: { id: number }, { by, now }: Act): Promise<FullArticle> {
  return atomically(db, async (tx) => {
    const before = await locked(tx, id)
    if (before.state !== 'held' || holdOn(before, now)) return before
    await updateArticle(tx, id, backAgain(before, now))
    await record(tx, { by, what: 'embargo ended', subject: `article:${id}`, now })
    return comeBack(tx, before)
  })
}

function backAgain(article: FullArticle, now: Date) {
  return holdOn(article, now) ? {} : { state: 'published' as const, published_at: placeInLists(article, now) }
}

// The database has taken it out of lists and search already: here it is counted out, and every page with it is thrown away.
async function takeAway(tx: Db, before: FullArticle) {
  const neighbours = await relist(tx, { was: listedAt(before), is: null })
  await dropMailsWith(tx, [`${articleUrl(before)}/`, `${articleUrl(before)}\n`])
  await staleAtOnce(tx, ...tagsOf(before), `thread:${before.id}`, 'statistics', ...neighbours)
}

async function comeBack(tx: Db, before: FullArticle): Promise<FullArticle> {
  const article = await existingArticle(tx, before.id)
  const [was, is] = [listedAt(before), listedAt(article)]
  if (is?.getTime() === was?.getTime() || !is) return article
  await updateListed(tx, article.id, is)
  const neighbours = await relist(tx, { was, is })
  await indexArticles(tx, [article.id])
  await staleAtOnce(tx, ...tagsOf(before), ...tagsOf(article), `thread:${article.id}`, 'statistics', ...neighbours)
  return article
}

async function locked(tx: Db, id: number): Promise<FullArticle> {
  await lockArticles(tx, [id])
  return existingArticle(tx, id)
}

async function existingArticle(tx: Db, id: number): Promise<FullArticle> {
  const article = await articleById(tx, id)
  if (!article) throw new Error(`article ${id} is not there`)
  return article
}
