import { sql, type Selectable } from 'kysely'
import type { Reads } from '../../base/db/db.ts'
import type { Schema } from '../../base/db/schema.ts'
import { unfitOf } from './planning.ts'

export type Collection = Selectable<Schema['collections']>

/** Why a planned debit cannot go in a file of a day. Whoever adds one adds its words. */
export const obstacles = ['unfit', 'no_mail', 'refused', 'untold', 'told_late', 'told_long_ago', 'address', 'account'] as const
export type Obstacle = (typeof obstacles)[number]

/** Of debit d with its notice n, mandate m and supporter s, for a file of that day; null: it can go. */
const obstacle = (day: string, grace: number) => sql<Obstacle | null>`case
  when ${unfitOf('d')} then 'unfit'
  when n.told_at is null and s.mail_address = '' then 'no_mail'
  when n.told_at is null and n.refused_at is not null then 'refused'
  when n.told_at is null then 'untold'
  when (n.told_at at time zone (select time_zone from paper))::date + n.notice_days > ${day}::date then 'told_late'
  when n.collect_on < ${day}::date - ${grace}::int then 'told_long_ago'
  when m.iban_sealed is null then 'account'
  when m.bank_country <> all(${eeaCountries}::text[]) and (m.town = '' or m.country = '') then 'address'
end`
const eeaCountries = sql.raw(`'{AT,BE,BG,CY,CZ,DE,DK,EE,ES,FI,FR,GR,HR,HU,IE,IS,IT,LI,LT,LU,LV,MT,NL,NO,PL,PT,RO,SE,SI,SK}'`)
const around = sql`from debits d join prenotifications n on n.id = d.prenotification_id join mandates m on m.id = d.mandate_id join supporters s on s.id = m.supporter_id`

export interface Day { day: string; grace: number }

/** What could go on a day that is in no collection: how many, and how much in cents. */
export async function readyFor(db: Reads, { day, grace }: Day) {
  const { rows } = await sql<{ count: number; total: number }>`select count(*) as count, coalesce(sum(d.amount), 0)::bigint as total ${around}
    where d.state = 'planned' and d.collection_id is null and d.collect_on <= ${day}::date and (${obstacle(day, grace)}) is null`.execute(db)
  return rows[0] ?? { count: 0, total: 0 }
}

/** The days for which something is planned, the earliest first. */
export function plannedDays(db: Reads) {
  return db.selectFrom('debits').select(['collect_on', (eb) => eb.fn.countAll<number>().as('count'), sql<number>`sum(amount)::bigint`.as('total')])
    .where('state', '=', 'planned').where('collection_id', 'is', null).groupBy('collect_on').orderBy('collect_on').limit(40).execute()
}

export interface Blocked { debit_id: number; prenotification_id: number; supporter_id: number; name: string; amount: number; currency: string; collect_on: string; answer: string; why: Obstacle }

/** Planned for a day or before, and cannot go: the first of them, and how many in all. */
export async function blockedFor(db: Reads, { day, grace, limit }: Day & { limit: number }): Promise<{ count: number; blocked: Blocked[] }> {
  const { rows } = await sql<Blocked & { count: number }>`select *, count(*) over () as count from (
      select d.id as debit_id, n.id as prenotification_id, s.id as supporter_id, s.name, d.amount, d.currency, d.collect_on, n.answer, ${obstacle(day, grace)} as why ${around}
      where d.state = 'planned' and d.collection_id is null and d.collect_on <= ${day}::date) b
    where why is not null order by collect_on, debit_id limit ${limit}`.execute(db)
  return { count: rows[0]?.count ?? 0, blocked: rows.map(({ count: _, ...blocked }) => blocked) }
}

/** Locked, so that nobody else proposes them. */
export async function readyIds(db: Reads, { day, grace }: Day): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`select d.id ${around}
    where d.state = 'planned' and d.collection_id is null and d.collect_on <= ${day}::date and (${obstacle(day, grace)}) is null order by d.id for no key update of d`.execute(db)
  return rows.map(({ id }) => id)
}

/** Those of a proposal that cannot go any more. */
export async function spoiltIds(db: Reads, { id, day, grace }: Day & { id: number }): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`select d.id ${around} where d.collection_id = ${id} and d.state = 'planned' and (${obstacle(day, grace)}) is not null`.execute(db)
  return rows.map((row) => row.id)
}

export function collectionById(db: Reads, id: number, { lock = false } = {}): Promise<Collection | undefined> {
  const query = db.selectFrom('collections').selectAll().where('id', '=', id)
  return (lock ? query.forUpdate() : query).executeTakeFirst()
}

/** Pledges first, then dues, then the debits: as whoever else changes them. */
export async function lockCollected(db: Reads, id: number) {
  await sql`select from pledges where id in (select pledge_id from dues join debits on dues.id = due_id where collection_id = ${id}) order by id for no key update`.execute(db)
  await sql`select from dues where id in (select due_id from debits where collection_id = ${id}) order by id for no key update`.execute(db)
  await sql`select from debits where collection_id = ${id} order by id for no key update`.execute(db)
}

/** In the order of the file. */
export function collected(db: Reads, id: number) {
  return db.selectFrom('debits').innerJoin('mandates', 'mandates.id', 'debits.mandate_id').select(['debits.id', 'due_id', 'mandate_id', 'amount', 'currency', 'sequence_type'])
    .where('collection_id', '=', id).where('debits.state', '=', 'planned').orderBy('sequence_type', 'desc').orderBy('debits.id').execute()
}
export type Collected = Awaited<ReturnType<typeof collected>>[number]

/** What stands in the file about each; by number. */
export async function fileDebits(db: Reads, { ids, zone }: { ids: readonly number[]; zone: string }) {
  return db.selectFrom('debits').innerJoin('mandates as m', 'm.id', 'debits.mandate_id').innerJoin('dues', 'dues.id', 'debits.due_id').innerJoin('pledges', 'pledges.id', 'dues.pledge_id')
    .select(['debits.id', 'end_to_end_id', 'debits.amount', 'm.id as mandate_id', 'm.reference', 'm.holder', 'm.bic', 'm.iban_sealed', 'm.bank_country', 'm.street', 'm.postcode', 'm.town', 'm.country', 'm.language', 'pledges.reference as pledge_reference', 'pledges.rhythm'])
    .select(sql<string>`(m.signed_at at time zone ${zone})::date`.as('signed_on'))
    .where('debits.id', '=', sql<number>`any(${ids}::bigint[])`).orderBy('debits.id').execute()
}

export interface ListedCollection extends Collection { proposed_by_name: string | null; approved_by_name: string | null; count: number; total: number; open: number; settled: number; returned: number; rejected: number }

/** The newest first, each with how its debits stand. */
export async function listedCollections(db: Reads, { before, limit }: { before: number | undefined; limit: number }): Promise<ListedCollection[]> {
  const { rows } = await sql<ListedCollection>`select c.*, p.name as proposed_by_name, a.name as approved_by_name, coalesce(d.count, 0) as count, coalesce(d.total, 0) as total,
      coalesce(d.open, 0) as open, coalesce(d.settled, 0) as settled, coalesce(d.returned, 0) as returned, coalesce(d.rejected, 0) as rejected
    from collections c left join readers p on p.id = c.proposed_by left join readers a on a.id = c.approved_by
      left join lateral (select count(*) as count, sum(amount)::bigint as total, count(*) filter (where state in ('planned', 'sent')) as open,
        count(*) filter (where state = 'settled') as settled, count(*) filter (where state = 'returned') as returned, count(*) filter (where state = 'rejected') as rejected
        from debits where collection_id = c.id) d on true
    where ${before ?? null}::bigint is null or c.id < ${before ?? null}::bigint order by c.id desc limit ${limit}`.execute(db)
  return rows
}

export function filesOf(db: Reads, collection_id: number) {
  return db.selectFrom('collection_files').select(['id', 'part', 'message_id', 'debits', 'total', 'made_at']).where('collection_id', '=', collection_id).orderBy('part').execute()
}
export function fileOf(db: Reads, { collection_id, part }: { collection_id: number; part: number }) {
  return db.selectFrom('collection_files').selectAll().where('collection_id', '=', collection_id).where('part', '=', part).executeTakeFirst()
}
export function fileByMessage(db: Reads, message_id: string) {
  return db.selectFrom('collection_files').select(['id', 'collection_id', 'message_id']).where('message_id', '=', message_id).executeTakeFirst()
}
