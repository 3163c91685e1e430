import { sql } from 'kysely'
import type { Reads } from '../../base/db/db.ts'
import { statementGaps } from './statement-gaps.ts'

export interface ListedStatement { id: number; statement_id: string; format: string; iban_shown: string; currency: string; opening: number | null; closing: number | null; from_on: string | null; to_on: string | null; imported_at: Date; lines: number; waiting: number }

/** The newest first, those with a number below `before`. */
export async function listedStatements(db: Reads, { before = null, limit }: { before?: number | null; limit: number }): Promise<ListedStatement[]> {
  const { rows } = await sql<ListedStatement>`select s.id, s.statement_id, s.format, s.iban_shown, s.currency, s.opening, s.closing, s.from_on, s.to_on, f.imported_at, l.lines, l.waiting
    from statements s join statement_files f on f.id = s.file_id
    cross join lateral (select count(*)::int as lines, count(*) filter (where state in ('suspense', 'proposed'))::int as waiting from statement_lines where statement_id = s.id) l
    where ${before}::bigint is null or s.id < ${before} order by s.id desc limit ${limit}`.execute(db)
  return rows
}

/** What lies between statements, by the number of the later one. */
export async function gapsBefore(db: Reads): Promise<Map<number, { expected: number; found: number }>> {
  const { rows } = await statementGaps.execute(db)
  return new Map(rows.map(({ id, expected, found }) => [id, { expected: Number(expected), found: Number(found) }]))
}

export function statementById(db: Reads, id: number) {
  return db.selectFrom('statements').innerJoin('statement_files', 'statement_files.id', 'statements.file_id').selectAll('statements').select(['statement_files.name as file_name', 'statement_files.imported_at', 'statement_files.imported_by']).where('statements.id', '=', id).executeTakeFirst()
}

const listed = ['l.id', 'l.position', 'l.amount', 'l.currency', 'l.booked_on', 'l.state', 'l.kind', 'l.sealed', 'l.same_as', 'l.pledge_id', 'p.reference as pledge_reference', 's.name as supporter_name'] as const

function lines(db: Reads) {
  return db.selectFrom('statement_lines as l').leftJoin('pledges as p', 'p.id', 'l.pledge_id').leftJoin('supporters as s', 's.id', 'p.supporter_id')
}

export function linesOfStatement(db: Reads, { statement_id, after, limit }: { statement_id: number; after: number; limit: number }) {
  return lines(db).select(listed).where('l.statement_id', '=', statement_id).where('l.position', '>', after).orderBy('l.position').limit(limit).execute()
}
export type ListedLine = Awaited<ReturnType<typeof linesOfStatement>>[number]

/** What waits, the oldest first; after a line. */
export function waitingLines(db: Reads, { after, limit }: { after: { booked_on: string; id: number } | undefined; limit: number }) {
  let query = lines(db).select(listed).where('l.state', 'in', ['suspense', 'proposed'])
  if (after) query = query.where(sql<boolean>`(l.booked_on, l.id) > (${after.booked_on}::date, ${after.id}::bigint)`)
  return query.orderBy('l.booked_on').orderBy('l.id').limit(limit).execute()
}

export async function waitingSums(db: Reads) {
  const { rows } = await sql<{ currency: string; n: number; proposed: number; sum: number }>`select currency, count(*)::int as n, count(*) filter (where state = 'proposed')::int as proposed, sum(amount)::bigint as sum
    from statement_lines where state in ('suspense', 'proposed') group by currency order by currency`.execute(db)
  return rows
}

export function lineById(db: Reads, id: number) {
  return lines(db).innerJoin('statements as t', 't.id', 'l.statement_id').selectAll('l').select(['p.reference as pledge_reference', 's.name as supporter_name', 't.statement_id as statement_number'])
    .where('l.id', '=', id).executeTakeFirst()
}
export type ShownLine = NonNullable<Awaited<ReturnType<typeof lineById>>>

export interface FoundPledge { id: number; reference: string; name: string; amount: number; currency: string; rhythm: 'once' | 'monthly' | 'quarterly' | 'yearly'; state: string; due_on: string | null; due_amount: number | null }

/** Pledges by reference, name or amount, with what is due of each, the oldest of it; the ones that are not over first. */
export async function pledgesLike(db: Reads, { words, reference, amount, currency, id = null }: { words: string; reference: string; amount: number | null; currency: string; id?: number | null }): Promise<FoundPledge[]> {
  const like = `%${words.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`
  const { rows } = await sql<FoundPledge>`select p.id, p.reference, s.name, p.amount, p.currency, p.rhythm, p.state, d.due_on, d.amount as due_amount from pledges p join supporters s on s.id = p.supporter_id
    left join lateral (select due_on, amount from dues where pledge_id = p.id and state in ('open', 'returned') order by due_on limit 1) d on true
    where p.currency = ${currency} and (p.id = ${id} or (${id}::bigint is null and ((${reference} <> '' and p.reference like ${`${reference}%`}) or (${words} <> '' and lower(s.name) like ${like}) or p.amount = ${amount} or d.amount = ${amount})))
    order by p.state = 'ended', lower(s.name), p.id limit 20`.execute(db)
  return rows
}

/** Payouts, refunds and debits whose amount is the line's. */
export async function fittingFor(db: Reads, { amount, currency }: { amount: number; currency: string }) {
  const [payouts, refunds, debits] = await Promise.all([
    db.selectFrom('provider_payouts').select(['id', 'provider', 'foreign_id', 'arrives_on']).where('line_id', 'is', null).where('amount', '=', amount).where('currency', '=', currency).orderBy('arrives_on').limit(10).execute(),
    db.selectFrom('refunds').innerJoin('dues', 'dues.id', 'refunds.due_id').innerJoin('pledges', 'pledges.id', 'dues.pledge_id').innerJoin('supporters', 'supporters.id', 'pledges.supporter_id').select(['refunds.id', 'refunds.asked_at', 'supporters.name'])
      .where('refunds.state', '=', 'owed').where('refunds.amount', '=', -amount).where('refunds.currency', '=', currency).orderBy('refunds.id').limit(10).execute(),
    db.selectFrom('debits').innerJoin('dues', 'dues.id', 'debits.due_id').innerJoin('pledges', 'pledges.id', 'dues.pledge_id').innerJoin('supporters', 'supporters.id', 'pledges.supporter_id').select(['debits.id', 'debits.collect_on', 'debits.end_to_end_id', 'supporters.name'])
      .where('debits.state', 'in', ['sent', 'settled']).where('debits.amount', '=', -amount).where('debits.currency', '=', currency).orderBy('debits.collect_on', 'desc').orderBy('debits.id', 'desc').limit(10).execute(),
  ])
  return { payouts, refunds, debits }
}
