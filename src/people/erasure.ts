// Erasure is a reader's right to be forgotten (Article 17 GDPR). It is asked for by somebody who has just signed in, waits
// for a day in which it can be taken back, and then leaves a number behind, so that what stood under it stays whole.
import { loadFrame } from '../articles/reads/paper.ts'
import { atomically, type Db } from '../base/db/db.ts'
import { forgetInJournal } from '../base/db/journal.ts'
import { spoken, translator } from '../base/i18n/i18n.ts'
import type { Letter } from '../base/mail/letter.tsx'
import { dropMailsTo, sendMail } from '../base/mail/mail.ts'
import { secondsAfter } from '../base/time.ts'
import { paths } from '../urls.ts'
import type { Reader } from './session.ts'
import { blankReader, clearEraseAt, deleteSignIns, setEraseAt } from './writes/erasure.ts'

/** Between asking and erasing. */
export const waitingSeconds = 24 * 3600
/** For so long somebody counts as having just signed in. */
export const freshSeconds = 15 * 60

/** Why nobody is erased: the paper needs its staff until they have given their roles back; a browser that was left open must not do it. */
export type NoErasure = 'staff' | 'stale'

export function erasureRefusal({ roles, signed_in_at, now }: { roles: readonly string[]; signed_in_at: Date; now: Date }): NoErasure | null {
  if (roles.length > 0) return 'staff'
  return now > secondsAfter(signed_in_at, freshSeconds) ? 'stale' : null
}

interface Telling { site_url: string; now: Date }

/** Lets a reader be erased in a day, and says so to their mail address. */
export function askErasure(db: Db, who: Pick<Reader, 'id' | 'name' | 'mail_address' | 'language'>, { site_url, now }: Telling): Promise<void> {
  return atomically(db, async (tx) => {
    const erase_at = secondsAfter(now, waitingSeconds)
    if (!(await setEraseAt(tx, { id: who.id, erase_at }))) return
    const { t, paper, zone } = await mannerFor(tx, who.language)
    await sendMail(tx, {
      to: who.mail_address, subject: t('rights.erasure.mail.subject'), t, paper: { name: paper.name, url: site_url },
      blocks: [
        { text: t('rights.erasure.mail.hello', { name: who.name }) }, { text: t('rights.erasure.mail.asked', { time: t.dateTime(erase_at, zone) }) },
        { button: t('rights.erasure.take_back'), url: site_url + paths.accountErasure }, { small: t('rights.erasure.mail.not_you') },
      ],
    }, now)
  })
}

/** Answers false when it is too late. */
export function takeErasureBack(db: Db, { id }: { id: number }, now: Date): Promise<boolean> {
  return clearEraseAt(db, { id, now })
}

/** What stands in the place of a name that must not be empty. */
export const noName = '–'

interface Leaving { id: number; name: string; mail_address: string; language: string | null }

/** Takes name, address and every way of signing in; what waits to be sent there is not sent any more, but that it is done. */
export async function eraseAccount(tx: Db, reader: Leaving, { site_url, now }: Telling) {
  await deleteSignIns(tx, reader)
  await blankReader(tx, { id: reader.id, name: noName, erased_at: now })
  await forgetInJournal(tx, `reader:${reader.id}`)
  if (reader.mail_address === '') return
  await dropMailsTo(tx, reader.mail_address)
  await sendMail(tx, await farewell(tx, reader, site_url), now)
}

async function farewell(tx: Db, { name, mail_address, language }: Leaving, site_url: string): Promise<Letter> {
  const { t, paper } = await mannerFor(tx, language)
  return {
    to: mail_address, subject: t('rights.erased.mail.subject'), t, paper: { name: paper.name, url: site_url },
    blocks: [{ text: t('rights.erasure.mail.hello', { name }) }, { text: t('rights.erased.mail.done') }, { text: t('rights.erased.mail.kept') }, { small: t('rights.erased.mail.last') }],
  }
}

async function mannerFor(tx: Db, language: string | null) {
  const { paper } = await loadFrame(tx)
  return { t: translator(spoken(language ?? paper.language, 'en')), paper, zone: paper.time_zone }
}
