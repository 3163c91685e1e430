// The background work of mails. A mail's row is removed only once the mail has been taken: after a crash between the
// two it is handed over again, under the same Message-ID.
import type { JobName, JobPayloads } from '../../job-names.ts'
import { atomically, type Db } from '../db/db.ts'
import { enqueue } from '../jobs/enqueue.ts'
import type { Log } from '../log.ts'
import { counted, type Ending } from '../metrics/counts.ts'
import { now } from '../time.ts'
import type { Mailer } from './mailer.ts'

export async function handOver({ mail_id }: JobPayloads['send-mail'], { db, mailer, log }: { db: Db; mailer: Mailer; log: Log }) {
  const mail = await db.selectFrom('mails').selectAll().where('id', '=', mail_id).executeTakeFirst()
  // Taken by a worker that was cut off before it could tell the queue, or its receiver is no more.
  if (!mail) return
  const outcome = (ending: Ending<{ refused?: string }>) => ('error' in ending ? 'failed' : ending.result.refused === undefined ? 'taken' : 'refused')
  const { refused } = await counted('litfass_mails_total', {}, { work: () => mailer.hand(mail), outcome })
  if (refused !== undefined) log.warn({ mail_id, answer: refused }, 'a mail was refused for good, and is thrown away')
  await atomically(db, async (tx) => {
    const { numDeletedRows } = await tx.deleteFrom('mails').where('id', '=', mail_id).executeTakeFirst()
    if (mail.kind !== '' && numDeletedRows > 0n) await countMail(tx, mail.kind, refused === undefined ? 'taken' : 'refused')
    if (mail.then_job !== null && numDeletedRows > 0n) await enqueue(tx, mail.then_job as JobName, { ...(mail.then_payload as object), at: now().toISOString(), ...(refused === undefined ? {} : { refused }) } as never)
  })
}

/** One row for each kind and day, held until this commits: what else counts there waits for as long. */
async function countMail(tx: Db, kind: string, how: 'taken' | 'refused') {
  const day = now().toISOString().slice(0, 10)
  await tx.insertInto('mail_counts').values({ kind, day, [how]: 1 }).onConflict((oc) => oc.columns(['kind', 'day']).doUpdateSet((eb) => ({ [how]: eb(`mail_counts.${how}`, '+', 1) }))).execute()
}
