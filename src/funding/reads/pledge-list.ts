// The list of pledges and gifts, and what they bring together. Those of whoever is blocked, erased or has become one with
// somebody are in none of these reads.
import { sql, type RawBuilder } from 'kysely'
import type { Reads } from '../../base/db/db.ts'
import type { PledgeFilter } from '../supporter-filter.ts'
import type { Pledge } from './pledges.ts'
import { all, inAYear, isListed, partsOf } from './supporter-list.ts'

export type ShownPledge = Pick<Pledge, 'id' | 'supporter_id' | 'amount' | 'currency' | 'rhythm' | 'way' | 'state' | 'reference' | 'created_at' | 'next_due_on' | 'paused_until' | 'stopped_why' | 'ended_why' | 'ends_on' | 'cancelled_at'>
  & { name: string; mail_address: string; campaign: string | null; /** Since when something of it is due that is on no way, YYYY-MM-DD. */ overdue_since: string | null }

interface Listing { filter: PledgeFilter; today: string; before: number | null; limit: number }

/** The newest first. */
export async function listedPledges(db: Reads, { filter, today, before, limit }: Listing): Promise<ShownPledge[]> {
  const { rows } = await sql<ShownPledge>`select p.id, p.supporter_id, p.amount, p.currency, p.rhythm, p.way, p.state, p.reference, p.created_at, p.next_due_on, p.paused_until, p.stopped_why, p.ended_why, p.ends_on, p.cancelled_at,
      s.name, s.mail_address, c.slug as campaign, (select min(d.due_on) from dues d where d.pledge_id = p.id and ${isOverdue(today)}) as overdue_since
    from pledges p join supporters s on s.id = p.supporter_id left join campaigns c on c.id = p.campaign_id
    where ${wanted(filter, today)} and ${before === null ? sql`true` : sql`p.id < ${before}`} order by p.id desc limit ${limit}`.execute(db)
  return rows
}

/** Of one currency: how many, what goes on brings in a year, and what was to be given once; minor units. */
export interface PledgeSum { currency: string; count: number; in_a_year: number; once: number }

export async function pledgeSums(db: Reads, { filter, today }: Pick<Listing, 'filter' | 'today'>): Promise<PledgeSum[]> {
  const going = filter.state === null ? sql`p.state = 'active'` : sql`true`
  const { rows } = await sql<PledgeSum>`select p.currency, count(*)::int as count, coalesce(sum((${inAYear})::double precision) filter (where p.rhythm <> 'once' and ${going}), 0)::bigint as in_a_year,
      coalesce(sum(p.amount::double precision) filter (where p.rhythm = 'once'), 0)::bigint as once
    from pledges p join supporters s on s.id = p.supporter_id where ${wanted(filter, today)} group by p.currency order by count(*) desc, p.currency`.execute(db)
  return rows
}

function wanted({ state, overdue, ...parts }: PledgeFilter, today: string): RawBuilder<boolean> {
  return all([
    isListed, state === null ? sql<boolean>`p.state <> 'begun'` : sql<boolean>`p.state = ${state}`, ...partsOf(parts),
    ...(overdue ? [sql<boolean>`p.id in (select d.pledge_id from dues d where ${isOverdue(today)})`] : []),
  ])
}

/** Due d is over and on no way: not at the bank, not planned, not with a provider. */
function isOverdue(today: string): RawBuilder<boolean> {
  return sql<boolean>`d.state in ('open', 'returned') and d.due_on < ${today}::date and not exists (select from debits b where b.due_id = d.id and b.state in ('planned', 'sent'))
    and not exists (select from provider_payments y where y.due_id = d.id and y.state in ('asked', 'open'))`
}
