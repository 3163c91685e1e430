// The list of supporters. Whoever is blocked, erased or has become one with somebody is in none of these reads.
import { sql, type RawBuilder } from 'kysely'
import type { Reads } from '../../base/db/db.ts'
import type { PledgeParts, Sought, SupporterFilter } from '../supporter-filter.ts'
import type { Rhythm } from '../rhythm.ts'
import type { Pledge } from './pledges.ts'

type Condition = RawBuilder<boolean>

export const isListed: Condition = sql<boolean>`s.merged_into is null and s.blocked_at is null and s.erased_at is null`
/** What a pledge brings in a year, minor units: whole numbers, in the order of what it brings in a month. */
export const inAYear = sql<number>`p.amount * case p.rhythm when 'monthly' then 12 when 'quarterly' then 4 when 'yearly' then 1 else 0 end`

export interface ListedPledge { id: number; amount: number; currency: string; rhythm: Rhythm; state: Pledge['state']; way: Pledge['way']; paused_until: string | null; ends_on: string | null; cancelled_at: string | null; stopped_why: Pledge['stopped_why']; ended_why: Pledge['ended_why'] }
export interface Sum { currency: string; amount: number }
export interface ListedSupporter {
  id: number; name: string; mail_address: string; language: string; street: string; postcode: string; town: string; country: string; created_at: Date
  /** By what the list is ordered, where that is no column of theirs. */
  in_a_year: number
  /** What they give, have given or were to give, the newest first. */
  pledges: ListedPledge[]
  /** What the ledger has as come and not gone back, by currency. */
  given: Sum[]
}

export interface Listing { filter: SupporterFilter; sought?: Sought | undefined; currency: string; /** The last one of the page before. */ after?: { id: number; in_a_year: number } | undefined; limit: number }

/** Those of a page, in the order that the filter asks for. Each page is found by the last one of the page before. */
export async function listedSupporters(db: Reads, { filter, sought, currency, after, limit }: Listing): Promise<ListedSupporter[]> {
  const { order } = filter
  const wanted = all([isListed, ...conditions(filter), ...(sought ? [isSought(sought)] : [])])
  const byAmount = order === 'amount'
  const yearly = sql`left join (select p.supporter_id, sum((${inAYear})::double precision) as amount from pledges p where p.state in ('active', 'paused') and p.rhythm <> 'once' and p.currency = ${currency} group by p.supporter_id) y on y.supporter_id = s.id`
  const { rows } = await sql<ListedSupporter>`with page as (
      select s.id, s.name, s.mail_address, s.language, s.street, s.postcode, s.town, s.country, s.created_at, ${byAmount ? sql`coalesce(y.amount, 0)::bigint` : sql`0::bigint`} as in_a_year
      from supporters s ${byAmount ? yearly : sql``} where ${wanted} ${after ? sql`and ${isAfter(order, after)}` : sql``}
      order by ${orderOf(order)} limit ${limit})
    select s.*, coalesce(g.pledges, '[]'::json) as pledges, coalesce(l.given, '[]'::json) as given from page s
      left join lateral (select json_agg(json_build_object('id', p.id, 'amount', p.amount, 'currency', p.currency, 'rhythm', p.rhythm, 'state', p.state, 'way', p.way, 'paused_until', p.paused_until,
        'ends_on', p.ends_on, 'cancelled_at', p.cancelled_at, 'stopped_why', p.stopped_why, 'ended_why', p.ended_why) order by p.id desc) as pledges from pledges p where p.supporter_id = s.id and p.state <> 'begun') g on true
      left join lateral (${givenOf(sql`s.id`)}) l on true
    order by ${orderOf(order, sql`s.in_a_year`)}`.execute(db)
  return rows
}

/** What the ledger books as theirs, less what went back: [{currency, amount}]. */
function givenOf(supporter_id: RawBuilder<unknown>) {
  return sql`select json_agg(json_build_object('currency', currency, 'amount', amount) order by currency) as given from (
    select po.currency, -sum(po.amount) as amount from pledges p join dues d on d.pledge_id = p.id join ledger_entries e on e.due_id = d.id join ledger_postings po on po.entry_id = e.id
    where p.supporter_id = ${supporter_id} and po.account in ('gifts', 'pledges') group by po.currency) sums`
}

function orderOf(order: SupporterFilter['order'], amount: RawBuilder<unknown> = sql`coalesce(y.amount, 0)`) {
  if (order === 'name') return sql`lower(s.name), s.id`
  return order === 'amount' ? sql`${amount} desc, s.id desc` : sql`s.id desc`
}

function isAfter(order: SupporterFilter['order'], { id, in_a_year }: { id: number; in_a_year: number }): Condition {
  if (order === 'name') return sql<boolean>`(lower(s.name), s.id) > (select lower(name), id from supporters where id = ${id})`
  return order === 'amount' ? sql<boolean>`(coalesce(y.amount, 0), s.id) < (${in_a_year}::bigint, ${id}::bigint)` : sql<boolean>`s.id < ${id}`
}

function conditions({ gives, since, ...parts }: SupporterFilter): Condition[] {
  return [...(since === null ? [] : [sql<boolean>`s.created_at >= ${since}::date::timestamp at time zone (select time_zone from paper)`]), ...givesSo(gives, partsOf(parts))]
}

/** What is asked of a pledge p. */
export function partsOf({ rhythm, way, campaign_id }: PledgeParts): Condition[] {
  return [...(rhythm === null ? [] : [sql<boolean>`p.rhythm = ${rhythm}`]), ...(way === null ? [] : [sql<boolean>`p.way = ${way}`]), ...(campaign_id === null ? [] : [sql<boolean>`p.campaign_id = ${campaign_id}`])]
}

function givesSo(gives: SupporterFilter['gives'], parts: Condition[]): Condition[] {
  const has = (...more: Condition[]) => sql<boolean>`s.id in (select p.supporter_id from pledges p where ${all([sql<boolean>`p.state <> 'begun'`, ...more])})`
  const recurring = sql<boolean>`p.rhythm <> 'once'`
  if (gives === null) return parts.length === 0 ? [] : [has(...parts)]
  if (gives === 'once') return [has(sql<boolean>`p.rhythm = 'once'`, ...parts), sql<boolean>`not ${has(recurring)}`]
  if (gives === 'formerly') return [has(recurring, ...parts), sql<boolean>`not ${has(recurring, sql<boolean>`p.state <> 'ended'`)}`]
  return [has(recurring, sql<boolean>`p.state = ${gives === 'now' ? 'active' : gives}`, ...parts)]
}

/** Also by what those were called who have become one with somebody: it leads to who they are now. */
function isSought(sought: Sought): Condition {
  if (sought.by === 'account') {
    return sql<boolean>`s.id in (select supporter_id from mandates where iban_fingerprint = ${sought.fingerprint}
      union all select p.supporter_id from statement_lines l join pledges p on p.id = l.pledge_id where l.iban_fingerprint = ${sought.fingerprint} and l.pledge_id is not null)`
  }
  if (sought.by === 'reference') return sql<boolean>`s.id in (select supporter_id from pledges where reference like ${`${sought.reference}%`})`
  if (sought.by === 'mandate') return sql<boolean>`s.id in (select supporter_id from mandates where reference like ${`${sought.reference}%`})`
  const { words, number } = sought
  const has = words.map((word) => sql<boolean>`(lower(f.name) like ${like(word)} or lower(f.mail_address) like ${like(word)} or lower(f.town) like ${like(word)} or f.postcode = ${word})`)
  return sql<boolean>`s.id in (select coalesce(f.merged_into, f.id) from supporters f where f.blocked_at is null and f.erased_at is null and ((${all(has)}) or f.id = ${number}))`
}

function like(word: string): string {
  return `%${word.replace(/[\\%_]/g, '\\$&')}%`
}

export function all(conditions: readonly Condition[]): Condition {
  return sql<boolean>`${sql.join([...conditions], sql` and `)}`
}
