// What figures are reckoned from: pledges with all that became of them, gifts, and days of the ledger.
import { sql } from 'kysely'
import type { Reads } from '../../base/db/db.ts'
import type { PledgePast } from '../figure-steps.ts'

/** Everybody who is one with some of these, by who stands for them. */
export async function familiesOf(db: Reads, ids: readonly number[]): Promise<{ id: number; root: number }[]> {
  const { rows } = await sql<{ id: number; root: number }>`with recursive up as (
      select id, merged_into from supporters where id = any (${ids}) union select s.id, s.merged_into from supporters s join up on s.id = up.merged_into
    ), family as (
      select id, id as root from up where merged_into is null union select s.id, family.root from supporters s join family on s.merged_into = family.id
    ) select id, root from family order by root, id`.execute(db)
  return rows
}

interface ChangeRow { supporter_id: number; pledge_id: number; currency: string; campaign_id: number | null; way_now: PledgePast['way']; day: string; kind: string; amount: number; rhythm: PledgePast['changes'][number]['rhythm']; way: PledgePast['way'] | null }

/** Pledges that were ever agreed. One through a provider is not if it came to nothing there: nothing became of it but its end. */
export async function pledgePastsOf(db: Reads, { ids, zone }: { ids: readonly number[]; zone: string }): Promise<({ supporter_id: number } & PledgePast)[]> {
  const { rows } = await sql<ChangeRow>`select p.supporter_id, p.id as pledge_id, p.currency, p.campaign_id, p.way as way_now, c.kind, c.amount, c.rhythm, c.way, (c.happened_at at time zone ${zone}::text)::date as day
    from pledges p join pledge_changes c on c.pledge_id = p.id
    where p.supporter_id = any (${ids}) and p.rhythm <> 'once' and p.state <> 'begun' and not (p.provider is not null and p.state = 'ended'
      and not exists (select from pledge_changes yes where yes.pledge_id = p.id and yes.kind not in ('given', 'ended', 'cancelled', 'withdrawn'))
      and (p.ended_why = 'failed' or not exists (select from dues d where d.pledge_id = p.id and d.state in ('paid', 'returned', 'refunded'))))
    order by p.id, c.happened_at, c.id`.execute(db)
  return [...Map.groupBy(rows, ({ pledge_id }) => pledge_id).values()].flatMap((changes) => {
    const [first] = changes
    return first ? [{ supporter_id: first.supporter_id, currency: first.currency, campaign_id: first.campaign_id, way: first.way_now, changes: changes.map(({ day, kind, amount, rhythm, way }) => ({ day, kind, amount, rhythm, way })) }] : []
  })
}

/** What was given once, has come, and was not taken back. */
export async function giftsOf(db: Reads, ids: readonly number[]): Promise<{ supporter_id: number; currency: string; on: string }[]> {
  const { rows } = await sql<{ supporter_id: number; currency: string; on: string }>`select p.supporter_id, d.currency, d.paid_on as "on" from pledges p join dues d on d.pledge_id = p.id
    where p.supporter_id = any (${ids}) and p.rhythm = 'once' and d.state = 'paid' and d.paid_on is not null`.execute(db)
  return rows
}

/** These days of the ledger, and those on which came what goes back on them. */
export async function concernedDays(db: Reads, days: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ day: string }>`select unnest(${days}::date[]) as day union
    select came.booked_on from ledger_entries back join ledger_postings bp on bp.entry_id = back.id and bp.account in ('gifts', 'pledges') and bp.amount > 0
      join ledger_entries came on came.due_id = back.due_id and came.id < back.id where back.booked_on = any (${days}::date[])`.execute(db)
  return rows.map(({ day }) => day)
}
