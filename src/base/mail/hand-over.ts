// The background work of mails. A mail's row is removed only once the mail has been taken: after a crash between the
// two it is handed over again, under the same Message-ID.
import type { JobPayloads } from '../../job-names.ts'
import type { Db } from '../db/db.ts'
import type { Log } from '../log.ts'
import { counted, type Ending } from '../metrics/counts.ts'
import type { Mailer } from './mailer.ts'

export async function handOver({ mail_id }: JobPayloads['send-mail'], { db, mailer, log }: { db: Db; mailer: Mailer; log: Log }) {
  const mail = await db.selectFrom('mails').selectAll().where('id', '=', mail_id).executeTakeFirst()
  // Taken by a worker that was cut off before it could tell the queue, or its receiver is no more.
  if (!mail) return
  const outcome = (ending: Ending<{ refused?: string }>) => ('error' in ending ? 'failed' : ending.result.refused === undefined ? 'taken' : 'refused')
  const { refused } = await counted('litfass_mails_total', {}, { work: () => mailer.hand(mail), outcome })
  if (refused !== undefined) log.warn({ mail_id, answer: refused }, 'a mail was refused for good, and is thrown away')
  await db.deleteFrom('mails').where('id', '=', mail_id).execute()
}
