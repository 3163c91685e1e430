// The mails about certificates: that one is there, with the personal link (the sheet itself is fetched, so that no mail holds
// somebody's address and sums); and that one no longer counts.
import { paper } from '../articles/reads/paper.ts'
import type { Db } from '../base/db/db.ts'
import { translator } from '../base/i18n/i18n.ts'
import { sendMails } from '../base/mail/mail.ts'
import { paths } from '../urls.ts'
import { certificateNumber } from './certificate-pdf.ts'
import { helloTo, supporterLink, supporterLinks, type Here } from './personal-link.ts'
import type { Span } from './reads/certificates.ts'
import { supporterById } from './reads/supporters.ts'
import { mailSupporter } from './supporter-mail.ts'
import { insertSupporterMails } from './writes/supporter-desk.ts'

interface Person { id: number; name: string; mail_address: string; language: string }

export async function mailCertificates(tx: Db, { people, span }: { people: readonly Person[]; span: Span | undefined }, here: Here) {
  if (people.length === 0) return
  const { name: own } = await paper(tx)
  const linkOf = await supporterLinks(tx, people.map(({ id }) => id), { ...here, leads_to: paths.mySupportCertificates })
  const mails = people.map((person) => {
    const t = translator(person.language)
    const text = span ? t('certificates.mail.collective', { paper: own, year: span.to.slice(0, 4) }) : t('certificates.mail.single', { paper: own })
    return { letter: {
      to: person.mail_address, t, paper: { name: own, url: here.site.url }, subject: t('certificates.mail.subject', { paper: own }),
      blocks: [{ text: helloTo(person, t) }, { text }, { button: t('certificates.mail.button'), url: linkOf(person.id) }, { small: t('certificates.mail.days') }],
    } }
  })
  await sendMails(tx, mails, here.now)
  await insertSupporterMails(tx, people.map(({ id }, n) => ({ supporter_id: id, subject: mails[n]?.letter.subject ?? '', mailed_at: here.now })))
}

interface Recalled { id: number; supporter_id: number; issued_on: string; amount: number; currency: string }

/** Whether it could be mailed. */
export async function mailRecall(tx: Db, { certificate, why }: { certificate: Recalled; why: 'returned' | 'mistake' }, here: Here): Promise<boolean> {
  const [issuedTo, { name: own }] = await Promise.all([supporterById(tx, certificate.supporter_id), paper(tx)])
  const person = issuedTo?.merged_into ? await supporterById(tx, issuedTo.merged_into) : issuedTo
  if (!person || person.mail_address === '' || person.blocked_at || person.erased_at) return false
  const t = translator(person.language)
  const facts = { paper: own, number: certificateNumber(certificate), date: t.day(certificate.issued_on), amount: t.money(certificate.amount, certificate.currency) }
  await mailSupporter(tx, { supporter_id: person.id, letter: {
    to: person.mail_address, t, paper: { name: own, url: here.site.url }, subject: t('certificates.mail.recalled.subject', facts),
    blocks: [
      { text: helloTo(person, t) }, { text: t(`certificates.mail.recalled.${why}`, facts) }, { text: t('certificates.mail.recalled.what_to_do') },
      { button: t('mail.personal_link.button'), url: await supporterLink(tx, person.id, { ...here, leads_to: paths.mySupportCertificates }) },
    ],
  } }, here.now)
  return true
}
