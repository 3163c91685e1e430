// Asks a supporter how to go on when their card could not be charged any more.
import { paper } from '../articles/reads/paper.ts'
import { atomically, type Db } from '../base/db/db.ts'
import { translator } from '../base/i18n/i18n.ts'
import { helloTo, supporterLink, type Here } from './personal-link.ts'
import { pledgeById } from './reads/pledges.ts'
import { dueById, providerPaymentById } from './reads/providers.ts'
import { supporterById } from './reads/supporters.ts'
import { mailSupporter } from './supporter-mail.ts'

export function sendChargeFailed(db: Db, payment_id: number, here: Here): Promise<void> {
  return atomically(db, async (tx) => {
    const payment = await providerPaymentById(tx, payment_id)
    const due = payment && (await dueById(tx, payment.due_id))
    const pledge = due && (await pledgeById(tx, due.pledge_id))
    const supporter = pledge && (await supporterById(tx, pledge.supporter_id))
    // Somebody may have settled it meanwhile.
    if (!supporter || supporter.mail_address === '' || pledge.state !== 'stopped') return
    const { name } = await paper(tx)
    const t = translator(supporter.language)
    const letter = {
      to: supporter.mail_address, t, paper: { name, url: here.site.url }, subject: t('mail.charge_failed.subject', { paper: name }),
      blocks: [
        { text: helloTo(supporter, t) },
        { text: t('mail.charge_failed.text', { amount: t.money(due.amount, due.currency), day: t.day(due.due_on), paper: name }) },
        { text: t('mail.charge_failed.how', { paper: name }) },
        { button: t('mail.charge_failed.button'), url: await supporterLink(tx, supporter.id, here) },
        { small: t('mail.charge_failed.small') },
      ],
    }
    await mailSupporter(tx, { supporter_id: supporter.id, letter }, here.now)
  })
}
