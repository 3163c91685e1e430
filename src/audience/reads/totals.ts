// What was signed of days' totals, and with which keys.
import { sql } from 'kysely'
import type { Reads } from '../../base/db/db.ts'

export interface DayToSign { day: string; /** The number of the statement that it corrects. */ replaces: number | null; revision: number }

/** Days up to `to` that nothing was signed of, or less or more than there is by now; these only where the last word was spoken before `corrected_before`. */
export async function daysToSign(db: Reads, { to, corrected_before, limit }: { to: string; corrected_before: Date; limit: number }): Promise<DayToSign[]> {
  const sumOf = (name: 'machines' | 'left_out') => sql`(select coalesce(sum(value::bigint), 0) from jsonb_each_text(s.said -> ${sql.lit(name)}))`
  const { rows } = await sql<DayToSign>`with s as (select distinct on (day) day, number, revision, signed_at, text::jsonb as said from totals_statements where kind = 'totals' order by day, revision desc)
    select d.day, s.number as replaces, coalesce(s.revision, 0) + 1 as revision
    from (select generate_series((select min(day) from page_days where page_id = 0), ${to}::date, interval '1 day')::date as day) as d
      left join s on s.day = d.day left join page_days as p on p.page_id = 0 and p.day = d.day
    where s.day is null or (s.signed_at < ${corrected_before} and ((s.said ->> 'views')::bigint <> coalesce(p.views, 0)
      or ${sumOf('machines')} <> (select coalesce(sum(hits), 0) from machine_days where day = d.day)
      or ${sumOf('left_out')} <> (select coalesce(sum(hits), 0) from left_out_days where day = d.day)))
    order by 1 limit ${limit}`.execute(db)
  return rows
}

export async function hasArticles(db: Reads): Promise<boolean> {
  return (await db.selectFrom('articles').select('id').limit(1).executeTakeFirst()) !== undefined
}

export function lastStatement(db: Reads) {
  return db.selectFrom('totals_statements').select(['number', 'text']).orderBy('number', 'desc').limit(1).executeTakeFirst()
}

/** With its private half sealed. */
export function currentKey(db: Reads) {
  return db.selectFrom('totals_keys').select(['id', 'name', 'private_sealed', 'made_at']).where('retired_at', 'is', null).executeTakeFirst()
}

/** The public halves of all keys there ever were. */
export function publicKeys(db: Reads) {
  return db.selectFrom('totals_keys').select(['name', 'public_key', 'made_at', 'retired_at']).orderBy('id').execute()
}

const shown = ['s.number', 's.kind', 's.day', 's.revision', 's.text', 's.signature', 'k.name as key', 's.signed_at'] as const
function statements(db: Reads) {
  return db.selectFrom('totals_statements as s').innerJoin('totals_keys as k', 'k.id', 's.key_id').select(shown)
}

export type TotalsStatement = Awaited<ReturnType<typeof statementsAfter>>[number]

/** In the order of the chain. */
export function statementsAfter(db: Reads, { after, limit }: { after: number; limit: number }) {
  return statements(db).where('s.number', '>', after).orderBy('s.number').limit(limit).execute()
}

/** The newest first. */
export function statementsBefore(db: Reads, { before, limit }: { before: number; limit: number }) {
  return statements(db).where('s.number', '<', before).orderBy('s.number', 'desc').limit(limit).execute()
}

export function statementNumbered(db: Reads, number: number) {
  return statements(db).where('s.number', '=', number).executeTakeFirst()
}

export interface ModeChange { at: Date; mode: string }

/** Since when the paper has counted how: as the journal has it. */
export async function modeChanges(db: Reads): Promise<ModeChange[]> {
  const rows = await db.selectFrom('journal').select(['happened_at', 'what']).where('subject', '=', 'counting').where('what', 'like', 'counting set to %').orderBy('happened_at').orderBy('id').execute()
  return rows.map(({ happened_at, what }) => ({ at: happened_at, mode: what.slice('counting set to '.length) }))
}
