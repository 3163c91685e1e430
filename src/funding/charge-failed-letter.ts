// Asks a supporter how to go on when their card could not be charged any more.
import { paper } from '../articles/reads/paper.ts'
import { atomically, type Db } from '../base/db/db.ts'
import { spoken, translator } from '../base/i18n/i18n.ts'
import type { Letter } from '../base/mail/letter.tsx'
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
    const letter = chargeFailedLetter({ ...due, ...supporter }, { paper: { name, url: here.site.url }, link: await supporterLink(tx, supporter.id, here) })
    await mailSupporter(tx, { supporter_id: supporter.id, letter }, here.now)
  })
}

interface Failed { amount: number; currency: string; due_on: string; name: string; mail_address: string; language: string }

/** The desk sees the same with made-up figures. */
export function chargeFailedLetter(failed: Failed, { paper, link }: { paper: Letter['paper']; link: string }): Letter {
  const t = translator(spoken(failed.language, 'en'))
  return {
    to: failed.mail_address, kind: 'charge_failed', t, paper, subject: t('mail.charge_failed.subject', { paper: paper.name }),
    blocks: [
      { text: helloTo(failed, t) },
      { text: t('mail.charge_failed.text', { amount: t.money(failed.amount, failed.currency), day: t.day(failed.due_on), paper: paper.name }) },
      { text: t('mail.charge_failed.how', { paper: paper.name }) },
      { button: t('mail.charge_failed.button'), url: link },
      { small: t('mail.charge_failed.small') },
    ],
  }
}
