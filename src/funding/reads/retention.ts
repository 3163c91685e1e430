import { sql } from 'kysely'
import type { Reads } from '../../base/db/db.ts'

/** Whose day of waiting is over. */
export function supportersAsking(db: Reads, now: Date) {
  return db.selectFrom('supporters').select('id').where('erase_at', '<=', now).where('blocked_at', 'is', null).orderBy('erase_at').orderBy('id').execute()
}

/** Whether that is so still, for whoever is about to act on it; locked. */
export async function erasureAskedBy(tx: Reads, { id, now }: { id: number; now: Date }): Promise<boolean> {
  return (await tx.selectFrom('supporters').select('id').where('id', '=', id).where('erase_at', '<=', now).where('blocked_at', 'is', null).forUpdate().executeTakeFirst()) !== undefined
}

export function supportersOfReader(db: Reads, reader_id: number) {
  return db.selectFrom('supporters').select('id').where('reader_id', '=', reader_id).where('erased_at', 'is', null).orderBy('id').execute()
}

/** A supporter, and whoever became one with them. */
export async function oneWith(db: Reads, id: number) {
  const { rows } = await sql<{ id: number; name: string; mail_address: string; language: string }>`with recursive family as (
      select id from supporters where id = ${id} union select s.id from supporters s join family f on s.merged_into = f.id)
    select s.id, s.name, s.mail_address, s.language from supporters s join family using (id) order by s.id`.execute(db)
  return rows
}

export function pledgesGoingOn(db: Reads, supporters: readonly number[]) {
  return db.selectFrom('pledges').select('id').where('supporter_id', 'in', supporters).where('state', '<>', 'ended').orderBy('id').execute()
}
export function activeMandatesOf(db: Reads, supporters: readonly number[]) {
  return db.selectFrom('mandates').select('id').where('supporter_id', 'in', supporters).where('state', '=', 'active').orderBy('id').execute()
}

/** Who gives nothing any more, and for whom nothing has happened since a day. */
export async function quietSupporters(db: Reads, { before, limit }: { before: string; limit: number }) {
  const { rows } = await sql<{ id: number }>`select id from supporters s where blocked_at is null and erased_at is null and merged_into is null and created_at < ${before}::date
      and not exists (select from pledges p join supporters o on o.id = p.supporter_id where (o.id = s.id or o.merged_into = s.id) and (p.state in ('active', 'paused') or p.created_at >= ${before}::date
        or exists (select from pledge_changes c where c.pledge_id = p.id and c.happened_at >= ${before}::date)
        or exists (select from dues d where d.pledge_id = p.id and (d.state = 'in_flight' or d.state = 'open' and d.due_on >= ${before}::date or d.paid_on >= ${before}::date))))
    order by id limit ${limit}`.execute(db)
  return rows
}

/** Blocked, with no voucher of theirs from that day on, and with nothing on its way. */
export async function supportersToErase(db: Reads, { before, limit }: { before: string; limit: number }) {
  const { rows } = await sql<{ id: number }>`select id from supporters s where blocked_at is not null and erased_at is null
      and not exists (select from pledges p join dues d on d.pledge_id = p.id where p.supporter_id = s.id and (d.state = 'in_flight'
        or exists (select from ledger_entries e where e.due_id = d.id and e.booked_on >= ${before}::date)
        or exists (select from refunds r where r.due_id = d.id and r.state in ('waiting', 'owed', 'asked'))))
    order by id limit ${limit}`.execute(db)
  return rows
}

/** Ended, and last debited, or ended without ever having been, before a day; with nothing on its way to the bank. */
export async function mandatesToBlank(db: Reads, { before, limit }: { before: string; limit: number }) {
  const { rows } = await sql<{ id: number }>`select id from mandates m where state <> 'active' and (iban_sealed is not null or iban_shown <> '' or holder <> '') and coalesce(last_debit_on, ended_at::date) < ${before}::date
      and not exists (select from debits d where d.mandate_id = m.id and d.state in ('planned', 'sent'))
    order by id limit ${limit}`.execute(db)
  return rows
}

export function declarationsToBlank(db: Reads, { before, limit }: { before: string; limit: number }) {
  return db.selectFrom('declarations').select('id').where('sealed', 'is not', null).where('received_at', '<', sql<Date>`${before}::date`).orderBy('id').limit(limit).execute()
}
