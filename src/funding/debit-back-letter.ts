// What a supporter is told when a debit came back: in plain words, without blame, and what happens now.
import { paper } from '../articles/reads/paper.ts'
import { atomically, type Db } from '../base/db/db.ts'
import { spoken, translator } from '../base/i18n/i18n.ts'
import type { Letter } from '../base/mail/letter.tsx'
import { helloTo, supporterLink, type Here } from './personal-link.ts'
import { debitBack } from './reads/debits.ts'
import { mailSupporter } from './supporter-mail.ts'

/** Once for each debit. Nothing is said where the pledge was stopped for another reason, or a human is to decide. */
export function tellDebitBack(db: Db, debit_id: number, here: Here): Promise<void> {
  return atomically(db, async (tx) => {
    const debit = await debitBack(tx, debit_id)
    const what = debit && toldOf(debit)
    if (!debit || !what || debit.mail_address === '') return
    const { name } = await paper(tx)
    const letter = debitBackLetter(debit, what, { paper: { name, url: here.site.url }, link: await supporterLink(tx, debit.supporter_id, here) })
    await mailSupporter(tx, { supporter_id: debit.supporter_id, letter }, here.now)
  })
}

type Back = NonNullable<Awaited<ReturnType<typeof debitBack>>>
export type ToldBack = 'again' | 'account' | 'refused' | 'unpaid'

/** The desk sees the same with made-up figures. */
export function debitBackLetter(debit: Pick<Back, 'amount' | 'currency' | 'collect_on' | 'again_on' | 'iban_shown' | 'name' | 'mail_address' | 'language'>, what: ToldBack, { paper, link }: { paper: Letter['paper']; link: string }): Letter {
  const t = translator(spoken(debit.language, 'en'))
  const values = { amount: t.money(debit.amount, debit.currency), day: t.day(debit.collect_on), again: debit.again_on ? t.day(debit.again_on) : '', account: debit.iban_shown }
  return {
    to: debit.mail_address, kind: 'debit_back', t, paper, subject: t(`mail.back.subject.${what}`, values),
    blocks: [
      { text: helloTo(debit, t) },
      { text: [t('mail.back.came', values), t(`mail.back.${what}`, values)].join(' ') },
      { button: t('mail.back.button'), url: link },
    ],
  }
}

function toldOf({ again_on, stopped_why }: Back): ToldBack | null {
  if (stopped_why === 'account' || stopped_why === 'refused' || stopped_why === 'unpaid') return stopped_why
  return again_on !== null && stopped_why === null ? 'again' : null
}
