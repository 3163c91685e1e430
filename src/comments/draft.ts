// A draft is a comment by somebody who is not signed in. It is kept until the link that goes to their mail address is
// opened, in whatever browser; by the same link they sign in.
import { atomically, type Db, type Reads } from '../base/db/db.ts'
import { secondsAfter } from '../base/time.ts'
import { readerOfSession } from '../people/reads/sessions.ts'
import { linkByHash } from '../people/reads/links.ts'
import { hashOf, type NewSession, type Visitor } from '../people/session.ts'
import { beginSignIn, confirmLink, type Confirmation } from '../people/sign-in.ts'
import { paths } from '../urls.ts'
import { draftById } from './reads/drafts.ts'
import { deleteDraft, deleteDraftsBefore, insertDraft } from './writes/drafts.ts'
import { quotedRange, submitComment, type Outcome, type Said } from './writing.ts'

/** Longer than a link works: for another one to be sent. */
const draftSeconds = 86_400

interface Wish { said: Said; mail_address: string; name: string; language: string }
interface Here { site: { url: string; isLocal: boolean }; now: Date }

/** Keeps what was written, and sends the link. */
export function keepDraft(db: Db, { said, ...wish }: Wish, { site, now }: Here): Promise<void> {
  return atomically(db, async (tx) => {
    const { article_id, parent_id, body, follows, corrects = false } = said
    const draft_id = await insertDraft(tx, { article_id, parent_id, body, follows, corrects, ...(await quotedRange(tx, said)), created_at: now, expires_at: secondsAfter(now, draftSeconds) })
    await beginSignIn(tx, { ...wish, draft_id, page: paths.keptComment }, { site, now })
  })
}

/** What a link of a mail keeps: the draft, and whose it will be. Undefined when there is none any more. */
export async function keptBy(db: Reads, { token, now }: { token: string; now: Date }) {
  const link = await linkByHash(db, hashOf(token))
  const draft = link?.draft_id ? await draftById(db, { id: link.draft_id, now }) : undefined
  return link && draft ? { link, draft, isTooOld: link.expires_at <= now } : undefined
}

/** Another link to the same address, for the one that is too old. */
export async function sendAnother(db: Db, { token }: { token: string }, { site, now }: Here): Promise<void> {
  const kept = await keptBy(db, { token, now })
  if (!kept) return
  const { mail_address, name, language } = kept.link
  await beginSignIn(db, { mail_address, draft_id: kept.draft.id, language: language ?? 'en', page: paths.keptComment, ...(name ? { name } : {}) }, { site, now })
}

export type Posted = { session: NewSession; outcome: Outcome } | Extract<Confirmation, { refused: string }>

/** Signs in whoever has the link, and posts what it keeps. When it is not taken they are signed in all the same. */
export function postDraft(db: Db, { token, name, who }: { token: string; name: string; who: Visitor }, { site, now }: Here): Promise<Posted> {
  return atomically(db, async (tx) => {
    const kept = await keptBy(tx, { token, now })
    if (!kept) return { refused: 'gone' }
    const confirmed = await confirmLink(tx, { token, name, who }, { site, now })
    if ('refused' in confirmed) return confirmed
    const by = await readerOfSession(tx, { token_hash: hashOf(confirmed.session.token), now })
    if (!by) throw new Error('a session that was opened is not there')
    const { draft } = kept
    const quotes = draft.quote_from !== null && draft.quote_to !== null ? [{ quote_from: draft.quote_from, quote_to: draft.quote_to }] : []
    const outcome = await submitComment(tx, { ...draft, quotes }, { by, now })
    if (!outcome.refused) await deleteDraft(tx, draft.id)
    return { session: confirmed.session, outcome }
  })
}

export async function clearDrafts(db: Db, now: Date) {
  await deleteDraftsBefore(db, now)
}
