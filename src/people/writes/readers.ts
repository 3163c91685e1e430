import { sql, type Insertable } from 'kysely'
import type { Db } from '../../base/db/db.ts'
import type { Schema } from '../../base/db/schema.ts'

/** Answers nothing when the mail address is taken, in whatever case. */
export function insertReader(db: Db, reader: Insertable<Schema['readers']>) {
  return db.insertInto('readers').values(reader).onConflict((oc) => oc.expression(sql`lower(mail_address)`).doNothing())
    .returning(['id', 'name']).executeTakeFirst()
}

/** The same for many, in one statement. */
export function insertReaders(db: Db, readers: { name: string; mail_address: string | null }[], created_at: Date) {
  return db.insertInto('readers').columns(['name', 'mail_address', 'created_at'])
    .expression(sql`select name, mail_address, ${created_at}::timestamptz
      from unnest(${readers.map(({ name }) => name)}::text[], ${readers.map(({ mail_address }) => mail_address)}::text[]) as given(name, mail_address)`)
    .onConflict((oc) => oc.expression(sql`lower(mail_address)`).doNothing()).returning('id').execute()
}
