// What is open and overdue, with all that decides what is written about it: read by the job, by the desk and for its list alike.
import { sql, type RawBuilder } from 'kysely'
import type { Reads } from '../../base/db/db.ts'

export interface TakenStep {
  step: 'reminder' | 'last_reminder' | 'payment_reminder' | 'first_letter' | 'last_letter' | 'over'
  /** YYYY-MM-DD in the paper's zone. */
  happened_on: string
  pay_until: string | null
  /** Who of the staff took it, if not the schedule. */
  actor_name: string | null
  skipped: boolean
  told_at: string | null
  refused_at: string | null
}

/** A due of which the money is missing, and nothing is on its way. */
export interface OpenItem {
  due_id: number; pledge_id: number; supporter_id: number; due_on: string; amount: number; currency: string; state: 'open' | 'returned'
  agreed_as: 'gift' | 'order'; way: 'debit' | 'transfer' | 'provider' | 'hand'; rhythm: 'once' | 'monthly' | 'quarterly' | 'yearly'; reference: string
  pledge_state: 'active' | 'stopped' | 'ended'; stopped_why: 'account' | 'unpaid' | null
  /** Of the mandate it is to be debited by, where there is one. */
  iban_shown: string | null; mandate_state: string | null
  name: string; mail_address: string; language: string
  /** Of its last debit; how many there were. */
  reason_code: string | null; debits: number
  /** Since when it is missing: when it was due, or came back. */
  came_back_on: string
  steps: TakenStep[]
  /** When anything was last written about its pledge. */
  last_of_pledge_on: string | null
  /** The last letter about some due of its pledge had no answer, and nothing has come since. */
  is_unanswered: boolean
  is_declared: boolean
  is_disputed: boolean
  hold: { note: string; held_by: number; held_by_name: string | null; held_at: string } | null
}

interface Asked { today: string; zone: string }

/** Of one pledge, the oldest first. Whoever acts on them has locked the pledge. */
export async function openItemsOf(db: Reads, pledge_id: number, asked: Asked): Promise<OpenItem[]> {
  const { rows } = await sql<OpenItem>`${items(asked)} and p.id = ${pledge_id} order by du.due_on, du.id`.execute(db)
  return rows
}

/** What of them the desk wants to see: with letters written; held; those of which the last letter had no answer. */
export type Showing = 'all' | 'written' | 'held' | 'over'

/** All of them, by pledge; those of some pledges at a time. */
export async function openItems(db: Reads, { after, pledges, show = 'all', ...asked }: Asked & { after: number; pledges: number; show?: Showing }): Promise<OpenItem[]> {
  const { rows } = await sql<OpenItem>`${items(asked)} and p.id in (select p.id ${from} where ${missing(asked)} and p.id > ${after} and ${shown[show]} group by p.id order by p.id limit ${pledges}) order by p.id, du.due_on, du.id`.execute(db)
  return rows
}

const shown: Record<Showing, RawBuilder<unknown>> = {
  all: sql`true`,
  written: sql`exists (select from dunning_steps k where k.due_id = du.id)`,
  held: sql`exists (select from dunning_holds h where h.pledge_id = p.id)`,
  over: sql`exists (select from dunning_steps k where k.due_id = du.id and k.step = 'over')`,
}

/** The pledge of a due that is missing; undefined where it is not (any more). */
export async function pledgeMissing(db: Reads, due_id: number, asked: Asked): Promise<number | undefined> {
  const { rows } = await sql<{ id: number }>`select p.id ${from} where ${missing(asked)} and du.id = ${due_id}`.execute(db)
  return rows[0]?.id
}

/** Who was merged is written to as who they are now. */
const from = sql`from dues du join pledges p on p.id = du.pledge_id join supporters own on own.id = p.supporter_id join supporters s on s.id = coalesce(own.merged_into, own.id)
  left join lateral (select d.reason_code, d.ended_on from debits d where d.due_id = du.id and d.state in ('rejected', 'returned') order by d.id desc limit 1) back on true`

/**
 * Overdue, of a pledge that goes on or was stopped for want of money, with nothing on its way: no debit, no charge, no day on which it
 * is debited again. Nothing of those who died. Of gifts only what was to be transferred: what else did not come of them is not asked for. Found by dues_open_idx.
 */
function missing({ today }: Asked): RawBuilder<unknown> {
  return sql`du.state in ('open', 'returned') and du.due_on < ${today}::date and du.due_on >= coalesce((select due_from from funding_mail_settings), '-infinity'::date) and du.again_on is null
    and coalesce(back.reason_code, '') <> 'MD07' and s.blocked_at is null and s.erased_at is null and p.cancelled_at is null
    and case p.agreed_as when 'order' then (p.state = 'active' or p.state = 'stopped' and p.stopped_why in ('unpaid', 'account') or p.state = 'ended' and p.ended_why = 'done' and p.rhythm = 'once')
        and case p.way when 'transfer' then true when 'debit' then back.ended_on is not null when 'provider' then p.state = 'stopped' else false end
      else p.state = 'active' and p.way = 'transfer' and du.state = 'open' end
    and not exists (select from debits d where d.due_id = du.id and d.state in ('planned', 'sent', 'settled'))
    and not exists (select from provider_payments y where y.due_id = du.id and y.state in ('asked', 'open'))`
}

function items(asked: Asked): RawBuilder<unknown> {
  const { zone } = asked
  const ofPledge = sql`from dunning_steps k join dues o on o.id = k.due_id where o.pledge_id = p.id`
  return sql`select du.id as due_id, p.id as pledge_id, s.id as supporter_id, du.due_on, du.amount, du.currency, du.state, p.agreed_as, p.way, p.rhythm, p.reference, p.state as pledge_state, p.stopped_why, m.iban_shown, m.state as mandate_state,
    s.name, s.mail_address, s.language, back.reason_code, (select count(*) from debits d where d.due_id = du.id and d.file_id is not null) as debits,
    greatest(du.due_on, back.ended_on, (select max((y.settled_at at time zone ${zone})::date) from provider_payments y where y.due_id = du.id and y.state = 'failed')) as came_back_on,
    coalesce((select json_agg(json_build_object('step', k.step, 'happened_on', k.happened_on, 'pay_until', k.pay_until, 'actor_name', case when k.actor like 'staff:%' then (select r.name from readers r where r.id = substr(k.actor, 7)::bigint) end, 'skipped', k.skipped, 'told_at', k.told_at, 'refused_at', k.refused_at) order by k.happened_at, k.step)
      from dunning_steps k where k.due_id = du.id), '[]') as steps,
    (select max(k.happened_on) ${ofPledge}) as last_of_pledge_on,
    exists (select ${ofPledge} and k.step = 'over' and not exists (select from dues paid where paid.pledge_id = p.id and paid.paid_on >= k.happened_on)) as is_unanswered,
    exists (select from declarations e where e.state = 'open' and e.supporter_id in (own.id, s.id)) as is_declared,
    exists (select from provider_disputes x join provider_payments y on y.id = x.provider_payment_id where y.due_id = du.id and x.taken > x.given_back) as is_disputed,
    (select json_build_object('note', h.note, 'held_by', h.held_by, 'held_by_name', r.name, 'held_at', h.held_at) from dunning_holds h left join readers r on r.id = h.held_by where h.pledge_id = p.id) as hold
    ${from} left join mandates m on m.id = p.mandate_id where ${missing(asked)}`
}

/** Up to which day the bank has told what came; null: nothing yet. */
export async function toldUntil(db: Reads): Promise<string | null> {
  const { rows } = await sql<{ day: string | null }>`select max(coalesce(to_on, made_at::date)) as day from statements`.execute(db)
  return rows[0]?.day ?? null
}
