// What an article of the same age usually has: the median of those that came out before.
import { sql } from 'kysely'
import type { Reads } from '../../base/db/db.ts'

export interface Age { /** Hours or days since it came out; 0 is the one in which it did. */ age: number; /** All views until the end of it. */ own: number; /** Of half the articles no more; null where too few are as old. */ usual: number | null; articles: number }
interface Of { article_id: number; zone: string; /** Up to this age. */ ages: number; today: string; since: string }

/** Of so many articles before it, at most. */
const othersAtMost = 200

/** Day by day. Walks the key of page_days. */
export async function agesInDays(db: Reads, { article_id, zone, ages, today, since }: Of): Promise<Age[]> {
  const { rows } = await sql<Age>`with this as (select first_published_at from articles where id = ${article_id}),
    those as (select p.id, a.id = ${article_id} as is_own, (a.first_published_at at time zone ${zone})::date as born from articles as a join counted_pages as p on p.article_id = a.id, this
      where a.first_published_at <= this.first_published_at and a.state = 'published' and (a.first_published_at at time zone ${zone})::date >= ${since}::date order by a.first_published_at desc, a.id = ${article_id} desc limit ${othersAtMost + 1}),
    grown as (select t.is_own, n as age, t.born + n <= ${today}::date as is_there, coalesce(sum(d.views) over (partition by t.id order by n), 0) as views
      from those as t cross join generate_series(0, ${ages}::int) as n left join page_days as d on d.page_id = t.id and d.day = t.born + n)
    select age, coalesce(max(views) filter (where is_own), 0)::int as own, (percentile_cont(0.5) within group (order by views) filter (where not is_own and is_there))::float8 as usual, count(*) filter (where not is_own and is_there)::int as articles
    from grown group by 1 order by 1`.execute(db)
  return rows
}

/** Hour by hour, for as long as hours of single pages are kept. */
export async function agesInHours(db: Reads, { article_id, zone, ages, since, now }: Omit<Of, 'today'> & { now: Date }): Promise<Age[]> {
  const { rows } = await sql<Age>`with this as (select first_published_at from articles where id = ${article_id}),
    those as (select p.id, a.id = ${article_id} as is_own, date_trunc('hour', a.first_published_at at time zone ${zone}) as born from articles as a join counted_pages as p on p.article_id = a.id, this
      where a.first_published_at <= this.first_published_at and a.first_published_at > this.first_published_at - interval '30 days' and a.state = 'published' and (a.first_published_at at time zone ${zone})::date >= ${since}::date
      order by a.first_published_at desc, a.id = ${article_id} desc limit ${othersAtMost + 1}),
    grown as (select t.is_own, n as age, t.born + n * interval '1 hour' <= ${now} at time zone ${zone} as is_there, coalesce(sum(h.views) over (partition by t.id order by n), 0) as views
      from those as t cross join generate_series(0, ${ages}::int) as n left join page_hours as h on h.page_id = t.id and h.day = (t.born + n * interval '1 hour')::date and h.hour = extract(hour from t.born + n * interval '1 hour'))
    select age, coalesce(max(views) filter (where is_own), 0)::int as own, (percentile_cont(0.5) within group (order by views) filter (where not is_own and is_there))::float8 as usual, count(*) filter (where not is_own and is_there)::int as articles
    from grown group by 1 order by 1`.execute(db)
  return rows
}
