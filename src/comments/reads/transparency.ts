// What the transparency report is counted from. No row of these names a person or repeats a text.
import { sql } from 'kysely'
import type { Reads } from '../../base/db/db.ts'

export interface Span { /** The first moment. */ since: Date; /** The first one after it. */ until: Date }

/** The moments at which calendar days (YYYY-MM-DD, the last one whole) begin and end where the paper is. */
export async function spanOf(db: Reads, { from, to }: { from: string; to: string }): Promise<Span> {
  const { rows } = await sql<Span>`select ${from}::date::timestamp at time zone time_zone as since, (${to}::date + 1)::timestamp at time zone time_zone as until from paper`.execute(db)
  const [span] = rows
  if (!span) throw new Error('there is no paper')
  return span
}

export interface Decided { kind: string; clause: string | null; automated: boolean; detected_by_rule: boolean; source: 'notice' | 'report' | 'own'; count: number; undone: number; overturned: number }

/** What was decided against comments or readers. One walk along decisions_at_idx. */
export async function decidedIn(db: Reads, { since, until }: Span): Promise<Decided[]> {
  const { rows } = await sql<Decided>`
    select kind, clause, automated, detected_by_rule, source, count(*) as count, count(*) filter (where undone) as undone, count(*) filter (where overturned) as overturned
    from (
      select kind, clause, made_by = 'rule' as automated, undone_at is not null as undone,
        made_by = 'rule' or exists (select from rule_matches where rule_matches.comment_id = decisions.comment_id) as detected_by_rule,
        case when exists (select from reports where reports.decision_id = decisions.id and reports.kind = 'notice') then 'notice'
          when exists (select from reports where reports.decision_id = decisions.id) then 'report' else 'own' end as source,
        exists (select from objections where objections.decision_id = decisions.id and outcome = 'overturned') as overturned
      from decisions where decided_at >= ${since} and decided_at < ${until} and kind in ('reject', 'remove', 'hide', 'warn', 'suspend', 'ban')
    ) as each
    group by 1, 2, 3, 4, 5 order by 1, 2, 3, 4, 5`.execute(db)
  return rows
}

export interface Reported { kind: 'notice' | 'report'; clause: string; count: number; acted: number; kept: number; /** The comment was deleted before. */ gone: number; open: number; /** By a rule alone. */ automated: number; median_seconds: number | null }

/** What was reported. One walk along reports_reported_idx. */
export async function reportedIn(db: Reads, { since, until }: Span): Promise<Reported[]> {
  const { rows } = await sql<Reported>`
    select reports.kind, reports.clause, count(*) as count, count(*) filter (where outcome = 'acted') as acted, count(*) filter (where outcome = 'kept') as kept,
      count(*) filter (where outcome = 'gone') as gone, count(*) filter (where outcome is null) as open, count(*) filter (where decisions.made_by = 'rule') as automated,
      percentile_cont(0.5) within group (order by extract(epoch from ended_at - reported_at)) as median_seconds
    from reports left join decisions on decisions.id = reports.decision_id
    where reported_at >= ${since} and reported_at < ${until} group by 1, 2 order by 1, 2`.execute(db)
  return rows
}

export interface Objected { by_whom: 'author' | 'reporter'; count: number; upheld: number; overturned: number; open: number; by_same_person: number; median_seconds: number | null }

/** What was objected to. One walk along objections_objected_idx. */
export async function objectedIn(db: Reads, { since, until }: Span): Promise<Objected[]> {
  const { rows } = await sql<Objected>`
    select by_whom, count(*) as count, count(*) filter (where outcome = 'upheld') as upheld, count(*) filter (where outcome = 'overturned') as overturned,
      count(*) filter (where outcome is null) as open, count(*) filter (where by_same_person) as by_same_person,
      percentile_cont(0.5) within group (order by extract(epoch from decided_at - objected_at)) as median_seconds
    from objections where objected_at >= ${since} and objected_at < ${until} group by 1 order by 1`.execute(db)
  return rows
}

/** How many people of the paper decided about comments in a month, on average of the months in which any did. */
export async function peopleIn(db: Reads, { since, until }: Span): Promise<number> {
  const { rows } = await sql<{ people: number | null }>`
    select avg(people)::float8 as people from (
      select count(distinct staff_id) as people from decisions where decided_at >= ${since} and decided_at < ${until} and staff_id is not null group by date_trunc('month', decided_at)
    ) as each`.execute(db)
  return rows[0]?.people ?? 0
}
