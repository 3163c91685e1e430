// The mails that confirm what a supporter has changed: short, each with the personal link.
import { paper } from '../articles/reads/paper.ts'
import { atomically, type Db } from '../base/db/db.ts'
import type { Act } from '../base/db/journal.ts'
import type { T } from '../base/i18n/i18n.ts'
import { translator } from '../base/i18n/i18n.ts'
import { dayOf } from '../base/time.ts'
import { nextOn } from './changing.ts'
import { helloTo, supporterLink, type Here } from './personal-link.ts'
import { accountIn } from './reads/currencies.ts'
import { mandateById } from './reads/mandates.ts'
import { pledgeById, pledgesToTell, type Pledge } from './reads/pledges.ts'
import { supporterById } from './reads/supporters.ts'
import { addDays } from './rhythm.ts'
import { mailSupporter } from './supporter-mail.ts'
import { inFours, sumInWords } from './views/own-words.ts'
import { updatePauseEndTold } from './writes/own-side.ts'

/** What has changed of a pledge. */
export type Changed = 'amount' | 'account' | 'card' | 'transfer' | 'paused' | 'resumed' | 'pause_ends'

interface Change { id: number; what: Changed; change: (tx: Db, act: Act) => Promise<boolean> }

/** Changes something of a pledge and tells of it by mail; neither where it could not be changed any more. */
export function changeAndTell(db: Db, { id, what, change }: Change, { by, ...here }: Here & { by: string }): Promise<boolean> {
  return atomically(db, async (tx) => {
    if (!(await change(tx, { by, now: here.now }))) return false
    await tellOfChange(tx, { pledge_id: id, what }, here)
    return true
  })
}

/** Tells whoever gives a pledge what has changed of it. */
export async function tellOfChange(tx: Db, { pledge_id, what }: { pledge_id: number; what: Changed }, here: Here) {
  const pledge = await pledgeById(tx, pledge_id)
  if (!pledge) return
  const [next, account, mandate] = await Promise.all([nextOn(tx, pledge), accountIn(tx, pledge.currency), pledge.mandate_id === null ? undefined : mandateById(tx, pledge.mandate_id)])
  await tellSupporter(tx, pledge.supporter_id, here, ({ t, own }) => {
    const facts = { paper: own, sum: sumInWords(pledge, t), iban: mandate?.iban_shown ?? '', mandate: mandate?.reference ?? '', until: pledge.paused_until ? t.day(pledge.paused_until) : '' }
    return {
      subject: t(`own.mail.${what}.subject`, facts),
      texts: [t(`own.mail.${what}.text`, facts), ...(what === 'transfer' && account ? [t('own.mail.transfer.where', { holder: account.holder, iban: inFours(account.iban), reference: inFours(pledge.reference) })] : []), ...nextText(t, { pledge, next })],
    }
  })
}

function nextText(t: T, { pledge, next }: { pledge: Pledge; next: string | null }): string[] {
  if (next === null || pledge.state === 'stopped') return []
  return [t(pledge.way === 'debit' ? 'own.mail.next_debit' : 'own.mail.next', { date: t.day(next), amount: t.money(pledge.amount, pledge.currency) })]
}

/** Tells a supporter that name, address or mail address is another now; `to` where that is not the address they have now. */
export async function tellOfPerson(tx: Db, { supporter_id, what, to }: { supporter_id: number; what: 'person' | 'address'; to?: string }, here: Here) {
  await tellSupporter(tx, supporter_id, here, ({ t, own }) => ({ subject: t(`own.mail.${what}.subject`, { paper: own }), texts: [t(`own.mail.${what}.text`, { paper: own })] }), to)
}

interface Said { subject: string; texts: string[] }

async function tellSupporter(tx: Db, id: number, here: Here, say: (said: { t: T; own: string }) => Said, to?: string) {
  const [supporter, { name: own }] = await Promise.all([supporterById(tx, id), paper(tx)])
  if (!supporter || supporter.mail_address === '' || supporter.erased_at || supporter.blocked_at) return
  const t = translator(supporter.language)
  const { subject, texts } = say({ t, own })
  // To a former address goes no link: whoever has it is no longer sure to be the supporter.
  const link = to === undefined ? [{ button: t('mail.personal_link.button'), url: await supporterLink(tx, id, here) }] : []
  const letter = { to: to ?? supporter.mail_address, t, paper: { name: own, url: here.site.url }, subject, blocks: [{ text: helloTo(supporter, t) }, ...texts.map((text) => ({ text })), ...link] }
  await mailSupporter(tx, { supporter_id: id, letter }, here.now)
}

/** Tells of pauses that end tomorrow, once for each. Returns of how many. */
export async function tellOfPausesEnding(db: Db, here: Here): Promise<number> {
  const day = addDays(dayOf(here.now, (await paper(db)).time_zone), 1)
  let told = 0
  for (;;) {
    const some = await atomically(db, async (tx) => {
      const pledges = await pledgesToTell(tx, { day, limit: 200 })
      for (const { id } of pledges) {
        await updatePauseEndTold(tx, { id, pause_end_told_at: here.now })
        await tellOfChange(tx, { pledge_id: id, what: 'pause_ends' }, here)
      }
      return pledges.length
    })
    told += some
    if (some === 0) return told
  }
}
