// What the figures of moderation are counted from: under one article for everyone, over all of them for the desk.
import { sql } from 'kysely'
import type { Reads } from '../../base/db/db.ts'

export interface ArticleFigures {
  shown: number
  waiting: number
  deleted_by_author: number
  /** Of those shown, how many were so at once, and how long the others took. */
  at_once: number
  waited: number
  median_seconds: number | null
  /** What was not published, or removed later. */
  refused: { clause: string | null; by: 'person' | 'rule' | null; before: number; later: number }[]
}

/** Two walks along indexes of the article's comments, one of its decisions: some 50 ms at 50,000 comments. */
export async function articleFigures(db: Reads, article_id: number): Promise<ArticleFigures> {
  const shown = sql<Pick<ArticleFigures, 'shown' | 'at_once' | 'waited' | 'median_seconds'>>`
    select count(*) as shown, count(*) filter (where waits_for is null) as at_once, count(*) filter (where waits_for is not null and shown_at is not null) as waited,
      percentile_cont(0.5) within group (order by case when waits_for is not null then extract(epoch from shown_at - submitted_at) end) as median_seconds
    from comments where article_id = ${article_id} and state = 'shown'`
  const others = sql<{ state: string; by: 'author' | 'person' | 'rule' | null; clause: string | null; before: number; later: number }>`
    select state, removed_by as by, removed_reason as clause, count(*) filter (where shown_at is null) as before, count(*) filter (where shown_at is not null) as later
    from comments where article_id = ${article_id} and state <> 'shown' group by 1, 2, 3`
  // Of a text that a rule refused when it was sent there is no comment, only the decision.
  const refusedAtOnce = sql<{ clause: string | null; before: number }>`
    select clause, count(*) as before from decisions where article_id = ${article_id} and comment_id is null and kind = 'reject' and undone_at is null group by 1`
  const [{ rows: [counts] }, { rows: hidden }, { rows: atOnce }] = [await shown.execute(db), await others.execute(db), await refusedAtOnce.execute(db)]
  if (!counts) throw new Error('a count answered nothing')
  const of = (rows: typeof hidden) => rows.reduce((sum, { before, later }) => sum + before + later, 0)
  const removed = hidden.flatMap(({ state, by, clause, before, later }) => (state === 'removed' && by !== 'author' ? [{ clause, by, before, later }] : []))
  return {
    ...counts, waiting: of(hidden.filter(({ state }) => state === 'pending')), deleted_by_author: of(hidden.filter(({ by }) => by === 'author')),
    refused: [...removed, ...atOnce.map((row) => ({ ...row, by: 'rule' as const, later: 0 }))],
  }
}

export interface DayOfWaiting { day: string; decisions: number; median_seconds: number | null; p90_seconds: number | null }

/** How long what was decided on each day had waited; days without decisions are there too. */
export async function waitingByDay(db: Reads, { from, to, zone }: { from: string; to: string; zone: string }): Promise<DayOfWaiting[]> {
  const { rows } = await sql<DayOfWaiting>`
    select days.day::date as day, count(decisions.id) as decisions,
      percentile_cont(0.5) within group (order by extract(epoch from decided_at - waited_since)) as median_seconds,
      percentile_cont(0.9) within group (order by extract(epoch from decided_at - waited_since)) as p90_seconds
    from generate_series(${from}::date, ${to}::date, interval '1 day') as days(day)
      left join decisions on decided_at >= days.day at time zone ${zone} and decided_at < (days.day + interval '1 day') at time zone ${zone} and waited_since is not null and made_by = 'person'
    group by 1 order by 1`.execute(db)
  return rows
}

export interface HourOfWeek { /** 1 is Monday. */ weekday: number; hour: number; came: number; decided: number }

/** What came in to be looked at, and what was decided, by the hour of the week. Only hours in which anything was. */
export async function loadByHour(db: Reads, { from, to, zone }: { from: string; to: string; zone: string }): Promise<HourOfWeek[]> {
  const since = sql`(${from}::date::timestamp at time zone ${zone})`
  const until = sql`((${to}::date + 1)::timestamp at time zone ${zone})`
  const { rows } = await sql<HourOfWeek>`
    select weekday, hour, sum(came)::bigint as came, sum(decided)::bigint as decided from (
      select extract(isodow from waited_since at time zone ${zone})::int as weekday, extract(hour from waited_since at time zone ${zone})::int as hour, 1 as came, 0 as decided
        from decisions where waited_since >= ${since} and waited_since < ${until}
      union all
      select extract(isodow from submitted_at at time zone ${zone})::int, extract(hour from submitted_at at time zone ${zone})::int, 1, 0
        from comments where state = 'pending' and submitted_at >= ${since} and submitted_at < ${until}
      union all
      select extract(isodow from decided_at at time zone ${zone})::int, extract(hour from decided_at at time zone ${zone})::int, 0, 1
        from decisions where decided_at >= ${since} and decided_at < ${until} and made_by = 'person'
    ) as each group by 1, 2 order by 1, 2`.execute(db)
  return rows
}

export interface BlindPair { first_kind: 'approve' | 'reject'; second_kind: 'approve' | 'reject'; first_clause: string | null; second_clause: string | null; count: number }

/** How often two moderators decided what about the same text, without the second knowing of the first. */
export async function blindPairs(db: Reads): Promise<BlindPair[]> {
  const { rows } = await sql<BlindPair>`
    select case when decisions.kind in ('approve', 'keep') then 'approve' else 'reject' end as first_kind, blind_checks.kind as second_kind,
      decisions.clause as first_clause, blind_checks.clause as second_clause, count(*) as count
    from blind_checks join decisions on decisions.id = decision_id where checked_at is not null group by 1, 2, 3, 4`.execute(db)
  return rows
}
