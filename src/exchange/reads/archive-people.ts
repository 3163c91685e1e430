import { jsonArrayFrom, jsonObjectFrom } from 'kysely/helpers/postgres'
import type { Reads } from '../../base/db/db.ts'
import { bytewise, hex, utc } from './archive-columns.ts'

/** Readers and comments, as an archive holds them. */
export const archivedPeople = {
  readers: (db: Reads) => db.selectFrom('readers').leftJoin('authors', 'authors.id', 'author_id').select((eb) => ['readers.id as number', 'readers.name', 'mail_address',
    'former_name', 'language', 'authors.slug as author', utc(eb.ref('created_at')).as('created_at'), utc(eb.ref('confirmed_at')).as('confirmed_at'),
    utc(eb.ref('name_changed_at')).as('name_changed_at'), utc(eb.ref('former_name_until')).as('former_name_until'), utc(eb.ref('erase_at')).as('erase_at'), utc(eb.ref('erased_at')).as('erased_at'),
    jsonArrayFrom(eb.selectFrom('staff_roles').select((one) => ['role', utc(one.ref('since')).as('since')])
      .whereRef('reader_id', '=', 'readers.id').orderBy((one) => bytewise(one.ref('role')))).as('roles'),
    jsonArrayFrom(eb.selectFrom('passkeys').select((one) => ['credential_id', hex(one.ref('public_key')).as('public_key'), 'counter', 'transports', 'passkeys.name',
      utc(one.ref('passkeys.created_at')).as('created_at'), 'used_on']).whereRef('reader_id', '=', 'readers.id').orderBy((one) => bytewise(one.ref('credential_id')))).as('passkeys'),
    jsonObjectFrom(eb.selectFrom('standings').select((one) => ['approved', 'rejected', 'reports_right', 'reports_wrong', 'set_as',
      utc(one.ref('suspended_until')).as('suspended_until'), utc(one.ref('banned_at')).as('banned_at')]).whereRef('reader_id', '=', 'readers.id')).as('standing'),
  ]).orderBy('readers.id'),

  // In the order of reading: what is answered stands before what answers it. Rides comments_place_idx.
  comments: (db: Reads) => db.selectFrom('comments').select((eb) => ['id as number', 'article_id as article', 'parent_id as parent', 'path', 'reader_id as reader',
    'state', 'removed_reason', 'removed_by', 'waits_for', 'spoke_as', 'quote_from', 'quote_to', 'body', utc(eb.ref('submitted_at')).as('submitted_at'),
    utc(eb.ref('shown_at')).as('shown_at'), utc(eb.ref('looked_at')).as('looked_at'), utc(eb.ref('edited_at')).as('edited_at'), utc(eb.ref('deleted_at')).as('deleted_at'),
    utc(eb.ref('picked_at')).as('picked_at'), utc(eb.ref('locked_at')).as('locked_at')]).orderBy('thread_id').orderBy('comments.path'),
}
