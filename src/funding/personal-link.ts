// The personal link stands in every mail to a supporter. It leads to their own side of the paper, without an account and
// without a password: a button there opens it for an hour. The link itself works for a month, as often as it is needed,
// since the mail is where people look again; programs that open the links of mails press no button.
import { paper } from '../articles/reads/paper.ts'
import { atomically, type Db } from '../base/db/db.ts'
import { translator, type T } from '../base/i18n/i18n.ts'
import { sendMail } from '../base/mail/mail.ts'
import { ownPath } from '../base/web/own-path.ts'
import { secondsAfter } from '../base/time.ts'
import { hashOf, newToken } from '../people/session.ts'
import { paths, url } from '../urls.ts'
import { linkOfSupporter } from './reads/supporter-links.ts'
import { supporterByAnyMail } from './reads/supporters.ts'
import { mailSupporter } from './supporter-mail.ts'
import { deleteExpiredLinks, deleteLinksOfSupporter, deleteSupporterSession, insertSupporterLinks, insertSupporterSession } from './writes/supporter-links.ts'

export const personalLinkSeconds = 30 * 86_400
export const ownSideSeconds = 3_600

export interface Here { site: { url: string }; now: Date }

/** The address for a mail to this supporter; a new one for each mail. `leads_to`: where on their own side, a path that begins with `paths.mySupport`. */
export async function supporterLink(tx: Db, supporter_id: number, here: Here & { leads_to?: string }): Promise<string> {
  return (await supporterLinks(tx, [supporter_id], here))(supporter_id)
}

/** The same for many supporters at once: answers with what says the address of each. */
export async function supporterLinks(tx: Db, supporters: readonly number[], { site, now, leads_to = '' }: Here & { leads_to?: string }): Promise<(supporter_id: number) => string> {
  const tokens = new Map(supporters.map((id) => [id, newToken()]))
  const expires_at = secondsAfter(now, personalLinkSeconds)
  await insertSupporterLinks(tx, [...tokens].map(([supporter_id, token]) => ({ token_hash: hashOf(token), supporter_id, leads_to, created_at: now, expires_at })))
  return (supporter_id) => site.url + url(paths.mySupportLink, { token: tokens.get(supporter_id) ?? fail(supporter_id) })
}

/** Takes the link, in whatever browser its button is pressed. Undefined when its time is over, or it never was one. */
export function openOwnSide(db: Db, token: string, now: Date): Promise<{ token: string; leads_to: string } | undefined> {
  return atomically(db, async (tx) => {
    const link = await linkOfSupporter(tx, { token_hash: hashOf(token), now })
    if (!link) return undefined
    const session = newToken()
    await insertSupporterSession(tx, { token_hash: hashOf(session), supporter_id: link.supporter_id, created_at: now, expires_at: secondsAfter(now, ownSideSeconds) })
    return { token: session, leads_to: onOwnSide(link.leads_to) ?? paths.mySupport }
  })
}

export async function leaveOwnSide(db: Db, session_hash: Buffer) {
  await deleteSupporterSession(db, session_hash)
}

/** Lets no link or browser in any more, as when the mail address they went to is no longer the supporter's; one session may go on. */
export async function endPersonalLinks(db: Db, { supporter_id, except }: { supporter_id: number; except?: Buffer }) {
  await deleteLinksOfSupporter(db, { supporter_id, except })
}

/**
 * Mails a new link. An address that nobody gives from gets a mail too, which says so: here nothing is answered, and it takes
 * as long. The caller limits how often, by who asks and by address; see `personalLinkLimits`.
 */
export function sendPersonalLink(db: Db, { mail_address, language }: { mail_address: string; language: string }, here: Here): Promise<void> {
  return atomically(db, async (tx) => {
    const [{ name }, known] = await Promise.all([paper(tx), supporterByAnyMail(tx, mail_address)])
    const t = translator(known?.language ?? language)
    const letter = { to: known?.mail_address ?? mail_address, t, paper: { name, url: here.site.url }, subject: t('mail.personal_link.subject', { paper: name }) }
    const blocks = known
      ? [{ text: helloTo(known, t) }, { text: t('mail.personal_link.text', { paper: name }) }, { button: t('mail.personal_link.button'), url: await supporterLink(tx, known.id, here) }, { small: t('mail.personal_link.days') }]
      : [{ text: t('mail.personal_link.unknown', { paper: name }) }, { small: t('mail.personal_link.unknown_small'), url: here.site.url + paths.support }]
    if (known) await mailSupporter(tx, { supporter_id: known.id, letter: { ...letter, blocks } }, here.now)
    else await sendMail(tx, { ...letter, blocks }, here.now)
  })
}

/** How a mail to a supporter begins; not everybody's name is known. */
export function helloTo({ name }: { name: string }, t: T): string {
  return t('mail.personal_link.hello', { name, named: String(name !== '') })
}

/** `form` as in `limits.allows(limit)`; `address` as in `limits.allows(limit, mail_address.toLowerCase())`. */
export const personalLinkLimits = {
  form: { name: 'personal-link', most: 10, seconds: 600 },
  address: { name: 'personal-link-address', most: 3, seconds: 900 },
  opening: { name: 'own-side', most: 30, seconds: 600 },
}

/** Removes links and sessions whose time is over. */
export async function clearPersonalLinks(db: Db, now: Date) {
  await deleteExpiredLinks(db, now)
}

function onOwnSide(path: string): string | undefined {
  const own = ownPath(path)
  return own === paths.mySupport || own?.startsWith(`${paths.mySupport}/`) ? own : undefined
}

function fail(supporter_id: number): never {
  throw new Error(`no link was made for supporter ${supporter_id}`)
}
