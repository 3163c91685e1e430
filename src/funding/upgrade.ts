// The yearly question is whether a supporter would give more. It goes to whoever has consented to being asked, once in twelve
// months at most, and never while anything is amiss. Its link fills the amount in; nothing changes until they say so.
import { paper } from '../articles/reads/paper.ts'
import { atomically, type Db } from '../base/db/db.ts'
import { spoken, translator } from '../base/i18n/i18n.ts'
import type { Letter } from '../base/mail/letter.tsx'
import { sendMail } from '../base/mail/mail.ts'
import { dayOf } from '../base/time.ts'
import type { JobPayloads } from '../job-names.ts'
import { hashOf, newToken } from '../people/session.ts'
import { paths, url, withQuery } from '../urls.ts'
import { digitsOf } from './amount.ts'
import { helloTo, supporterLink, type Here } from './personal-link.ts'
import { fundingMailSettings } from './reads/mail-settings.ts'
import { pledgeById } from './reads/pledges.ts'
import { askableForMore, type Askable } from './reads/upgrade.ts'
import { addMonths } from './rhythm.ts'
import { sumInWords } from './views/own-words.ts'
import { insertQuestion, updateQuestionTold, updateUpgradeAsked } from './writes/upgrade.ts'

/** Up to an amount, major units, so much more is suggested. */
export const upgradeTable = [{ up_to: 5, more: 1 }, { up_to: 10, more: 2 }, { up_to: 25, more: 5 }, { up_to: 60, more: 10 }, { up_to: 150, more: 25 }, { up_to: Infinity, more: 50 }] as const

export function suggestedAmount({ amount, currency }: { amount: number; currency: string }): number {
  const unit = 10 ** digitsOf(currency)
  const { more } = upgradeTable.find(({ up_to }) => amount <= up_to * unit) ?? upgradeTable[0]
  return amount + more * unit
}

/** So many at a time, so that the answers come spread over days. */
const atOnce = 200

/** Asks some of those who may be asked today. Returns how many. */
export async function askForMore(db: Db, here: Here): Promise<number> {
  const settings = await fundingMailSettings(db)
  if (!settings.upgrade) return 0
  const zone = (await paper(db)).time_zone
  const today = dayOf(here.now, zone)
  const asked = { today, zone, asked_until: addMonths(today, -12), since: addMonths(today, -settings.upgrade_after_months), quiet_since: addMonths(today, -settings.upgrade_quiet_months) }
  let count = 0
  for (const { supporter_id, pledge_id } of await askableForMore(db, { ...asked, of: { after: 0, limit: atOnce } })) {
    const isAsked = await atomically(db, async (tx) => {
      await pledgeById(tx, pledge_id, { lock: true })
      const [askable] = await askableForMore(tx, { ...asked, of: { supporter_id } })
      return askable !== undefined && (await updateUpgradeAsked(tx, { id: supporter_id, asked_at: here.now, asked_until: asked.asked_until, zone })) && ask(tx, askable, here)
    })
    if (isAsked) count++
  }
  return count
}

async function ask(tx: Db, askable: Askable, here: Here): Promise<true> {
  const { supporter_id, pledge_id, amount, currency } = askable
  const suggested = suggestedAmount(askable)
  const token = newToken()
  const question_id = await insertQuestion(tx, { supporter_id, pledge_id, amount, suggested, currency, token_hash: hashOf(token), asked_at: here.now })
  const leads_to = withQuery(url(paths.mySupportAmount, { id: String(pledge_id) }), { amount: String(suggested) })
  const { name } = await paper(tx)
  const letter = upgradeLetter({ ...askable, suggested }, { paper: { name, url: here.site.url }, link: await supporterLink(tx, supporter_id, { ...here, leads_to }), unsubscribe_url: here.site.url + url(paths.mySupportQuestion, { token }) })
  await sendMail(tx, letter, here.now, { then: { job: 'question-handed-over', payload: { question_id } } })
  return true
}

type Question = Pick<Askable, 'amount' | 'currency' | 'rhythm' | 'since' | 'name' | 'mail_address' | 'language' | 'consented_on' | 'words'> & { suggested: number }

/** The desk sees the same with made-up figures. */
export function upgradeLetter(question: Question, { paper, link, unsubscribe_url }: { paper: Letter['paper']; link: string; unsubscribe_url: string }): Letter {
  const t = translator(spoken(question.language, 'en'))
  const { suggested, currency, rhythm } = question
  const values = { paper: paper.name, sum: sumInWords(question, t), more: sumInWords({ amount: suggested, currency, rhythm }, t), since: t.month(question.since), date: t.day(question.consented_on), words: question.words }
  return {
    to: question.mail_address, kind: 'upgrade', t, paper, subject: t('mail.upgrade.subject', values), unsubscribe_url,
    blocks: [
      { text: helloTo(question, t) },
      { text: t('mail.upgrade.thanks', values) },
      { text: t('mail.upgrade.ask', values) },
      { button: t('mail.upgrade.button', values), url: link },
      { text: t('mail.upgrade.nothing', values) },
      { small: t('mail.upgrade.why', values) },
    ],
  }
}

/** A mail server, or the outbox, has taken the question; or refused it for good. */
export async function questionHandedOver(db: Db, { question_id: id, at, refused }: JobPayloads['question-handed-over']) {
  await updateQuestionTold(db, { id, ...(refused === undefined ? { told_at: new Date(at) } : { refused_at: new Date(at), answer: refused }) })
}
