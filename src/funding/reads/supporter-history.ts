// Everything that happened with one supporter, in one list.
import { sql } from 'kysely'
import type { Reads } from '../../base/db/db.ts'
import type { Step } from '../dunning.ts'
import type { EntryKind } from '../ledger.ts'
import type { Rhythm } from '../rhythm.ts'
import type { PledgeChange } from '../writes/pledges.ts'

interface Happened {
  at: Date
  id: number
  /** The journal's name of who did it; null where the bank did, or time. */
  actor: string | null
  actor_name: string | null
}
interface OfMoney { amount: number; currency: string }
/** `about`: the reference of the pledge. */
export type Happening = Happened & (
  | { part: 'change'; kind: PledgeChange['kind']; about: string; rhythm: Rhythm } & OfMoney
  | { part: 'entry'; kind: EntryKind; about: string; /** YYYY-MM-DD */ on: string; reason: string } & OfMoney
  | { part: 'notice'; kind: 'told' | 'refused'; on: string } & OfMoney
  | { part: 'thanks'; kind: 'mailed' } & OfMoney
  | { part: 'mail'; kind: 'mailed'; about: string }
  | { part: 'declaration'; kind: 'cancellation' | 'withdrawal'; about: string; /** came_by */ reason: 'public' | 'own' | 'desk' }
  | { part: 'refund'; kind: 'withdrawn' | 'cancelled' | 'mistake' | 'goodwill' | 'double'; about: string } & OfMoney
  | { part: 'failure'; kind: 'failed'; about: string; reason: string } & OfMoney
  | { part: 'dunning'; kind: Step; about: string; reason: 'skipped' | 'refused' | '' } & OfMoney
  | { part: 'question'; kind: 'asked' } & OfMoney
  | { part: 'certificate'; kind: 'issued' | 'recalled' } & OfMoney
  | { part: 'consent'; kind: 'given' | 'revoked' }
  | { part: 'deed'; kind: string; about: string })

export interface HistoryPlace { at: Date; part: string; id: number }

// An entry counts for a day: at the hour it was recorded where that is the same day, else at the day's end.
const whenBooked = sql`case when (e.recorded_at at time zone z.time_zone)::date = e.booked_on then e.recorded_at else (e.booked_on + 1)::timestamp at time zone z.time_zone - interval '1 second' end`
const ofDebit = sql`case when e.source like 'debit:%' then (select reason_code from debits where id = substring(e.source from 7)::bigint) end`

/** The newest first, those before a place. `numbers`: theirs, and of whoever became one with them; the journal names those too. */
export async function historyOf(db: Reads, { supporter_id, numbers, before, limit }: { supporter_id: number; numbers: readonly number[]; before: HistoryPlace | undefined; limit: number }): Promise<Happening[]> {
  const subjects = numbers.map((number) => `supporter:${number}`)
  const { rows } = await sql<Happening>`with z as (select time_zone from paper), own as (select * from pledges where supporter_id = ${supporter_id}), owed as (select d.*, own.reference from dues d join own on own.id = d.pledge_id)
    select h.*, case when h.actor like 'staff:%' then (select name from readers where id = substring(h.actor from 7)::bigint) end as actor_name from (
      select c.happened_at as at, 'change' as part, c.id, c.kind, own.reference as about, c.amount, own.currency, null::date as "on", null as reason, c.rhythm, c.actor
        from pledge_changes c join own on own.id = c.pledge_id
      union all select ${whenBooked}, 'entry', e.id, e.kind, owed.reference, po.amount, po.currency, e.booked_on, coalesce(${ofDebit}, ''), null, null
        from owed join ledger_entries e on e.due_id = owed.id cross join z
          join lateral (select max(abs(amount)) as amount, min(currency) as currency from ledger_postings where entry_id = e.id and account in ('gifts', 'pledges', 'in_flight', 'refunds_owed')) po on po.amount is not null
        where e.kind not in ('charge_fee', 'dispute_fee')
      union all select coalesce(n.told_at, n.refused_at), 'notice', n.id, case when n.told_at is null then 'refused' else 'told' end, null, n.amount, n.currency, n.collect_on, null, null, null
        from prenotifications n join mandates m on m.id = n.mandate_id where m.supporter_id = ${supporter_id} and coalesce(n.told_at, n.refused_at) is not null
      union all select owed.thanked_at, 'thanks', owed.id, 'mailed', null, owed.amount, owed.currency, null, null, null, null from owed where owed.thanked_at is not null
      union all select mailed_at, 'mail', id, 'mailed', subject, null, null, null, null, null, null from supporter_mails where supporter_id = ${supporter_id}
      union all select received_at, 'declaration', id, kind, number, null, null, null, came_by, null, null from declarations where supporter_id = ${supporter_id}
      union all select r.asked_at, 'refund', r.id, r.why, owed.reference, r.amount, r.currency, null, null, null, r.asked_by from owed join refunds r on r.due_id = owed.id
      union all select coalesce(y.settled_at, y.asked_at), 'failure', y.id, 'failed', owed.reference, y.amount, y.currency, null, y.failure, null, null from owed join provider_payments y on y.due_id = owed.id where y.state = 'failed'
      union all select g.happened_at, 'dunning', owed.id, g.step, owed.reference, g.amount, g.currency, null, case when g.skipped then 'skipped' when g.refused_at is not null then 'refused' else '' end, null, g.actor from owed join dunning_steps g on g.due_id = owed.id
      union all select asked_at, 'question', id, 'asked', null, suggested, currency, null, null, null, null from upgrade_questions where supporter_id = ${supporter_id}
      union all select given_at, 'consent', id, 'given', null, null, null, null, null, null, null from upgrade_consents where supporter_id = ${supporter_id}
      union all select revoked_at, 'consent', id, 'revoked', null, null, null, null, null, null, null from upgrade_consents where supporter_id = ${supporter_id} and revoked_at is not null
      union all select issued_at, 'certificate', id, 'issued', null, amount, currency, null, null, null, issued_by from certificates where supporter_id = any(${numbers}::bigint[])
      union all select recalled_at, 'certificate', id, 'recalled', null, amount, currency, null, null, null, null from certificates where supporter_id = any(${numbers}::bigint[]) and recalled_at is not null
      union all select happened_at, 'deed', id, what, subject, null, null, null, null, null, actor from journal where subject = any(${subjects}::text[])
        or subject in (select 'mandate:' || id from mandates where supporter_id = ${supporter_id})
    ) h where ${before === undefined ? sql`true` : sql`(h.at, h.part, h.id) < (${before.at}::timestamptz, ${before.part}, ${before.id}::bigint)`}
    order by h.at desc, h.part desc, h.id desc limit ${limit}`.execute(db)
  return rows
}
