// A mail is written in the transaction that causes it and handed over by a job, so that none is sent for what never
// happened, and none is lost.
import { enqueue } from '../jobs/enqueue.ts'
import type { Db } from '../db/db.ts'
import { htmlOf, textOf, type Letter } from './letter.tsx'

/** Sends a letter once the transaction commits. */
export async function sendMail(db: Db, letter: Letter, now: Date) {
  const { to, paper, subject, unsubscribe_url = null } = letter
  const mail = { to_address: to, from_name: plainLine(paper.name), subject: plainLine(subject), text: textOf(letter), html: htmlOf(letter), unsubscribe_url, created_at: now }
  const { id } = await db.insertInto('mails').values(mail).returning('id').executeTakeFirstOrThrow()
  await enqueue(db, 'send-mail', { mail_id: id })
}

/** No line of a head may begin another one, and none may be written backwards. */
function plainLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu, ' ').trim().slice(0, 200)
}
