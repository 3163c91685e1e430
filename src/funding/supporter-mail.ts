// A mail to a supporter, with a line of what was sent to them: whoever looks after them sees by its subject what they have got.
import type { Db } from '../base/db/db.ts'
import type { Letter } from '../base/mail/letter.tsx'
import { sendMail } from '../base/mail/mail.ts'
import { insertSupporterMails } from './writes/supporter-desk.ts'

/** `sendMail`, noted under the supporter. Not for notices of debits and thanks, of which their own rows say when they went. */
export async function mailSupporter(tx: Db, { supporter_id, letter }: { supporter_id: number; letter: Letter }, now: Date) {
  await sendMail(tx, letter, now)
  await insertSupporterMails(tx, [{ supporter_id, subject: letter.subject, mailed_at: now }])
}
