import { sql, type Insertable } from 'kysely'
import type { Db } from '../base/db/db.ts'
import type { Schema } from '../base/db/schema.ts'

/** Answers nothing when the mail address is taken, in whatever case. */
export function insertReader(db: Db, reader: Insertable<Schema['readers']>) {
  return db.insertInto('readers').values(reader).onConflict((oc) => oc.expression(sql`lower(mail_address)`).doNothing())
    .returning(['id', 'name']).executeTakeFirst()
}
