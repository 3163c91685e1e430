import { sql } from 'kysely'
import { jsonArrayFrom } from 'kysely/helpers/postgres'
import type { Reads } from '../../base/db/db.ts'

export type ModeratedReader = NonNullable<Awaited<ReturnType<typeof moderatedReader>>>

/** A reader with their record and what colleagues noted; and whether a comment is theirs. */
export function moderatedReader(db: Reads, id: number, comment_id = 0) {
  const counted = (name: 'approved' | 'rejected' | 'reports_right' | 'reports_wrong') => sql<number>`coalesce(${sql.ref(`standings.${name}`)}, 0)`.as(name)
  return db.selectFrom('readers').leftJoin('standings', 'standings.reader_id', 'readers.id')
    .select(['readers.id', 'readers.name', 'readers.created_at', counted('approved'), counted('rejected'), counted('reports_right'), counted('reports_wrong'), 'standings.set_as', 'standings.suspended_until', 'standings.banned_at',
      sql<number>`(select count(*)::int from (select from comments where comments.reader_id = readers.id and comments.state = 'shown' limit 1000) few)`.as('shown'),
      sql<boolean>`exists (select from comments where comments.id = ${comment_id} and comments.reader_id = readers.id)`.as('has_comment')])
    .select((eb) => jsonArrayFrom(eb.selectFrom('staff_notes').innerJoin('readers as writers', 'writers.id', 'staff_notes.staff_id')
      .select(['staff_notes.text', 'writers.name', sql<number>`extract(epoch from staff_notes.noted_at)::float`.as('noted')]).whereRef('staff_notes.reader_id', '=', 'readers.id').orderBy('staff_notes.noted_at', 'desc').limit(50)).as('notes'))
    .where('readers.id', '=', id).executeTakeFirst()
}
