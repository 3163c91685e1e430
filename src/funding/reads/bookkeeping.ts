import { sql } from 'kysely'
import type { Reads } from '../../base/db/db.ts'
import type { Account } from '../ledger.ts'

export function bookkeepingSettings(db: Reads) {
  return db.selectFrom('bookkeeping_settings').selectAll().executeTakeFirstOrThrow()
}

/** The bookkeeper's number of each account that is handed over. */
export async function accountNumbers(db: Reads): Promise<Map<Account, string>> {
  const rows = await db.selectFrom('bookkeeping_accounts').selectAll().execute()
  return new Map(rows.map(({ account, number }) => [account, number]))
}

/** The first day (YYYY-MM-DD) of no closed month; undefined where none was closed yet. */
export async function openSince(db: Reads): Promise<string | undefined> {
  const row = await db.selectFrom('closed_months').select(sql<string | null>`(max(month) + interval '1 month')::date`.as('day')).executeTakeFirst()
  return row?.day ?? undefined
}

export function closedMonths(db: Reads) {
  return db.selectFrom('closed_months').leftJoin('readers', 'readers.id', 'closed_months.closed_by').select(['month', 'closed_at', 'readers.name as closed_by_name']).orderBy('month', 'desc').execute()
}

/** The first and the last day anything was booked on. */
export async function bookedSpan(db: Reads): Promise<{ first: string; last: string } | undefined> {
  const row = await db.selectFrom('ledger_entries').select((eb) => [eb.fn.min('booked_on').as('first'), eb.fn.max('booked_on').as('last')]).executeTakeFirst()
  return row?.first && row.last ? { first: String(row.first), last: String(row.last) } : undefined
}

export interface Movement { account: Account; currency: string; before: number; debit: number; credit: number }

/** What each account held before a period, and what moved in it; days as YYYY-MM-DD, the last one with it. Minor units. */
export async function movements(db: Reads, { from, to }: { from: string; to: string }): Promise<Movement[]> {
  const { rows } = await sql<Movement>`
    select account, currency, coalesce(sum(amount) filter (where booked_on < ${from}), 0)::bigint as before,
      coalesce(sum(amount) filter (where booked_on >= ${from} and amount > 0), 0)::bigint as debit,
      coalesce(-sum(amount) filter (where booked_on >= ${from} and amount < 0), 0)::bigint as credit
    from ledger_postings join ledger_entries on ledger_entries.id = entry_id where booked_on <= ${to} group by account, currency order by account, currency`.execute(db)
  return rows
}

export interface BookedEntry { id: number; kind: string; source: string; line_id: number | null; booked_on: string; postings: { account: Account; currency: string; amount: number }[] }

/** The entries of a period in order, so many after one of them. */
export async function bookedEntries(db: Reads, { from, to, after, limit }: { from: string; to: string; after: { booked_on: string; id: number } | null; limit: number }): Promise<BookedEntry[]> {
  const { rows } = await sql<BookedEntry>`
    select e.id, e.kind, e.source, e.line_id, e.booked_on,
      (select json_agg(json_build_object('account', p.account, 'currency', p.currency, 'amount', p.amount) order by p.position) from ledger_postings p where p.entry_id = e.id) as postings
    from ledger_entries e where e.booked_on between ${from} and ${to} and (${after === null} or (e.booked_on, e.id) > (${after?.booked_on ?? from}::date, ${after?.id ?? 0}))
    order by e.booked_on, e.id limit ${limit}`.execute(db)
  return rows
}
