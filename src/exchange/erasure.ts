// Erases those whose day of waiting is over, in every part of the paper that knows anything of readers.
import { forgetUploads } from '../articles/picture.ts'
import { atomically, type Db } from '../base/db/db.ts'
import { record } from '../base/db/journal.ts'
import { dropMailsWith } from '../base/mail/mail.ts'
import { forgetMailWish } from '../audience/mail-wish.ts'
import { eraseFromDiscussions, eraseSomeComments } from '../comments/erasure.ts'
import { letGoOfReader } from '../funding/retention.ts'
import { eraseAccount } from '../people/erasure.ts'
import { dueForErasure } from '../people/reads/erasure.ts'
import { forgetImportedReader } from './writes/imported.ts'

interface Doing { site_url: string; now: Date }
type Due = Awaited<ReturnType<typeof dueForErasure>>[number]

/** One reader after the other. Killed in between, it goes on where it was: what is erased is not met again. */
export async function eraseDue(db: Db, doing: Doing) {
  for (const reader of await dueForErasure(db, doing.now)) await erase(db, reader, doing)
}

async function erase(db: Db, reader: Due, { site_url, now }: Doing) {
  let more = true
  while (more) {
    more = await atomically(db, async (tx) => {
      const comments = await eraseSomeComments(tx, reader.id, { by: `reader:${reader.id}`, now, site_url })
      await dropMailsWith(tx, comments.map((id) => `/comments/${id}#`))
      if (comments.length > 0) return true
      await eraseFromDiscussions(tx, { reader_id: reader.id, mail_address: reader.mail_address })
      await letGoOfReader(tx, reader.id, { by: `reader:${reader.id}`, now, site: { url: site_url } })
      await forgetImportedReader(tx, reader.id)
      await forgetMailWish(tx, reader.id)
      await forgetUploads(tx, reader.id)
      await eraseAccount(tx, reader, { site_url, now })
      await record(tx, { by: 'erasure', what: 'reader erased', subject: `reader:${reader.id}`, now })
      return false
    })
  }
}
