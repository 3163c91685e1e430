import type { Reads } from '../../base/db/db.ts'

/** What a link stands for, also when its time is over; undefined when it has been used, or never was one. */
export function linkByHash(db: Reads, token_hash: Buffer) {
  return db.selectFrom('mail_links').leftJoin('readers', 'readers.id', 'mail_links.reader_id')
    .select(['purpose', 'mail_links.mail_address', 'mail_links.name', 'draft_id', 'next', 'mail_links.language', 'expires_at', 'readers.id as reader_id', 'readers.name as reader_name', 'readers.confirmed_at'])
    .where('token_hash', '=', token_hash).executeTakeFirst()
}
