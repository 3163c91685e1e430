import { sql, type SqlBool } from 'kysely'
import type { Reads } from '../../base/db/db.ts'
import { sepaCurrency } from '../currency.ts'

/** A due whose debit is to be planned, or one that is planned, with all that its notice says. */
export interface Plannable {
  due_id: number; amount: number; currency: string; due_on: string; again_on: string | null; rhythm: 'once' | 'monthly' | 'quarterly' | 'yearly'
  mandate_id: number; notice_days: number; reference: string; iban_shown: string; supporter_id: number; name: string; mail_address: string; language: string
}

/** A pledge whose dues may be debited; of one that was to be given once and had come, what came back may. */
const isGiving = sql<SqlBool>`p.way = 'debit' and (p.state = 'active' or (p.state = 'ended' and p.ended_why = 'done' and p.rhythm = 'once'))`
/** A due that waits for a debit: it is open, or came back and may go again. */
const isWaiting = sql<SqlBool>`du.state in ('open', 'returned') and du.currency = ${sepaCurrency} and (du.again_on is not null or (du.state = 'open'
  and not exists (select from debits b where b.due_id = du.id and b.state in ('rejected', 'returned'))))`
const columns = sql`du.id as due_id, du.amount, du.currency, du.due_on, du.again_on, p.rhythm, m.id as mandate_id, m.notice_days, m.reference, m.iban_shown,
  s.id as supporter_id, s.name, s.mail_address, s.language`
const joins = sql`join pledges p on p.id = du.pledge_id join mandates m on m.id = p.mandate_id and m.state = 'active' join supporters s on s.id = p.supporter_id`

/** Up to a day, some at a time; their pledges locked first and without those another process has. Found by dues_open_idx. */
export async function plannableDues(db: Reads, { until, limit }: { until: string; limit: number }): Promise<Plannable[]> {
  const { rows } = await sql<Plannable>`select ${columns} from dues du ${joins}
    where ${isGiving} and ${isWaiting} and (p.ends_on is null or du.due_on <= p.ends_on) and du.state in ('open', 'in_flight', 'returned') and du.due_on <= ${until}::date and coalesce(du.again_on, du.due_on) <= ${until}::date
      and not exists (select from debits d where d.due_id = du.id and d.state in ('planned', 'sent', 'settled'))
    order by du.due_on, du.id limit ${limit} for no key update of p skip locked`.execute(db)
  return rows
}

export interface Planned extends Plannable { debit_id: number; prenotification_id: number; collect_on: string; made_at: Date; refused_at: Date | null; answer: string }

/** Planned ones whose day can no longer be kept: it was not told in time, or has passed too long ago. Not those that are in a proposal. */
export async function missedDebits(db: Reads, { today, oldest, zone, limit }: { today: string; oldest: string; zone: string; limit: number }): Promise<Planned[]> {
  const { rows } = await sql<Planned>`select ${columns}, d.id as debit_id, n.id as prenotification_id, d.collect_on, n.made_at, n.refused_at, n.answer
    from debits d join prenotifications n on n.id = d.prenotification_id join dues du on du.id = d.due_id ${joins}
    where d.state = 'planned' and d.collection_id is null and (
      (n.told_at is null and n.collect_on < ${today}::date + n.notice_days)
      or (n.told_at is not null and n.collect_on < (n.told_at at time zone ${zone})::date + n.notice_days)
      or n.collect_on < ${oldest}::date)
    order by d.id limit ${limit} for no key update of d skip locked`.execute(db)
  return rows
}

/** The longest notice that some mandate or the setting asks for. */
export async function longestNotice(db: Reads): Promise<number> {
  const { rows } = await sql<{ days: number }>`select greatest((select notice_days from funding_settings), (select max(notice_days) from mandates where state = 'active')) as days`.execute(db)
  return rows[0]?.days ?? 14
}

/** Of a planned debit, as `table` names it: that it may not go as it is any more. Its due has come another way, its amount or account has changed, or its pledge rests. */
export function unfitOf(table: 'd' | 'debits') {
  const debit = sql.table(table)
  return sql<SqlBool>`not exists (select from dues du join pledges p on p.id = du.pledge_id join mandates m on m.id = p.mandate_id
    where du.id = ${debit}.due_id and ${isGiving} and (p.ends_on is null or du.due_on <= p.ends_on) and du.state in ('open', 'returned') and du.amount = ${debit}.amount and p.mandate_id = ${debit}.mandate_id and m.state = 'active')`
}

/** Numbers for rows that are to be. */
export async function nextIds(db: Reads, table: 'prenotifications' | 'collection_files', count: number): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`select nextval(pg_get_serial_sequence(${table}, 'id')) as id from generate_series(1, ${count}::int)`.execute(db)
  return rows.map(({ id }) => id)
}

export function prenotificationById(db: Reads, id: number) {
  return db.selectFrom('prenotifications').selectAll().where('id', '=', id).executeTakeFirst()
}
