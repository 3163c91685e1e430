// What a campaign's progress is counted from. The definitions stand on the page where readers give (`progress.defined.…`).
import { sql } from 'kysely'
import type { Reads } from '../../base/db/db.ts'
import { besideCampaign } from './campaigns.ts'

// The last word on a pledge's money is that it came. What came once, went back and is being debited again has gone back.
const lastHasCome = sql`(select du.state = 'paid' from dues du where du.pledge_id = p.id and (du.state in ('paid', 'returned', 'refunded')
  or (du.state in ('open', 'in_flight') and exists (select from debits de where de.due_id = du.id and de.state in ('returned', 'rejected')))) order by du.due_on desc limit 1)`

/** People with a pledge that goes on, whose last amount came and was not taken back, or who gave once in the year up to a day. Each counts once. */
export async function supportersOn(db: Reads, day: string): Promise<number> {
  const { rows: [row] } = await sql<{ count: number }>`select count(distinct coalesce(s.merged_into, s.id)) as count from pledges p join supporters s on s.id = p.supporter_id
    where (p.rhythm <> 'once' and p.state in ('active', 'paused') and ${lastHasCome})
      or (p.rhythm = 'once' and exists (select from dues du where du.pledge_id = p.id and du.state = 'paid' and du.paid_on > ${day}::date - interval '1 year'))`.execute(db)
  return Number(row?.count ?? 0)
}

/** Minor units of each currency in which there is anything. */
export type ByCurrency = Map<string, number>

/** What active pledges whose last amount came bring in a month: a quarter's a third, a year's a twelfth. */
export async function monthlyNow(db: Reads): Promise<ByCurrency> {
  const { rows } = await sql<{ currency: string; amount: number }>`select p.currency, coalesce(sum(p.amount * case p.rhythm when 'monthly' then 12 when 'quarterly' then 4 else 1 end), 0)::bigint / 12 as amount
    from pledges p where p.rhythm <> 'once' and p.state = 'active' and ${lastHasCome} group by p.currency order by p.currency`.execute(db)
  return new Map(rows.map(({ currency, amount }) => [currency, Number(amount)]))
}

/** What the ledger books as readers' money within days (both included), less what of it went back, then or later. */
export async function incomeWithin(db: Reads, { from, until }: { from: string; until: string | null }): Promise<ByCurrency> {
  const within = (day: string) => sql`${sql.ref(day)} between ${from}::date and coalesce(${until}::date, 'infinity')`
  const { rows } = await sql<{ currency: string; amount: number }>`select po.currency, -coalesce(sum(po.amount), 0)::bigint as amount from ledger_entries e join ledger_postings po on po.entry_id = e.id
    where po.account in ('gifts', 'pledges') and (${within('e.booked_on')}
      or (e.booked_on > ${until}::date and po.amount > 0 and exists (select from ledger_entries came where came.due_id = e.due_id and came.id < e.id and ${within('came.booked_on')}))) group by po.currency order by po.currency`.execute(db)
  return new Map(rows.map(({ currency, amount }) => [currency, Number(amount)]))
}

/** Those whose progress may change still: they run on a day, or count a sum that may go back to a bank for eight weeks after their end. */
export function countedCampaigns(db: Reads, day: string) {
  return db.selectFrom('campaigns').select(['id', 'goal_kind', 'currency', 'starts_on', 'ends_on', 'carried', 'reached']).select(besideCampaign).where('starts_on', '<=', day)
    .where((eb) => eb.or([eb('ends_on', 'is', null), eb('ends_on', '>=', day), eb.and([eb('goal_kind', '=', 'sum'), eb('ends_on', '>=', sql<string>`(${day}::date - 70)`)])])).orderBy('id').execute()
}
