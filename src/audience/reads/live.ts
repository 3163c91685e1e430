// The last half hour, minute by minute (minutes since 1970).
import { sql } from 'kysely'
import type { Reads } from '../../base/db/db.ts'
import type { PageRow, SourceRow } from './figures.ts'

export function liveMinutes(db: Reads, { from, to }: { from: number; to: number }) {
  return db.selectFrom('live_minutes').select(['minute', 'views', 'readers']).where('page_id', '=', 0).where('minute', '>=', from).where('minute', '<=', to).orderBy('minute').execute()
}

export type LivePage = Omit<PageRow, 'measured' | 'seconds'>

export async function livePages(db: Reads, { from, to, limit }: { from: number; to: number; limit: number }): Promise<LivePage[]> {
  const { rows } = await sql<LivePage>`select p.id as page_id, p.article_id, p.path, a.headline, a.language, s.views
    from (select page_id, sum(views)::int as views from live_minutes where minute between ${from} and ${to} and page_id <> 0 group by 1 order by 2 desc, 1 limit ${limit}) as s
    join counted_pages as p on p.id = s.page_id left join articles as a on a.id = p.article_id where a.state is distinct from 'held' order by s.views desc, p.id`.execute(db)
  return rows
}

export async function liveSources(db: Reads, { from, to }: { from: number; to: number }): Promise<SourceRow[]> {
  const { rows } = await sql<SourceRow>`select kind, name, sum(views)::int as views from live_sources where minute between ${from} and ${to} group by 1, 2 order by 3 desc, 1, 2`.execute(db)
  return rows
}

/** When hits were last taken in, as a number that changes each time; 0 before the first. */
export async function lastRolled(db: Reads): Promise<number> {
  return (await db.selectFrom('hit_segments').select('rolled_at').orderBy('rolled_at', 'desc').limit(1).executeTakeFirst())?.rolled_at.getTime() ?? 0
}
