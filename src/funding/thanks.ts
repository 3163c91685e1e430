// Thanks for what has come: by mail, with a receipt. For a gift, and for the first payment of a pledge; of what comes every
// month after that nobody wants a mail each time. Yearly pledges are thanked for each year. What went through a provider was
// agreed when they said yes, which is now: so the mail says what, too.
import { paper } from '../articles/reads/paper.ts'
import type { PaymentConfig } from '../base/config.ts'
import { atomically, type Db } from '../base/db/db.ts'
import { spoken, translator } from '../base/i18n/i18n.ts'
import type { Block, Letter } from '../base/mail/letter.tsx'
import { sendMail } from '../base/mail/mail.ts'
import { paths, url } from '../urls.ts'
import { agreedBlocks } from './giving-mail.ts'
import { supporterLink } from './personal-link.ts'
import { dueToThank, pledgeGiven } from './reads/giving.ts'
import { termsOf } from './terms.ts'
import { updateDueThanked } from './writes/giving.ts'

/** Once for each due, however often it is called. */
export function thank(db: Db, due_id: number, { site, now, payments }: { site: { url: string }; now: Date; payments: PaymentConfig }): Promise<void> {
  return atomically(db, async (tx) => {
    const due = await dueToThank(tx, due_id)
    if (!due || due.mail_address === '' || (due.is_later && due.rhythm !== 'yearly') || !(await updateDueThanked(tx, { id: due_id, thanked_at: now }))) return
    const own = await paper(tx)
    const t = translator(spoken(due.language, 'en'))
    const agreed = async () => {
      const [given, terms] = await Promise.all([pledgeGiven(tx, due.pledge_id), termsOf(tx, payments)])
      return given ? agreedBlocks(given, { terms, t, own, site, now }) : []
    }
    const receipt = url(paths.mySupportReceipt, { id: String(due_id) })
    const link = await supporterLink(tx, due.supporter_id, { site, now, leads_to: receipt })
    await sendMail(tx, thanksLetter(due, { own, site, link, agreed: due.way === 'provider' && !due.is_later ? await agreed() : [] }), now)
  })
}

type Thanked = Pick<NonNullable<Awaited<ReturnType<typeof dueToThank>>>, 'amount' | 'currency' | 'due_on' | 'paid_on' | 'rhythm' | 'name' | 'mail_address' | 'language'>

/** The desk sees the same with made-up figures. */
export function thanksLetter(due: Thanked, { own, site, link, agreed }: { own: { name: string }; site: { url: string }; link: string; agreed: Block[] }): Letter {
  const t = translator(spoken(due.language, 'en'))
  const amount = t.money(due.amount, due.currency)
  return {
    to: due.mail_address, kind: 'thanks', t, paper: { name: own.name, url: site.url }, subject: t('mail.thanks.subject', { amount }),
    blocks: [
      { text: t('mail.giving.hello', { name: due.name, named: String(due.name !== '') }) },
      { text: t('mail.thanks.text', { amount, paper: own.name, date: t.day(due.paid_on ?? due.due_on) }) },
      { button: t('mail.thanks.receipt'), url: link },
      ...agreed,
      ...(due.rhythm === 'once' || due.rhythm === 'yearly' ? [] : [{ small: t('mail.thanks.next') }]),
    ],
  }
}
