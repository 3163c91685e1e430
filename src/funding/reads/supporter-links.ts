import { sql } from 'kysely'
import type { Reads } from '../../base/db/db.ts'

/** A link that works, of a supporter there is; of one that was merged, the one they are now. */
export function linkOfSupporter(db: Reads, { token_hash, now }: { token_hash: Buffer; now: Date }) {
  return db.selectFrom('supporter_links').innerJoin('supporters as own', 'own.id', 'supporter_links.supporter_id')
    .innerJoin('supporters', (join) => join.on('supporters.id', '=', sql<number>`coalesce(own.merged_into, own.id)`))
    .select(['supporters.id as supporter_id', 'supporters.language', 'leads_to'])
    .where('token_hash', '=', token_hash).where('expires_at', '>', now).where('new_mail_address', 'is', null).where('supporters.erased_at', 'is', null).executeTakeFirst()
}

/** A link that went to a new mail address, and works. */
export function addressLink(db: Reads, { token_hash, now }: { token_hash: Buffer; now: Date }) {
  return db.selectFrom('supporter_links').innerJoin('supporters', 'supporters.id', 'supporter_links.supporter_id').selectAll('supporters').select('new_mail_address')
    .where('token_hash', '=', token_hash).where('expires_at', '>', now).where('new_mail_address', 'is not', null).where('supporters.erased_at', 'is', null).where('supporters.merged_into', 'is', null).executeTakeFirst()
}

/** Whose own side a browser has open. */
export function supporterOfSession(db: Reads, { token_hash, now }: { token_hash: Buffer; now: Date }) {
  return db.selectFrom('supporter_sessions').innerJoin('supporters as own', 'own.id', 'supporter_sessions.supporter_id')
    .innerJoin('supporters', (join) => join.on('supporters.id', '=', sql<number>`coalesce(own.merged_into, own.id)`))
    .selectAll('supporters').select(['supporter_sessions.token_hash', 'supporter_sessions.expires_at'])
    .where('token_hash', '=', token_hash).where('expires_at', '>', now).where('supporters.erased_at', 'is', null).executeTakeFirst()
}
export type OwnSide = NonNullable<Awaited<ReturnType<typeof supporterOfSession>>>
