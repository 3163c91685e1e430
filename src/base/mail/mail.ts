// A mail is written in the transaction that causes it and handed over by a job, so that none is sent for what never
// happened, and none is lost.
import { sql } from 'kysely'
import { enqueue } from '../jobs/enqueue.ts'
import type { Db } from '../db/db.ts'
import { htmlOf, textOf, type Letter } from './letter.tsx'

/** Sends a letter once the transaction commits. */
export async function sendMail(db: Db, letter: Letter, now: Date) {
  const { to, paper, subject, unsubscribe_url = null } = letter
  const mail = { to_address: to, from_name: plainLine(paper.name), subject: plainLine(subject), text: textOf(letter), html: htmlOf(letter), unsubscribe_url, created_at: now, pictures: JSON.stringify(picturesOf(letter)) }
  const { id } = await db.insertInto('mails').values(mail).returning('id').executeTakeFirstOrThrow()
  await enqueue(db, 'send-mail', { mail_id: id })
}

function picturesOf({ blocks }: Letter) {
  return blocks.flatMap((block) => ('picture' in block ? [{ name: block.picture.name, type: 'image/png', base64: block.picture.bytes.toString('base64') }] : []))
}

/** No line of a head may begin another one, and none may be written backwards. */
function plainLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu, ' ').trim().slice(0, 200)
}

/** Lets nothing that waits be sent to an address any more. */
export async function dropMailsTo(db: Db, address: string) {
  await db.deleteFrom('mails').where(sql`lower(to_address)`, '=', address.toLowerCase()).execute()
}

/** The same for mails in which one of these texts stands, but not for those that must reach their reader. */
export async function dropMailsWith(db: Db, texts: string[]) {
  if (texts.length === 0) return
  await db.deleteFrom('mails').where('unsubscribe_url', 'is not', null)
    .where(sql<boolean>`exists (select from unnest(${texts}::text[]) as given(said) where position(said in text) > 0)`).execute()
}
