import { sql } from 'kysely'
import type { Db } from '../../base/db/db.ts'
import type { PledgeStep, Step } from '../figure-steps.ts'

/** One at a time counts: sums are changed by what differs. */
export async function holdFigures(tx: Db) {
  await sql`select pg_advisory_xact_lock(hashtext('figures'))`.execute(tx)
}

/** Takes the marks of some supporters. */
export async function takeMarkedSupporters(tx: Db, limit: number): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`with few as (select distinct supporter_id from figure_marks where supporter_id is not null order by supporter_id limit ${limit}),
    taken as (delete from figure_marks m using few where m.supporter_id = few.supporter_id returning m.supporter_id)
    select distinct supporter_id as id from taken order by id`.execute(tx)
  return rows.map(({ id }) => id)
}
export async function takeMarkedDays(tx: Db, limit: number): Promise<string[]> {
  const { rows } = await sql<{ day: string }>`with few as (select distinct day from figure_marks where day is not null order by day limit ${limit}),
    taken as (delete from figure_marks m using few where m.day = few.day returning m.day)
    select distinct day from taken order by day`.execute(tx)
  return rows.map(({ day }) => day)
}

/** Throws all figures away, and marks everything that is to be counted. */
export async function forgetFigures(tx: Db) {
  for (const table of ['figure_marks', 'figure_steps', 'figure_pledge_steps', 'figure_days', 'figure_cohorts', 'figure_pledge_days', 'figure_money'] as const) await tx.deleteFrom(table).execute()
  await sql`insert into figure_marks (supporter_id) select distinct supporter_id from pledges`.execute(tx)
  await sql`insert into figure_marks (day) select distinct booked_on from ledger_entries`.execute(tx)
}

type Of<S> = readonly ({ supporter_id: number } & S)[]
interface Replaced { ids: readonly number[]; steps: Of<Step>; pledgeSteps: Of<PledgeStep> }

/** Puts these steps in the place of all that there are of some supporters, and changes the sums by the difference. */
export async function replaceSteps(tx: Db, { ids, steps, pledgeSteps }: Replaced) {
  const given = sql`json_to_recordset(${JSON.stringify(steps)}::json) as given(supporter_id bigint, day date, currency text, kind text, cohort date, regular int, paying int, once int, supporters int, yearly bigint)`
  const ofPledges = sql`json_to_recordset(${JSON.stringify(pledgeSteps)}::json) as given(supporter_id bigint, day date, currency text, rhythm text, way text, campaign_id bigint, pledges int, yearly bigint)`
  await sql`insert into figure_days as d (currency, day, kind, people, regular, paying, once, supporters, yearly)
    select currency, day, kind, sum(n), sum(n * regular), sum(n * paying), sum(n * once), sum(n * supporters), sum(n * yearly)
    from (select -1 as n, currency, day, kind, regular, paying, once, supporters, yearly from figure_steps where supporter_id = any (${ids})
      union all select 1, currency, day, kind, regular, paying, once, supporters, yearly from ${given}) both_of group by currency, day, kind
    on conflict (currency, day, kind) do update set people = d.people + excluded.people, regular = d.regular + excluded.regular, paying = d.paying + excluded.paying, once = d.once + excluded.once,
      supporters = d.supporters + excluded.supporters, yearly = d.yearly + excluded.yearly`.execute(tx)
  await sql`insert into figure_cohorts as c (currency, cohort, month, regular)
    select currency, cohort, date_trunc('month', day)::date, sum(n * regular) from (select -1 as n, currency, cohort, day, regular from figure_steps where supporter_id = any (${ids})
      union all select 1, currency, cohort, day, regular from ${given}) both_of where regular <> 0 group by 1, 2, 3
    on conflict (currency, cohort, month) do update set regular = c.regular + excluded.regular`.execute(tx)
  await sql`insert into figure_pledge_days as d (currency, day, rhythm, way, campaign_id, pledges, yearly)
    select currency, day, rhythm, way, campaign_id, sum(n * pledges), sum(n * yearly) from (select -1 as n, currency, day, rhythm, way, campaign_id, pledges, yearly from figure_pledge_steps where supporter_id = any (${ids})
      union all select 1, currency, day, rhythm, way, campaign_id, pledges, yearly from ${ofPledges}) both_of group by 2, 1, 3, 4, 5
    on conflict (currency, day, rhythm, way, campaign_id) do update set pledges = d.pledges + excluded.pledges, yearly = d.yearly + excluded.yearly`.execute(tx)
  for (const table of ['figure_steps', 'figure_pledge_steps'] as const) await sql`delete from ${sql.table(table)} where supporter_id = any (${ids})`.execute(tx)
  await sql`insert into figure_steps (supporter_id, day, currency, kind, cohort, regular, paying, once, supporters, yearly)
    select supporter_id, day, currency, kind, cohort, regular, paying, once, supporters, yearly from ${given}`.execute(tx)
  await sql`insert into figure_pledge_steps (supporter_id, day, currency, rhythm, way, campaign_id, pledges, yearly) select supporter_id, day, currency, rhythm, way, campaign_id, pledges, yearly from ${ofPledges}`.execute(tx)
  await tx.deleteFrom('figure_days').where('people', '=', 0).execute()
  await tx.deleteFrom('figure_cohorts').where('regular', '=', 0).execute()
  await tx.deleteFrom('figure_pledge_days').where('pledges', '=', 0).where('yearly', '=', 0).execute()
}

/**
 * Counts days of the ledger anew. What went back is deducted from the day on which just that came: of a due, the last time before it.
 * By which way something came is said by what booked it; by that of its pledge where that says nothing.
 */
export async function recountMoney(tx: Db, days: readonly string[]) {
  await sql`delete from figure_money where day = any (${days}::date[])`.execute(tx)
  await sql`insert into figure_money (currency, day, account, way, campaign_id, payments, came, back)
    with came as (
      select e.id, e.due_id, e.booked_on as day, e.kind, p.account, p.currency, -sum(p.amount) as amount from ledger_entries e join ledger_postings p on p.entry_id = e.id
      where e.booked_on = any (${days}::date[]) and p.account in ('gifts', 'pledges') group by e.id, p.account, p.currency having sum(p.amount) < 0
    ), back as (
      select distinct on (b.id, bp.currency) came.id, bp.currency, bp.amount from came join ledger_entries b on b.due_id = came.due_id and b.id > came.id
        join ledger_postings bp on bp.entry_id = b.id and bp.currency = came.currency and bp.account in ('gifts', 'pledges') and bp.amount > 0
      where not exists (select from ledger_entries n join ledger_postings np on np.entry_id = n.id and np.account in ('gifts', 'pledges') and np.amount < 0 where n.due_id = came.due_id and n.id > came.id and n.id < b.id)
    ), gone as (select id, currency, sum(amount) as amount from back group by id, currency)
    select came.currency, day, account, case when kind = 'debit_settled' then 'debit' when kind in ('charge_paid', 'dispute_won') then 'provider' when kind = 'voucher_received' then 'hand'
        when kind in ('transfer_received', 'suspense_resolved') then 'transfer' else coalesce(pledges.way, 'hand') end, campaign_id, count(*), sum(came.amount), coalesce(sum(gone.amount), 0)
    from came left join gone on gone.id = came.id and gone.currency = came.currency left join dues on dues.id = came.due_id left join pledges on pledges.id = dues.pledge_id
    group by 1, 2, 3, 4, 5`.execute(tx)
}
