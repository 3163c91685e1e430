// A change of address: a link goes to the new one, and whoever opens it has it. The old one is told.
import { paper } from '../articles/reads/paper.ts'
import { atomically, type Db } from '../base/db/db.ts'
import { translator } from '../base/i18n/i18n.ts'
import { sendMail } from '../base/mail/mail.ts'
import { secondsAfter } from '../base/time.ts'
import { paths, url } from '../urls.ts'
import { mayChangeFactors, tellOfChange, type Here } from './factors.ts'
import { setUpOf } from './reads/factors.ts'
import { accountById, accountByMailAddress } from './reads/readers.ts'
import { linkSeconds } from './sign-in.ts'
import { endSessionsOf, hashOf, newToken, type Reader, type Visitor } from './session.ts'
import { deleteLinksOf, insertLink, lockLink } from './writes/links.ts'
import { lockReader, updateMailAddress } from './writes/readers.ts'

/**
 * Sends a link to the new address. If somebody has that already the mail there says so, and nothing here does: who asks
 * learns nothing of others. False where this session may not.
 */
export function beginAddressChange(db: Db, { who, mail_address, language }: { who: Reader; mail_address: string; language: string }, { site, now }: Here): Promise<boolean> {
  return atomically(db, async (tx) => {
    if (!mayChangeFactors(who, await setUpOf(tx, who.id))) return false
    const [{ name }, other] = await Promise.all([paper(tx), accountByMailAddress(tx, mail_address)])
    const t = translator(language)
    const letter = { to: mail_address, t, paper: { name, url: site.url }, subject: t('mail.address.subject', { paper: name }) }
    if (other && other.id !== who.id) {
      await sendMail(tx, { ...letter, blocks: [{ text: t('mail.address.taken', { paper: name }) }, { small: t('mail.address.taken_small'), url: site.url + paths.signIn }] }, now)
      return true
    }
    const token = newToken()
    await insertLink(tx, { token_hash: hashOf(token), purpose: 'change_address', reader_id: who.id, mail_address, language, created_at: now, expires_at: secondsAfter(now, linkSeconds) })
    const link = site.url + url(paths.accountAddressLink, { token })
    await sendMail(tx, { ...letter, blocks: [{ text: t('mail.address.text', { name: who.name, paper: name }) }, { button: t('mail.address.button'), url: link }, { small: t('mail.sign_in.once') }] }, now)
    return true
  })
}

/** Takes the link: in whatever browser it is opened, the account has the new address, unless another account has it by now. */
export function confirmAddressChange(db: Db, { token, who }: { token: string; who: Visitor }, { site, now }: Here): Promise<'changed' | 'gone' | 'taken'> {
  return atomically(db, async (tx) => {
    const link = await lockLink(tx, { token_hash: hashOf(token), now })
    if (!link || link.purpose !== 'change_address' || link.reader_id === null) return 'gone'
    const reader = await lockReader(tx, link.reader_id)
    const before = reader && (await accountById(tx, reader.id))
    if (!before) return 'gone'
    if (!(await updateMailAddress(tx, { id: before.id, mail_address: link.mail_address }))) return 'taken'
    // Links on their way to the old address are worth nothing any more.
    await deleteLinksOf(tx, before.id)
    await endSessionsOf(tx, { reader_id: before.id, except: who !== 'nobody' && who.id === before.id ? who.session_id : 0 })
    if (before.mail_address) await tellOfChange(tx, { reader_id: before.id, change: 'mail.security.address_changed', to: before.mail_address }, { site, now })
    return 'changed'
  })
}
