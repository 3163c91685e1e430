// Signing in: a link goes to a mail address, and whoever opens it and presses the button there has the address. It works
// once, for minutes. The first time somebody does so they get their account.
import { paper } from '../articles/reads/paper.ts'
import { atomically, type Db } from '../base/db/db.ts'
import { translator } from '../base/i18n/i18n.ts'
import { sendMail } from '../base/mail/mail.ts'
import { secondsAfter } from '../base/time.ts'
import { paths, url } from '../urls.ts'
import { nameKey, tidyName, type NameRefusal } from './name.ts'
import { reserveName } from './naming.ts'
import { accountByMailAddress, rolesOf } from './reads/readers.ts'
import { enter, hashOf, newToken, type Entered, type Factor, type Visitor } from './session.ts'
import { signInLetter } from './sign-in-letter.ts'
import { deleteLink, insertLink, lockLink, type Link } from './writes/links.ts'
import { insertReader, lockReader, updateConfirmed } from './writes/readers.ts'

export const linkSeconds = 15 * 60

export interface SignInWish {
  /** As `mailAddressIn` answers it. */
  mail_address: string
  /** What a newcomer would like to be called; not looked at before the link is opened. */
  name?: string
  /** The comment that waits for it. */
  draft_id?: number
  /** Where to go afterwards: as `ownPath` answers it. */
  next?: string
  language: string
  /** The page that the link leads to, with one button that confirms by POST; ours, unless the caller has a page of its own that calls `confirmLink`. */
  page?: `/${string}:token`
}
interface Here { site: { url: string }; now: Date }

/**
 * Sends a link to a mail address. Does the same work, and answers nothing, whether or not somebody has the address.
 * The caller limits how often: by who asks, and by address; see `signInLimits`.
 */
export function beginSignIn(db: Db, wish: SignInWish, { site, now }: Here): Promise<void> {
  return atomically(db, async (tx) => {
    const { mail_address, name = null, draft_id = null, next = null, language, page = paths.signInLink } = wish
    const known = await accountByMailAddress(tx, mail_address)
    const token = newToken()
    await insertLink(tx, {
      token_hash: hashOf(token), purpose: 'sign_in', reader_id: known?.id ?? null, mail_address, name, draft_id, next, language, created_at: now, expires_at: secondsAfter(now, linkSeconds),
    })
    const { name: paperName } = await paper(tx)
    const t = translator(known?.language ?? language)
    const link = site.url + url(page, { token })
    await sendMail(tx, signInLetter({ to: known?.mail_address ?? mail_address, name: known?.confirmed_at ? known.name : null, link, isComment: draft_id !== null }, { t, paper: { name: paperName, url: site.url } }), now)
  })
}

/** `form` as in `limits.allows(limit)`; `address` as in `limits.allows(limit, mail_address.toLowerCase())`. */
export const signInLimits = {
  form: { name: 'sign-in', most: 10, seconds: 600 },
  address: { name: 'sign-in-address', most: 4, seconds: 900 },
  confirming: { name: 'confirm', most: 30, seconds: 600 },
}

export interface Confirmed extends Entered {
  reader: { id: number; name: string; language: string | null }
  draft_id: number | null
  next: string | null
}
export type Confirmation = Confirmed | { refused: 'gone' } | { refused: NameRefusal; name: string }

/**
 * Takes a link: whoever has it is signed in, in the browser that asks. `name` is what a newcomer chose, empty for others.
 * A refused name leaves the link as it was. Whoever is signed in already is so under a new token.
 */
export function confirmLink(db: Db, { token, name, who }: { token: string; name: string; who: Visitor }, { site, now }: { site: { isLocal: boolean }; now: Date }): Promise<Confirmation> {
  return atomically(db, async (tx) => {
    const link = await lockLink(tx, { token_hash: hashOf(token), now })
    if (!link || link.purpose === 'change_address' || (link.purpose === 'demonstration' && !site.isLocal)) return { refused: 'gone' }
    const reader = await readerOf(tx, { link, name: tidyName(name) }, now)
    if ('refused' in reader) return reader
    await deleteLink(tx, link.token_hash)
    const entered = await enter(tx, { reader_id: reader.id, factors: factorsOf(link), who }, now)
    return { reader, draft_id: link.draft_id, next: link.next, ...entered }
  })
}

// A link printed by the machine on which the paper runs, for nobody but who sits there, is worth two; see decision 0033-trying-the-newsroom-out.md.
function factorsOf({ purpose }: Link): Factor[] {
  return purpose === 'demonstration' ? ['link', 'machine'] : ['link']
}

type Found = { id: number; name: string; language: string | null } | { refused: NameRefusal; name: string } | { refused: 'gone' }

/** Whose the link is: the account that there is, the imported reader who claims theirs, or a new one. */
async function readerOf(tx: Db, { link, name }: { link: Link; name: string }, now: Date): Promise<Found> {
  const known = await accountByMailAddress(tx, link.mail_address)
  if (!known) return link.reader_id === null ? newcomer(tx, { link, name }, now) : { refused: 'gone' }
  // Of two links to one address both may be opened at once.
  const reader = await lockReader(tx, known.id)
  if (!reader) return { refused: 'gone' }
  if (reader.confirmed_at) return reader
  const chosen = name || reader.name
  const is_staff = link.purpose !== 'sign_in' || (await rolesOf(tx, reader.id)).length > 0
  const refused = await reserveName(tx, { name: chosen, reader_id: reader.id, is_staff }, now)
  if (refused) return { refused, name: chosen }
  await updateConfirmed(tx, { id: reader.id, name: chosen, name_key: nameKey(chosen), confirmed_at: now, language: link.language })
  return { id: reader.id, name: chosen, language: link.language }
}

async function newcomer(tx: Db, { link, name }: { link: Link; name: string }, now: Date): Promise<Found> {
  const refused = await reserveName(tx, { name }, now)
  if (refused) return { refused, name }
  const { mail_address, language } = link
  const added = await insertReader(tx, { name, name_key: nameKey(name), mail_address, language, created_at: now, confirmed_at: now })
  return added ? { ...added, language } : { refused: 'taken', name }
}
