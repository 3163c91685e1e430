// Supporters who are probably one.
import { sql } from 'kysely'
import type { Reads } from '../../base/db/db.ts'

/** What is the same: the account; name and place; the mail address but for what does not count in it; an address that one of them had before. */
export const likenesses = ['account', 'place', 'mail', 'former'] as const
export type Likeness = (typeof likenesses)[number]
interface Alike { id: number; name: string; mail_address: string; town: string }
export interface Pair { one: Alike; other: Alike; why: Likeness[] }

/** An account that more people than this give from is nobody's own. */
const mostOfOneAccount = 8
// Before the @, without what follows a +, and without dots, hyphens and underscores.
const local = sql`translate(split_part(split_part(lower(mail_address), '@', 1), '+', 1), '.-_', '')`

const alike = sql`with listed as (select id, name, lower(name) as called, mail_address, ${local} as local, split_part(lower(mail_address), '@', 2) as domain, postcode, lower(town) as town from supporters where merged_into is null and blocked_at is null and erased_at is null),
  accounts as (select distinct m.iban_fingerprint as print, m.supporter_id as id from mandates m join listed on listed.id = m.supporter_id where m.iban_fingerprint is not null),
  shared as (select print from accounts group by print having count(*) between 2 and ${mostOfOneAccount}),
  found as (
    select a.id as one_id, b.id as other_id, 'account' as why from shared join accounts a using (print) join accounts b using (print) where a.id < b.id
    union select a.id, b.id, 'place' from listed a join listed b using (called, postcode) where called <> '' and postcode <> '' and a.id < b.id
    union select a.id, b.id, 'place' from listed a join listed b using (called, town) where called <> '' and town <> '' and a.id < b.id
    union select a.id, b.id, 'mail' from listed a join listed b using (local, domain) where local <> '' and a.id < b.id
    union select a.id, b.id, 'mail' from listed a join listed b using (local, called) where local <> '' and called <> '' and a.id < b.id
    union select least(f.merged_into, l.id), greatest(f.merged_into, l.id), 'former' from supporters f join listed l on lower(l.mail_address) = lower(f.mail_address)
      join listed k on k.id = f.merged_into where f.merged_into is not null and f.erased_at is null and f.mail_address <> '' and l.id <> f.merged_into),
  pairs as (select one_id, other_id, array_agg(distinct why order by why) as why from found
    where not exists (select from supporters_apart a where a.one_id = found.one_id and a.other_id = found.other_id) group by one_id, other_id)`

/** Those that have most in common first, then the newest; and how many there are in all. */
export async function likelyPairs(db: Reads, { limit }: { limit: number }): Promise<{ pairs: Pair[]; count: number }> {
  const shown = (table: string) => sql`json_build_object('id', ${sql.ref(`${table}.id`)}, 'name', ${sql.ref(`${table}.name`)}, 'mail_address', ${sql.ref(`${table}.mail_address`)}, 'town', ${sql.ref(`${table}.town`)})`
  const { rows } = await sql<Pair & { count: number }>`${alike}
    select ${shown('a')} as one, ${shown('b')} as other, why, p.count from (select *, count(*) over ()::int as count from pairs order by cardinality(why) desc, other_id desc, one_id desc limit ${limit}) p
      join supporters a on a.id = p.one_id join supporters b on b.id = p.other_id order by cardinality(why) desc, other_id desc, one_id desc`.execute(db)
  return { count: rows[0]?.count ?? 0, pairs: rows.map(({ one, other, why }) => ({ one, other, why })) }
}

/** What somebody has, for who is to choose between two. */
export async function compared(db: Reads, id: number) {
  const row = await db.selectFrom('supporters').selectAll().where('id', '=', id).where('merged_into', 'is', null).where('blocked_at', 'is', null).where('erased_at', 'is', null).executeTakeFirst()
  if (!row) return undefined
  const [pledges, mandates, notes] = await Promise.all([
    db.selectFrom('pledges').select(['id', 'amount', 'currency', 'rhythm', 'way', 'state']).where('supporter_id', '=', id).where('state', '<>', 'begun').orderBy('id', 'desc').execute(),
    db.selectFrom('mandates').select(['iban_shown', 'state']).where('supporter_id', '=', id).orderBy('id', 'desc').execute(),
    db.selectFrom('supporter_notes').select((eb) => eb.fn.countAll<number>().as('count')).where('supporter_id', '=', id).executeTakeFirstOrThrow(),
  ])
  return { ...row, pledges, mandates, notes: notes.count }
}
export type Compared = NonNullable<Awaited<ReturnType<typeof compared>>>

/** Both, if they are in the lists, locked in the order of their numbers. */
export function twoLocked(tx: Reads, ids: readonly [number, number]) {
  return tx.selectFrom('supporters').selectAll().where('id', 'in', ids).where('merged_into', 'is', null).where('blocked_at', 'is', null).where('erased_at', 'is', null).orderBy('id').forUpdate().execute()
}
/** What the two give, locked: pledges come before whoever gives them. */
export async function lockPledgesOf(tx: Reads, ids: readonly [number, number]) {
  await tx.selectFrom('pledges').select('id').where('supporter_id', 'in', ids).orderBy('id').forUpdate().execute()
}
