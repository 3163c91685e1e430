import type { Insertable, Selectable } from 'kysely'
import type { Db } from '../../base/db/db.ts'
import type { Schema } from '../../base/db/schema.ts'

export type Link = Selectable<Schema['mail_links']>

export async function insertLink(db: Db, link: Insertable<Schema['mail_links']>) {
  await db.insertInto('mail_links').values(link).execute()
}
/** A link that still works, and that nobody else can take before the transaction ends. */
export function lockLink(tx: Db, { token_hash, now }: { token_hash: Buffer; now: Date }): Promise<Link | undefined> {
  return tx.selectFrom('mail_links').selectAll().where('token_hash', '=', token_hash).where('expires_at', '>', now).forUpdate().executeTakeFirst()
}
export async function deleteLink(db: Db, token_hash: Buffer) {
  await db.deleteFrom('mail_links').where('token_hash', '=', token_hash).execute()
}
/** All links of a reader, as when their address is no longer the one that they went to. */
export async function deleteLinksOf(db: Db, reader_id: number) {
  await db.deleteFrom('mail_links').where('reader_id', '=', reader_id).execute()
}
