import { sql, type Insertable, type Updateable } from 'kysely'
import { attempt, isTaken, type Db } from '../../base/db/db.ts'
import type { Schema } from '../../base/db/schema.ts'

/** Answers nothing when the mail address is taken, in whatever case, or the name by another account. */
export function insertReader(db: Db, reader: Insertable<Schema['readers']>) {
  return db.insertInto('readers').values(reader).onConflict((oc) => oc.doNothing()).returning(['id', 'name']).executeTakeFirst()
}

interface Given { name: string; name_key: string; mail_address: string | null }

/** Many in one statement; those whose mail address another one has are left as they are. */
export function insertReaders(db: Db, readers: Given[], created_at: Date) {
  return db.insertInto('readers').columns(['name', 'name_key', 'mail_address', 'created_at'])
    .expression(sql`select name, name_key, mail_address, ${created_at}::timestamptz
      from unnest(${readers.map(({ name }) => name)}::text[], ${readers.map(({ name_key }) => name_key)}::text[], ${readers.map(({ mail_address }) => mail_address)}::text[])
        as given(name, name_key, mail_address)`)
    .onConflict((oc) => oc.expression(sql`lower(mail_address)`).doNothing()).returning('id').execute()
}

/** Until the transaction ends, others who want the name wait. */
export async function lockName(tx: Db, name_key: string) {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`name ${name_key}`}, 0))`.execute(tx)
}
/** The same for everything of one reader that is decided by what they have already. */
export function lockReader(tx: Db, id: number) {
  return tx.selectFrom('readers').select(['id', 'name', 'mail_address', 'name_changed_at', 'confirmed_at', 'language']).where('id', '=', id).forUpdate().executeTakeFirst()
}

type Change = Updateable<Schema['readers']> & { id: number }

export async function updateName(db: Db, { id, ...change }: Pick<Change, 'id' | 'name' | 'name_key' | 'name_changed_at' | 'former_name' | 'former_name_key' | 'former_name_until'>) {
  await db.updateTable('readers').set(change).where('id', '=', id).execute()
}
export async function updateConfirmed(db: Db, { id, ...change }: Pick<Change, 'id' | 'name' | 'name_key' | 'confirmed_at' | 'language'>) {
  await db.updateTable('readers').set(change).where('id', '=', id).execute()
}
export async function updateAuthorOf(db: Db, { id, author_id }: Pick<Change, 'id' | 'author_id'>) {
  await db.updateTable('readers').set({ author_id }).where('id', '=', id).execute()
}
export async function updateLanguage(db: Db, { id, language }: Pick<Change, 'id' | 'language'>) {
  await db.updateTable('readers').set({ language }).where('id', '=', id).execute()
}
/** False when another account has the address, or takes it at the same moment: the second waits, and is told. */
export async function updateMailAddress(db: Db, { id, mail_address }: { id: number; mail_address: string }): Promise<boolean> {
  try {
    await attempt(db, (tx) => tx.updateTable('readers').set({ mail_address }).where('id', '=', id).execute())
    return true
  } catch (error) {
    if (isTaken(error)) return false
    throw error
  }
}

/** Keys for names that have none. */
export async function updateNameKeys(db: Db, readers: { id: number; name_key: string }[]) {
  await sql`update readers set name_key = given.name_key from unnest(${readers.map(({ id }) => id)}::bigint[], ${readers.map(({ name_key }) => name_key)}::text[]) as given(id, name_key)
    where readers.id = given.id and readers.name_key is null`.execute(db)
}
