// What must be so in the ledger and between it and the papers it books. Each look finds what is not.
import { sql, type RawBuilder } from 'kysely'
import type { Reads } from '../../base/db/db.ts'
import { statementGaps } from './statement-gaps.ts'

/** `about`: the document, such as debit:42; the amounts are minor units. */
export interface Fault { about: string; currency: string; expected: number; found: number }

/** So many of each kind are told; the rest is counted. */
export const toldAtMost = 20

type Look = (db: Reads) => Promise<{ count: number; faults: Fault[] }>

const looks = {
  /** The postings of each entry are zero together, in each currency. */
  balanced: sql`select 'entry:' || entry_id as about, currency, 0::bigint as expected, sum(amount)::bigint as found
    from ledger_postings group by entry_id, currency having sum(amount) <> 0
    union all select 'entry:' || id, '', 2, 0 from ledger_entries e where not exists (select from ledger_postings p where p.entry_id = e.id)`,

  /** What a statement begins with and what moved is what it ends with. */
  statement_sums: sql`select 'statement:' || s.id as about, s.currency, s.closing as expected, s.opening + coalesce(sum(l.amount), 0)::bigint as found
    from statements s left join statement_lines l on l.statement_id = s.id where s.opening is not null and s.closing is not null
    group by s.id having s.opening + coalesce(sum(l.amount), 0) <> s.closing`,

  /** What a statement begins with is what the one before it ended with. */
  statement_gaps: sql`select 'statement:' || id as about, currency, expected, found from (${statementGaps}) s`,

  /** Each line of a statement stands in the ledger with its amount, unless the same movement does by another line. */
  lines_booked: sql`select 'line:' || l.id as about, l.currency, case when l.same_as is null then l.amount else 0 end as expected, coalesce(b.amount, 0) as found
    from statement_lines l left join (
      select e.line_id, sum(p.amount)::bigint as amount from ledger_entries e join ledger_postings p on p.entry_id = e.id and p.account = 'bank' where e.line_id is not null group by e.line_id
    ) b on b.line_id = l.id where coalesce(b.amount, 0) <> case when l.same_as is null then l.amount else 0 end`,

  /** In suspense is what lines of statements are, that nobody has put in their place. */
  suspense: sql`select 'account:suspense' as about, currency, sum(expected)::bigint as expected, sum(found)::bigint as found from (
      select currency, -amount as expected, 0 as found from statement_lines where state in ('suspense', 'proposed')
      union all select currency, 0, amount from ledger_postings where account = 'suspense') s
    group by currency having sum(expected) <> sum(found)`,

  /** A file for the bank holds the debits it was made of. */
  files: sql`select 'file:' || f.id as about, max(d.currency) as currency, f.total as expected, coalesce(sum(d.amount), 0)::bigint as found
    from collection_files f left join debits d on d.file_id = f.id group by f.id having coalesce(sum(d.amount), 0) <> f.total or count(d.id) <> f.debits`,

  /** In flight is what was sent to the bank and is not answered. */
  in_flight: sql`select 'account:in_flight' as about, currency, sum(expected)::bigint as expected, sum(found)::bigint as found from (
      select d.currency, d.amount as expected, 0 as found from debits d where d.file_id is not null and d.state <> 'rejected'
        and not exists (select from ledger_entries e where e.kind = 'debit_settled' and e.source = 'debit:' || d.id)
      union all select currency, 0, amount from ledger_postings where account = 'in_flight') s
    group by currency having sum(expected) <> sum(found)`,

  /** A due that is paid brought its amount as income, any other nothing; what a provider brought, less what of it went back; less debits that came back before we were told that they had come, and those that came back after their money had been transferred back. */
  dues: sql`select 'due:' || id as about, currency, expected, found from (
      select d.id, d.currency, case when y.left_of is not null then y.left_of - coalesce(r.amount, 0) when d.state = 'paid' then d.amount else 0 end - coalesce(b.amount, 0) - coalesce(w.amount, 0) as expected, coalesce(i.amount, 0) as found
      from dues d left join (
        select due_id, sum(amount)::bigint as amount from debits where state = 'returned' and settled_on is null group by due_id
      ) b on b.due_id = d.id left join (
        select b.due_id, sum(b.amount)::bigint as amount from refunds r join ledger_entries o on o.kind = 'refund_owed' and o.source = 'refund:' || r.id
          join debits b on b.due_id = r.due_id and b.state = 'returned' join ledger_entries e on e.kind = 'debit_returned' and e.source = 'debit:' || b.id and e.id > o.id
        where r.state in ('owed', 'done') and r.provider_payment_id is null group by b.due_id
      ) w on w.due_id = d.id left join (
        select due_id, amount - refunded - disputed as left_of from provider_payments where state = 'paid' and not double
      ) y on y.due_id = d.id left join (
        select due_id, sum(amount)::bigint as amount from refunds where provider_payment_id is null and state in ('owed', 'done') and why <> 'double' group by due_id
      ) r on r.due_id = d.id left join (
        select e.due_id, -sum(p.amount)::bigint as amount from ledger_entries e join ledger_postings p on p.entry_id = e.id and p.account in ('gifts', 'pledges') where e.due_id is not null group by e.due_id
      ) i on i.due_id = d.id) s
    where expected <> found`,

  /** A payment of a provider is in the ledger once it is paid: its amount, less what went back. */
  payments: sql`select 'payment:' || y.id as about, y.currency, case when y.state = 'paid' then y.amount else 0 end as expected, coalesce(b.amount, 0) as found
    from provider_payments y left join (
      select e.source, sum(p.amount)::bigint as amount from ledger_entries e join ledger_postings p on p.entry_id = e.id and p.account in ('stripe', 'mollie') where e.kind = 'charge_paid' group by e.source
    ) b on b.source = 'payment:' || y.id where coalesce(b.amount, 0) <> case when y.state = 'paid' then y.amount else 0 end`,

  /** What lies at a provider is what it took, less its fees, what went back, and what it paid out. */
  provider_accounts: sql`select 'account:' || provider as about, currency, sum(expected)::bigint as expected, sum(found)::bigint as found from (
      select provider, currency, amount - coalesce(fee, 0) - refunded - disputed as expected, 0 as found from provider_payments where state = 'paid'
      union all select y.provider, y.currency, s.fee_given_back - s.fee, 0 from provider_disputes s join provider_payments y on y.id = s.provider_payment_id
      union all select o.provider, o.currency, t.amount - t.fee, 0 from provider_payout_parts t join provider_payouts o on o.id = t.payout_id where t.provider_payment_id is null
      union all select provider, currency, -amount, 0 from provider_payouts where line_id is not null
      union all select account, currency, 0, amount from ledger_postings where account in ('stripe', 'mollie')) s
    group by provider, currency having sum(expected) <> sum(found)`,

  /** A payout is what its parts are, less their fees. */
  payouts: sql`select 'payout:' || o.id as about, o.currency, o.amount as expected, coalesce(sum(t.amount - t.fee), 0)::bigint as found
    from provider_payouts o left join provider_payout_parts t on t.payout_id = o.id group by o.id having coalesce(sum(t.amount - t.fee), 0) <> o.amount`,

  /** What is to be given back and was not yet: from the bank account, or what came twice, by its provider. */
  refunds_owed: sql`select 'account:refunds_owed' as about, currency, sum(expected)::bigint as expected, sum(found)::bigint as found from (
      select currency, -amount as expected, 0 as found from refunds where state = 'owed' or (why = 'double' and state = 'asked')
      union all select currency, 0, amount from ledger_postings where account = 'refunds_owed') s
    group by currency having sum(expected) <> sum(found)`,
} satisfies Record<string, RawBuilder<unknown>>

export type CheckName = keyof typeof looks
export const checkNames = Object.keys(looks).filter((name): name is CheckName => name in looks)

/** What one check finds wrong: how much, and the first of it. */
export const look = (name: CheckName): Look => async (db) => {
  const { rows } = await sql<Fault & { count: number }>`select about, currency, expected::bigint, found::bigint, count(*) over ()::bigint as count
    from (${looks[name]}) f order by about limit ${sql.lit(toldAtMost)}`.execute(db)
  return { count: rows[0]?.count ?? 0, faults: rows.map(({ about, currency, expected, found }) => ({ about, currency, expected, found })) }
}
