import { sql } from 'kysely'
import type { Reads } from '../../base/db/db.ts'
import { standsInPublic } from './library.ts'

/** Who of the staff handed a picture in, or last wrote at articles in which it stands: to whom its end is news. */
export async function concernedStaff(db: Reads, { uploaded_by, article_ids }: { uploaded_by: number | null; article_ids: number[] }, limit: number) {
  const { rows } = await sql<{ id: number; name: string; mail_address: string; language: string | null }>`
    select id, name, mail_address, language from readers
    where id in (
      select ${uploaded_by}::bigint
      union
      select substring(last.actor from 7)::bigint from unnest(${article_ids}::bigint[]) article_id
        cross join lateral (select actor from journal where subject = 'article:' || article_id and actor ~ '^staff:[0-9]{1,15}$' order by happened_at desc, id desc limit 1) last)
    and erased_at is null and exists (select from staff_roles where reader_id = readers.id) order by id limit ${limit}`.execute(db)
  return rows
}

/** Pictures whose rights end within a week, or have ended, while they stand in what is public: what the desk has to see to. Rides pictures_rights_idx. */
export async function countEndingPictures(db: Reads): Promise<number> {
  const row = await db.selectFrom('pictures').select((eb) => eb.fn.countAll<number>().as('n'))
    .where('rights_until', '<=', sql<Date>`now() + interval '7 days'`).where('merged_into', 'is', null).where(standsInPublic).executeTakeFirstOrThrow()
  return row.n
}
