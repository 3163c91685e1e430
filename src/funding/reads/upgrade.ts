import { sql } from 'kysely'
import type { Reads } from '../../base/db/db.ts'

/** Somebody who may be asked today whether they give more, and of which pledge: the largest. */
export interface Askable { supporter_id: number; pledge_id: number; amount: number; currency: string; rhythm: 'monthly' | 'quarterly' | 'yearly'; since: string; name: string; mail_address: string; language: string; consented_on: string; words: string }

interface Asked { today: string; zone: string; /** Asked after this day they are not asked again. */ asked_until: string; /** Since when they must have given. */ since: string; /** Since when nothing may have been amiss. */ quiet_since: string }

/**
 * Only who has consented, and said nothing else since; who was not asked within the year; of whom nothing is amiss: no pause, no pledge
 * that rests, nothing that came back, is missing or was written about. Of one supporter, or of all after one, by number.
 */
export async function askableForMore(db: Reads, { today, zone, asked_until, since, quiet_since, of }: Asked & { of: { supporter_id: number } | { after: number; limit: number } }): Promise<Askable[]> {
  const which = 'supporter_id' in of ? sql`s.id = ${of.supporter_id}` : sql`s.id > ${of.after}`
  const { rows } = await sql<Askable>`select s.id as supporter_id, p.id as pledge_id, p.amount, p.currency, p.rhythm, p.since, s.name, s.mail_address, s.language, (c.given_at at time zone ${zone})::date as consented_on, c.words
    from supporters s
    join lateral (select * from upgrade_consents where revoked_at is null and supporter_id in (select id from supporters o where o.id = s.id or o.merged_into = s.id) order by given_at desc limit 1) c on true
    join lateral (select p.id, p.amount, p.currency, p.rhythm, (select min(d.paid_on) from dues d where d.pledge_id = p.id and d.state = 'paid') as since
      from pledges p where p.supporter_id = s.id and p.state = 'active' and p.rhythm <> 'once' and p.way <> 'hand' and p.cancelled_at is null order by p.amount desc, p.id limit 1) p on true
    where ${which} and s.upgrade_consented_at is not null and s.mail_address <> '' and s.merged_into is null and s.blocked_at is null and s.erased_at is null and s.erase_at is null
      and (s.upgrade_asked_at is null or (s.upgrade_asked_at at time zone ${zone})::date <= ${asked_until}::date) and p.since <= ${since}::date
      and not exists (select from pledges q where q.supporter_id = s.id and (q.state in ('paused', 'stopped') or q.cancelled_at is not null and q.ended_why is null
        or exists (select from pledge_changes h where h.pledge_id = q.id and h.kind in ('paused', 'stopped', 'amount', 'ending', 'cancelled', 'withdrawn') and (h.happened_at at time zone ${zone})::date >= ${quiet_since}::date)
        or exists (select from dunning_holds o where o.pledge_id = q.id)
        or exists (select from dues d where d.pledge_id = q.id and (d.state = 'returned' or q.way = 'transfer' and d.state = 'open' and d.due_on < ${today}::date
          or exists (select from dunning_steps k where k.due_id = d.id and k.happened_on >= ${quiet_since}::date)
          or exists (select from debits b where b.due_id = d.id and b.state in ('rejected', 'returned') and b.ended_on >= ${quiet_since}::date)
          or exists (select from provider_payments y where y.due_id = d.id and (y.state = 'failed' and (y.settled_at at time zone ${zone})::date >= ${quiet_since}::date
            or exists (select from provider_disputes x where x.provider_payment_id = y.id and x.opened_on >= ${quiet_since}::date)))))))
      and not exists (select from declarations e where e.supporter_id = s.id and e.state = 'open')
    order by s.id ${'limit' in of ? sql`limit ${of.limit}` : sql``}`.execute(db)
  return rows
}

/** What stands of somebody's consent; undefined where they have given none, or taken it back. What somebody else agreed to before they became one is not theirs. */
export function standingConsent(db: Reads, supporter_id: number) {
  return db.selectFrom('upgrade_consents').select(['words', 'given_at']).where('revoked_at', 'is', null)
    .where('supporter_id', 'in', (eb) => eb.selectFrom('supporters').select('id').where((own) => own.or([own('id', '=', supporter_id), own('merged_into', '=', supporter_id)])))
    .where((eb) => eb.exists(eb.selectFrom('supporters').select('id').where('id', '=', supporter_id).where('upgrade_consented_at', 'is not', null)))
    .orderBy('given_at', 'desc').limit(1).executeTakeFirst()
}

/** Whose question a link is of, and in which language they read. */
export function questionOf(db: Reads, token_hash: Buffer) {
  return db.selectFrom('upgrade_questions').innerJoin('supporters as own', 'own.id', 'upgrade_questions.supporter_id').innerJoin('supporters', (join) => join.on('supporters.id', '=', sql<number>`coalesce(own.merged_into, own.id)`))
    .select(['supporters.id as supporter_id', 'supporters.language']).where('token_hash', '=', token_hash).executeTakeFirst()
}
