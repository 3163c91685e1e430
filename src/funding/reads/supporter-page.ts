// What the fundraisers' desk shows of one supporter, besides what they see themselves (own-side.ts).
import { sql } from 'kysely'
import type { Reads } from '../../base/db/db.ts'

/** One of the lists, or the number of whom they have become one with; undefined for whoever is blocked, erased, or never was. */
export async function supporterShown(db: Reads, id: number) {
  return db.selectFrom('supporters').selectAll().where('id', '=', id).where('blocked_at', 'is', null).where('erased_at', 'is', null).executeTakeFirst()
}
export type SupporterShown = NonNullable<Awaited<ReturnType<typeof supporterShown>>>

export interface YearGiven { year: number; currency: string; amount: number }

/** What the ledger has as come in each year, less what went back; the newest first. */
export async function givenByYear(db: Reads, supporter_id: number): Promise<YearGiven[]> {
  const { rows } = await sql<YearGiven>`select extract(year from e.booked_on)::int as year, po.currency, -sum(po.amount)::bigint as amount
    from pledges p join dues d on d.pledge_id = p.id join ledger_entries e on e.due_id = d.id join ledger_postings po on po.entry_id = e.id
    where p.supporter_id = ${supporter_id} and po.account in ('gifts', 'pledges') group by 1, 2 order by 1 desc, 2`.execute(db)
  return rows
}

/** The newest first, with who wrote each. */
export function notesOn(db: Reads, supporter_id: number) {
  return db.selectFrom('supporter_notes').innerJoin('readers', 'readers.id', 'written_by').select(['supporter_notes.id', 'text', 'written_by', 'written_at', 'readers.name as written_by_name'])
    .where('supporter_id', '=', supporter_id).orderBy('supporter_notes.id', 'desc').execute()
}
export type Note = Awaited<ReturnType<typeof notesOn>>[number]

/** With the supporter, whoever has become one with them. */
export async function numbersOf(db: Reads, id: number): Promise<number[]> {
  return (await db.selectFrom('supporters').select('id').where((eb) => eb.or([eb('id', '=', id), eb('merged_into', '=', id)])).orderBy('id').execute()).map((row) => row.id)
}

/** A pledge of somebody in the lists. */
export function pledgeShown(db: Reads, id: number) {
  return db.selectFrom('pledges').innerJoin('supporters', 'supporters.id', 'pledges.supporter_id').select(['pledges.id', 'pledges.supporter_id', 'supporters.name', 'supporters.mail_address', 'supporters.language'])
    .where('pledges.id', '=', id).where('pledges.state', '<>', 'begun').where('merged_into', 'is', null).where('blocked_at', 'is', null).where('erased_at', 'is', null).executeTakeFirst()
}

export function mandateShown(db: Reads, { id, supporter_id }: { id: number; supporter_id: number }) {
  return db.selectFrom('mandates').selectAll().where('id', '=', id).where('supporter_id', '=', supporter_id).executeTakeFirst()
}
