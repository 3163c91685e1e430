// A notice tells a debtor what will be taken from their account: on which day, how much, under which mandate and by whom. That
// it was told is proven by who took the mail, and when; until then the debit is not sent.
import { paper } from '../articles/reads/paper.ts'
import { atomically, type Db } from '../base/db/db.ts'
import { record, type Act } from '../base/db/journal.ts'
import { spoken, translator } from '../base/i18n/i18n.ts'
import type { Letter } from '../base/mail/letter.tsx'
import { sendMails } from '../base/mail/mail.ts'
import { noonOf } from '../base/time.ts'
import type { MailOutcome } from '../job-names.ts'
import { helloTo, supporterLinks, type Here } from './personal-link.ts'
import { prenotificationById, type Plannable } from './reads/planning.ts'
import { creditorOf } from './reads/settings.ts'
import { updateRefused, updateTold } from './writes/planning.ts'

/** A debit that is to be told, and by which row it is noted when that is done. */
export interface Announced extends Plannable { prenotification_id: number; collect_on: string }

/** Mails them all. Who has no address is not told by this. */
export async function sendNotices(tx: Db, announced: readonly Announced[], here: Here) {
  const reachable = announced.filter(({ mail_address }) => mail_address !== '')
  if (reachable.length === 0) return
  const [{ name, language }, creditor] = await Promise.all([paper(tx), creditorOf(tx)])
  const linkOf = await supporterLinks(tx, [...new Set(reachable.map(({ supporter_id }) => supporter_id))], here)
  await sendMails(tx, reachable.map((one) => ({
    letter: noticeOf(one, { creditor, paper: { name, url: here.site.url, language }, own: linkOf(one.supporter_id) }),
    then: { job: 'notice-handed-over', payload: { prenotification_id: one.prenotification_id } },
  })), here.now)
}

interface From { creditor: { name: string; creditor_id: string }; paper: { name: string; url: string; language: string }; own: string }

/** The desk sees the same with made-up figures. */
export function noticeOf(one: Pick<Announced, 'language' | 'collect_on' | 'amount' | 'currency' | 'iban_shown' | 'mail_address' | 'name' | 'reference'>, { creditor, paper, own }: From): Letter {
  const t = translator(spoken(one.language || paper.language, 'en'))
  const values = { day: t.longDay(one.collect_on), amount: t.money(one.amount, one.currency), account: one.iban_shown, paper: paper.name }
  return {
    to: one.mail_address, kind: 'notice', t, paper, subject: t('mail.notice.subject', values),
    blocks: [
      { text: helloTo(one, t) },
      { text: t('mail.notice.text', values) },
      { text: [t('mail.notice.mandate', { reference: one.reference }), t('mail.notice.creditor', { creditor: creditor.name }), t('mail.notice.creditor_id', { id: creditor.creditor_id })].join('\n') },
      { text: t('mail.notice.change') },
      { button: t('mail.notice.button'), url: own },
    ],
  }
}

/** A mail server, or the outbox, has taken the notice; or refused it for good. */
export async function noticeHandedOver(db: Db, { prenotification_id: id, at, refused }: { prenotification_id: number } & MailOutcome) {
  if (refused === undefined) await updateTold(db, { id, told_at: new Date(at) })
  else await updateRefused(db, { id, refused_at: new Date(at), answer: refused })
}

/** Somebody without a mail address, or with one that takes none, was told by letter: it was posted on a day (YYYY-MM-DD). */
export function toldByLetter(db: Db, { prenotification_id: id, on }: { prenotification_id: number; on: string }, act: Act): Promise<boolean> {
  return atomically(db, async (tx) => {
    const told = await prenotificationById(tx, id)
    if (!told || told.told_at !== null || noonOf(on) > act.now) return false
    await updateTold(tx, { id, told_at: noonOf(on) })
    await record(tx, { what: 'notice sent by letter', subject: `mandate:${told.mandate_id}`, ...act })
    return true
  })
}
