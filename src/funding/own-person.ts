// Who a supporter is, as they tell us themselves: name, postal address, language, and the mail address, which changes once a
// link that went to the new one was followed.
import { paper } from '../articles/reads/paper.ts'
import { atomically, type Db } from '../base/db/db.ts'
import { translator } from '../base/i18n/i18n.ts'
import { sendMail } from '../base/mail/mail.ts'
import { secondsAfter } from '../base/time.ts'
import { hashOf, newToken } from '../people/session.ts'
import { paths, url } from '../urls.ts'
import { tellOfPerson } from './own-letter.ts'
import { endPersonalLinks, helloTo, type Here } from './personal-link.ts'
import { addressLink } from './reads/supporter-links.ts'
import { supporterById, supporterByMail } from './reads/supporters.ts'
import { mailSupporter } from './supporter-mail.ts'
import { updateSupporter } from './writes/own-side.ts'
import { insertSupporterLinks } from './writes/supporter-links.ts'

export interface PersonTyped { name: string; street: string; postcode: string; town: string; country: string; language: string }

export const longestPerson = { name: 120, street: 70, postcode: 16, town: 35 } as const

/** What cannot be kept so, by the name of the field. An address is whole, or there is none. */
export function personRefusals({ name, street, postcode, town, country }: PersonTyped): Partial<Record<keyof PersonTyped, 'empty' | 'long'>> {
  const hasAddress = [street, postcode, town].some((part) => part !== '')
  const isLong = Object.entries({ name, street, postcode, town }).flatMap(([field, value]) => (value.length > longestPerson[field === 'name' || field === 'street' || field === 'postcode' ? field : 'town'] ? [[field, 'long'] as const] : []))
  return {
    ...(name === '' ? { name: 'empty' } : {}),
    ...(hasAddress ? Object.fromEntries(Object.entries({ street, town, country }).flatMap(([field, value]) => (value === '' ? [[field, 'empty'] as const] : []))) : {}),
    ...Object.fromEntries(isLong),
  }
}

/** Throws nothing away: what tax law keeps says what was true when it was made out. */
export function changePerson(db: Db, { id, person }: { id: number; person: PersonTyped }, here: Here): Promise<void> {
  return atomically(db, async (tx) => {
    const hasAddress = person.street !== '' || person.town !== ''
    await updateSupporter(tx, { id, to: { ...person, country: hasAddress ? person.country : '' } })
    await tellOfPerson(tx, { supporter_id: id, what: 'person' }, here)
  })
}

const addressSeconds = 86_400

/** Sends a link to the new address. Whether somebody gives from that one already is said there, and nowhere else. */
export function beginAddressChange(db: Db, { id, mail_address }: { id: number; mail_address: string }, { site, now }: Here): Promise<void> {
  return atomically(db, async (tx) => {
    const [supporter, other, { name }] = await Promise.all([supporterById(tx, id), supporterByMail(tx, mail_address), paper(tx)])
    if (!supporter) return
    const t = translator(supporter.language)
    const letter = { to: mail_address, t, paper: { name, url: site.url }, subject: t('own.mail.new_address.subject', { paper: name }) }
    if (other && other.id !== id) return sendMail(tx, { ...letter, blocks: [{ text: t('own.mail.new_address.taken', { paper: name }) }, { small: t('declaration.questions'), url: site.url + paths.mySupportLinks }] }, now)
    const token = newToken()
    await insertSupporterLinks(tx, [{ token_hash: hashOf(token), supporter_id: id, new_mail_address: mail_address, created_at: now, expires_at: secondsAfter(now, addressSeconds) }])
    const link = site.url + url(paths.mySupportAddressLink, { token })
    const blocks = [{ text: helloTo(supporter, t) }, { text: t('own.mail.new_address.text', { paper: name }) }, { button: t('own.mail.new_address.button'), url: link }, { small: t('own.mail.new_address.small') }]
    await mailSupporter(tx, { supporter_id: id, letter: { ...letter, blocks } }, now)
  })
}

/** Takes the link, in whatever browser: the supporter has the new address. Links that went to the old one open nothing any more; `except`: the session of this browser goes on. */
export function confirmAddressChange(db: Db, { token, except }: { token: string; except?: Buffer }, here: Here): Promise<boolean> {
  return atomically(db, async (tx) => {
    const link = await addressLink(tx, { token_hash: hashOf(token), now: here.now })
    if (!link?.new_mail_address) return false
    const other = await supporterByMail(tx, link.new_mail_address)
    if (other && other.id !== link.id) return false
    await updateSupporter(tx, { id: link.id, to: { mail_address: link.new_mail_address } })
    await endPersonalLinks(tx, { supporter_id: link.id, ...(except ? { except } : {}) })
    if (link.mail_address !== '') await tellOfPerson(tx, { supporter_id: link.id, what: 'address', to: link.mail_address }, here)
    return true
  })
}
