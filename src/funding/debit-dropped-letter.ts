// What a supporter is told who was to be debited and has transferred the amount themselves: the debit that was announced does not come.
import { paper } from '../articles/reads/paper.ts'
import { atomically, type Db } from '../base/db/db.ts'
import { spoken, translator } from '../base/i18n/i18n.ts'
import type { Letter } from '../base/mail/letter.tsx'
import { helloTo, supporterLink, type Here } from './personal-link.ts'
import { debitDropped } from './reads/debits.ts'
import { mailSupporter } from './supporter-mail.ts'

export function tellDebitDropped(db: Db, debit_id: number, here: Here): Promise<void> {
  return atomically(db, async (tx) => {
    const debit = await debitDropped(tx, debit_id)
    if (!debit || debit.mail_address === '') return
    const { name } = await paper(tx)
    const letter = debitDroppedLetter(debit, { paper: { name, url: here.site.url }, link: await supporterLink(tx, debit.supporter_id, here) })
    await mailSupporter(tx, { supporter_id: debit.supporter_id, letter }, here.now)
  })
}

type Dropped = NonNullable<Awaited<ReturnType<typeof debitDropped>>>

/** The desk sees the same with made-up figures. */
export function debitDroppedLetter(debit: Omit<Dropped, 'supporter_id'>, { paper, link }: { paper: Letter['paper']; link: string }): Letter {
  const t = translator(spoken(debit.language, 'en'))
  const values = { amount: t.money(debit.amount, debit.currency), day: t.longDay(debit.collect_on), account: debit.iban_shown }
  return {
    to: debit.mail_address, kind: 'debit_dropped', t, paper, subject: t('mail.dropped.subject', values),
    blocks: [{ text: helloTo(debit, t) }, { text: t('mail.dropped.text', values) }, { button: t('mail.back.button'), url: link }],
  }
}
