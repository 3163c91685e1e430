import { sql } from 'kysely'
import type { Db } from '../../base/db/db.ts'

interface Here { article_id: number; reader_id: number }

/** Says who has which article open in a process now. By the clock of the database: processes on several machines agree on that alone. */
export async function replacePresences(db: Db, { process_id, here }: { process_id: string; here: readonly Here[] }) {
  const [articles, readers] = [here.map(({ article_id }) => article_id), here.map(({ reader_id }) => reader_id)]
  await sql`
    with gone as (
      delete from writing_presences where (process_id = ${process_id} and (article_id, reader_id) not in (select * from unnest(${articles}::bigint[], ${readers}::bigint[])))
        or seen_at < clock_timestamp() - interval '10 minutes'
    )
    insert into writing_presences (process_id, article_id, reader_id, seen_at)
    select ${process_id}, articles.id, readers.id, clock_timestamp() from unnest(${articles}::bigint[], ${readers}::bigint[]) here (article_id, reader_id)
      join articles on articles.id = here.article_id join readers on readers.id = here.reader_id
    on conflict (article_id, reader_id, process_id) do update set seen_at = excluded.seen_at`.execute(db)
}

/** The channel on which processes tell one another where cursors are: `PROCESS ARTICLE STATES`, in base64; without states it is asked for them. */
export const whereaboutsChannel = 'whereabouts'
/** PostgreSQL refuses a payload of 8,000 bytes. */
export const mostStatesBytes = 5_700

/** Told to whoever listens, and kept nowhere: nothing is waited for, and nothing lost that would not be said again. */
export async function tellWhereabouts(db: Db, { process_id, article_id, states }: { process_id: string; article_id: number; states?: Uint8Array }) {
  const payload = [process_id, article_id, ...(states ? [Buffer.from(states).toString('base64')] : [])].join(' ')
  await sql`select set_config('synchronous_commit', 'off', true), pg_notify(${whereaboutsChannel}, ${payload})`.execute(db)
}
