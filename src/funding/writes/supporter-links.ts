import type { Insertable } from 'kysely'
import type { Db } from '../../base/db/db.ts'
import type { Schema } from '../../base/db/schema.ts'

const atOnce = 5_000

export async function insertSupporterLinks(db: Db, links: readonly Insertable<Schema['supporter_links']>[]) {
  for (let at = 0; at < links.length; at += atOnce) await db.insertInto('supporter_links').values(links.slice(at, at + atOnce)).execute()
}
export async function insertSupporterSession(db: Db, session: Insertable<Schema['supporter_sessions']>) {
  await db.insertInto('supporter_sessions').values(session).execute()
}
export async function deleteSupporterSession(db: Db, token_hash: Buffer) {
  await db.deleteFrom('supporter_sessions').where('token_hash', '=', token_hash).execute()
}
export async function deleteLinksOfSupporter(db: Db, { supporter_id, except }: { supporter_id: number; except: Buffer | undefined }) {
  await db.deleteFrom('supporter_links').where('supporter_id', '=', supporter_id).execute()
  const sessions = db.deleteFrom('supporter_sessions').where('supporter_id', '=', supporter_id)
  await (except ? sessions.where('token_hash', '<>', except) : sessions).execute()
}
export async function deleteExpiredLinks(db: Db, now: Date) {
  await db.deleteFrom('supporter_links').where('expires_at', '<=', now).execute()
  await db.deleteFrom('supporter_sessions').where('expires_at', '<=', now).execute()
}
