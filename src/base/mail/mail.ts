// A mail is written in the transaction that causes it and handed over by a job, so that none is sent for what never
// happened, and none is lost.
import { sql } from 'kysely'
import type { JobName, JobPayloads, MailOutcome } from '../../job-names.ts'
import { enqueueAll } from '../jobs/enqueue.ts'
import { isQuiet } from '../jobs/quiet.ts'
import type { Db } from '../db/db.ts'
import { htmlOf, textOf, type Letter } from './letter.tsx'

/** What is to be done once a mail has been taken, or was refused for good; it is told when, and what was answered. */
export type Then = { [N in FollowingJob]: { job: N; payload: Omit<JobPayloads[N], keyof MailOutcome> } }[FollowingJob]
type FollowingJob = { [N in JobName]: JobPayloads[N] extends MailOutcome ? N : never }[JobName]

/** What a letter names that may have to go unnamed before it is sent, and the letter without: see `unnameMails`. */
export interface Unnamed { names: string[]; letter: Letter }

/** Sends a letter once the transaction commits. `then` is a job that is added in the transaction which notes that the mail has gone. */
export async function sendMail(db: Db, letter: Letter, now: Date, { then, unnamed }: { then?: Then; unnamed?: Unnamed | undefined } = {}) {
  await sendMails(db, [{ letter, unnamed, ...(then ? { then } : {}) }], now)
}

/** The same for many. */
export async function sendMails(db: Db, mails: readonly { letter: Letter; then?: Then; unnamed?: Unnamed | undefined }[], now: Date) {
  if (mails.length === 0 || isQuiet(db)) return
  const rows = mails.map(({ letter, then, unnamed }) => ({ ...rowOf(letter), ...without(unnamed), created_at: now, ...(then ? { then_job: then.job, then_payload: JSON.stringify(then.payload) } : {}) }))
  const written = await db.insertInto('mails').values(rows).returning('id').execute()
  await enqueueAll(db, 'send-mail', written.map(({ id }) => ({ mail_id: id })))
}

function rowOf(letter: Letter) {
  const { to, paper, subject, kind = '', unsubscribe_url = null } = letter
  return { to_address: to, kind, from_name: plainLine(paper.name), subject: plainLine(subject), text: textOf(letter), html: htmlOf(letter), unsubscribe_url, pictures: JSON.stringify(picturesOf(letter)) }
}

function without(unnamed: Unnamed | undefined) {
  if (!unnamed || unnamed.names.length === 0) return {}
  const { subject, text, html } = rowOf(unnamed.letter)
  return { names: unnamed.names, unnamed: JSON.stringify({ subject, text, html }) }
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

/** Lets what waits name this no more: it reaches its reader all the same. */
export async function unnameMails(db: Db, name: string) {
  await sql`update mails set subject = unnamed->>'subject', text = unnamed->>'text', html = unnamed->>'html', names = '{}', unnamed = null where names @> ${[name]}::text[]`.execute(db)
}

/** Lets nothing that waits be sent if one of these jobs would follow it: something newer is to be said in its place. Returns the values of those that still waited. */
export async function dropMailsBefore<N extends FollowingJob>(db: Db, job: N, { by, values }: { by: Exclude<keyof JobPayloads[N], keyof MailOutcome> & string; values: readonly number[] }): Promise<number[]> {
  if (values.length === 0) return []
  const { rows } = await sql<{ value: number }>`delete from mails where then_job = ${job} and (then_payload->>${by})::bigint = any(${values}::bigint[]) returning (then_payload->>${by})::bigint as value`.execute(db)
  return rows.map(({ value }) => value)
}
