// Sums of what was counted, of the whole paper (page 0) or of one page.
import { sql } from 'kysely'
import type { Reads } from '../../base/db/db.ts'
import type { Period } from '../period.ts'
import type { SourceKind } from '../referrer.ts'
import type { Trait } from '../tally.ts'
import { pageSums } from './sums.ts'

interface Of extends Period { page_id: number }

export interface DayRow { day: string; views: number; told: number; /** How many; of days that were counted before that was kept, null, and their sketch. */ reader_count: number | null; readers: Buffer | null; measured: number; seconds: number; reached: number[] }

export function dayRows(db: Reads, { page_id, from, to }: Of): Promise<DayRow[]> {
  return db.selectFrom('page_days').select(({ eb }) => ['day', 'views', 'told', 'reader_count', eb.case().when('reader_count', 'is', null).then(eb.ref('readers')).end().as('readers'), 'measured', 'seconds', 'reached']).where('page_id', '=', page_id).where('day', '>=', from).where('day', '<=', to).orderBy('day').execute()
}

/** The first day of which there is anything. */
export async function firstCountedDay(db: Reads, page_id: number): Promise<string | undefined> {
  return (await db.selectFrom('page_days').select('day').where('page_id', '=', page_id).orderBy('day').limit(1).executeTakeFirst())?.day
}

/** Views of each hour of a day, 0 to 23. */
export async function hourViews(db: Reads, { page_id, day }: { page_id: number; day: string }): Promise<number[]> {
  const hours = Array<number>(24).fill(0)
  for (const { hour, views } of await db.selectFrom('page_hours').select(['hour', 'views']).where('page_id', '=', page_id).where('day', '=', day).execute()) hours[hour] = views
  return hours
}

export interface PageRow { page_id: number; article_id: number | null; path: string | null; headline: string | null; language: string | null; views: number; measured: number; seconds: number }

/** What was read most, articles and other pages; what is held back from readers is told to nobody. */
export async function topPages(db: Reads, { limit, ...period }: Period & { limit: number }): Promise<PageRow[]> {
  const { rows } = await sql<PageRow>`select p.id as page_id, p.article_id, p.path, a.headline, a.language, s.views, s.measured, s.seconds
    from (select * from (${await pageSums(db, period)}) as every order by views desc, page_id limit ${limit}) as s
    join counted_pages as p on p.id = s.page_id left join articles as a on a.id = p.article_id where s.views > 0 and a.state is distinct from 'held' order by s.views desc, p.id`.execute(db)
  return rows
}

export interface SourceRow { kind: SourceKind; name: string; views: number }

/** Where measured views came from. */
export async function sourceRows(db: Reads, { page_id, from, to }: Of): Promise<SourceRow[]> {
  const { rows } = await sql<SourceRow>`select kind, name, sum(views)::int as views from source_days
    where page_id = ${page_id} and day between ${from}::date and ${to}::date group by 1, 2 order by 3 desc, 1, 2`.execute(db)
  return rows
}

/** To which hosts links outwards led. */
export async function leavingRows(db: Reads, { page_id, from, to }: Of): Promise<{ host: string; clicks: number }[]> {
  const { rows } = await sql<{ host: string; clicks: number }>`select host, sum(clicks)::int as clicks from leaving_days
    where page_id = ${page_id} and day between ${from}::date and ${to}::date group by 1 order by 2 desc, 1`.execute(db)
  return rows
}

export interface TraitRow { trait: Trait; value: string; views: number }

export async function traitRows(db: Reads, trait: Trait, { from, to }: Period): Promise<TraitRow[]> {
  const { rows } = await sql<TraitRow>`select trait, value, sum(views)::int as views from trait_days where trait = ${trait} and day between ${from}::date and ${to}::date group by 1, 2 order by 3 desc, 1, 2`.execute(db)
  return rows
}

/** By class. */
export async function machineRows(db: Reads, { from, to }: Period): Promise<{ machine: string; hits: number }[]> {
  const { rows } = await sql<{ machine: string; hits: number }>`select split_part(machine, ' ', 1) as machine, sum(hits)::int as hits from machine_days where day between ${from}::date and ${to}::date group by 1 order by 2 desc, 1`.execute(db)
  return rows
}

export async function leftOutRows(db: Reads, { from, to }: Period): Promise<{ why: string; hits: number }[]> {
  const { rows } = await sql<{ why: string; hits: number }>`select why, sum(hits)::int as hits from left_out_days where day between ${from}::date and ${to}::date group by 1 order by 2 desc, 1`.execute(db)
  return rows
}

/** Headlines of articles, by their numbers. */
export async function headlinesOf(db: Reads, ids: number[]): Promise<Map<number, string>> {
  if (ids.length === 0) return new Map()
  return new Map((await db.selectFrom('articles').select(['id', 'headline']).where('id', 'in', ids).execute()).map(({ id, headline }) => [id, headline]))
}
