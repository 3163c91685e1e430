// Everything the paper holds about somebody who gives, as they may have it. What is sealed is opened by whoever hands it out.
import { sql } from 'kysely'
import type { Reads } from '../../base/db/db.ts'

/** `ids`: the supporter, and whoever became one with them. */
export async function ownGiving(db: Reads, ids: readonly number[]) {
  const of = ids.length > 0 ? ids : [0]
  return { ...(await ownPromises(db, of)), ...(await ownDebits(db, of)), ...(await ownMoney(db, of)), ...(await ownTraces(db, of)) }
}
export type OwnGivingRows = Awaited<ReturnType<typeof ownGiving>>

async function ownPromises(db: Reads, ids: readonly number[]) {
  return {
    supporters: await db.selectFrom('supporters').select(['id as number', 'name', 'mail_address', 'language', 'street', 'postcode', 'town', 'country', 'upgrade_consented_at', 'upgrade_asked_at', 'created_at', 'blocked_at', 'erase_at'])
      .where('id', 'in', ids).orderBy('id').execute(),
    pledges: await db.selectFrom('pledges').leftJoin('campaigns', 'campaigns.id', 'campaign_id').leftJoin('mandates', 'mandates.id', 'mandate_id')
      .select(['pledges.reference', 'amount', 'pledges.currency', 'pledges.rhythm', 'way', 'pledges.state', 'provider', 'provider_customer', 'provider_method', 'campaigns.slug as campaign', 'mandates.reference as mandate', 'created_at', 'began_on', 'next_due_on',
        'paused_until', 'stopped_why', 'cancelled_at', 'pledges.ends_on', 'ended_why'])
      .where('pledges.supporter_id', 'in', ids).orderBy('pledges.id').execute(),
    // By whom of the paper something was changed is not told.
    pledge_changes: await db.selectFrom('pledge_changes').innerJoin('pledges', 'pledges.id', 'pledge_id').select(['pledges.reference as pledge', 'kind', 'pledge_changes.amount', 'pledges.currency', 'pledge_changes.rhythm', 'pledge_changes.way', 'happened_at'])
      .where('supporter_id', 'in', ids).orderBy('pledge_changes.id').execute(),
    // Where it began, as long as it is known.
    pledge_origins: await db.selectFrom('pledge_origins').innerJoin('pledges', 'pledges.id', 'pledge_id').leftJoin('articles', 'articles.id', 'article_id').select(['pledges.reference as pledge', 'article_id as article', 'articles.headline', 'day'])
      .where('supporter_id', 'in', ids).orderBy('pledge_id').execute(),
    dues: await db.selectFrom('dues').innerJoin('pledges', 'pledges.id', 'pledge_id').select(['pledges.reference as pledge', 'due_on', 'dues.amount', 'dues.currency', 'dues.state', 'paid_on', 'again_on', 'thanked_at'])
      .where('supporter_id', 'in', ids).orderBy('dues.id').execute(),
    letters: await db.selectFrom('dunning_steps').innerJoin('dues', 'dues.id', 'due_id').innerJoin('pledges', 'pledges.id', 'pledge_id').select(['pledges.reference as pledge', 'due_on', 'step', 'dunning_steps.amount', 'dunning_steps.currency', 'pay_until', 'happened_at', 'skipped', 'told_at', 'refused_at', 'answer'])
      .where('supporter_id', 'in', ids).orderBy('happened_at').orderBy('due_id').execute(),
  }
}

async function ownDebits(db: Reads, ids: readonly number[]) {
  return {
    mandates: await db.selectFrom('mandates').select(['id', 'reference', 'holder', 'iban_sealed', 'iban_shown', 'bic', 'bank_country', 'street', 'postcode', 'town', 'country', 'notice_days', 'language', 'consent_text', 'signed_at', 'last_debit_on', 'state', 'ended_at'])
      .where('supporter_id', 'in', ids).orderBy('id').execute(),
    notices: await db.selectFrom('prenotifications').innerJoin('mandates', 'mandates.id', 'mandate_id').select(['mandates.reference as mandate', 'amount', 'currency', 'collect_on', 'prenotifications.notice_days', 'made_at', 'told_at', 'refused_at', 'answer'])
      .where('supporter_id', 'in', ids).orderBy('prenotifications.id').execute(),
    debits: await db.selectFrom('debits').innerJoin('mandates', 'mandates.id', 'mandate_id').select(['mandates.reference as mandate', 'amount', 'currency', 'collect_on', 'sequence_type', 'end_to_end_id', 'debits.state', 'reason_code', 'settled_on', 'ended_on'])
      .where('supporter_id', 'in', ids).orderBy('debits.id').execute(),
  }
}

async function ownMoney(db: Reads, ids: readonly number[]) {
  return {
    transfers: await db.selectFrom('statement_lines').innerJoin('pledges', 'pledges.id', 'pledge_id').select(['statement_lines.id', 'pledges.reference as pledge', 'statement_lines.amount', 'statement_lines.currency', 'booked_on', 'end_to_end_id', 'sealed'])
      .where('supporter_id', 'in', ids).where('statement_lines.state', '=', 'booked').orderBy('statement_lines.id').execute(),
    provider_payments: await db.selectFrom('provider_payments').innerJoin('dues', 'dues.id', 'due_id').innerJoin('pledges', 'pledges.id', 'pledge_id')
      .select(['pledges.reference as pledge', 'provider_payments.provider', 'foreign_id', 'provider_payments.amount', 'provider_payments.currency', 'description', 'customer', 'method', 'provider_payments.state', 'refunded', 'disputed', 'failure', 'asked_at', 'settled_at'])
      .where('supporter_id', 'in', ids).orderBy('provider_payments.id').execute(),
    method_changes: await db.selectFrom('method_changes').innerJoin('pledges', 'pledges.id', 'pledge_id').select(['pledges.reference as pledge', 'method_changes.provider', 'foreign_id', 'checkout_id', 'method_changes.state', 'asked_at', 'settled_at'])
      .where('supporter_id', 'in', ids).orderBy('method_changes.id').execute(),
    refunds: await db.selectFrom('refunds').innerJoin('dues', 'dues.id', 'due_id').innerJoin('pledges', 'pledges.id', 'pledge_id').select(['pledges.reference as pledge', 'refunds.amount', 'refunds.currency', 'why', 'refunds.state', 'asked_at', 'done_on'])
      .where('supporter_id', 'in', ids).orderBy('refunds.id').execute(),
    vouchers: await db.selectFrom('vouchers').innerJoin('dues', 'dues.id', 'due_id').innerJoin('pledges', 'pledges.id', 'pledge_id').select(['vouchers.number', 'pledges.reference as pledge', 'kind', 'vouchers.amount', 'vouchers.currency', 'received_on'])
      .where('supporter_id', 'in', ids).orderBy('vouchers.id').execute(),
  }
}

async function ownTraces(db: Reads, ids: readonly number[]) {
  return {
    declarations: await db.selectFrom('declarations').select(['number', 'kind', 'manner', 'received_at', 'wanted_on', 'came_by', 'state', 'settled_at', 'sealed']).where('supporter_id', 'in', ids).orderBy('id').execute(),
    certificates: await db.selectFrom('certificates').select(['id as number', 'kind', 'from_on', 'to_on', 'amount', 'currency', 'name', 'street', 'postcode', 'town', 'country', 'issued_on', 'handed_out', 'handed_out_at', 'recalled_why', 'recalled_at'])
      .where('supporter_id', 'in', ids).orderBy('id').execute(),
    // Notes are about the supporter, so they are the supporter's to see (Article 15 GDPR); whose they are is not.
    notes: await db.selectFrom('supporter_notes').select(['text', 'written_at']).where('supporter_id', 'in', ids).orderBy('id').execute(),
    dunning_holds: await db.selectFrom('dunning_holds').innerJoin('pledges', 'pledges.id', 'pledge_id').select(['pledges.reference as pledge', 'note', 'held_at']).where('supporter_id', 'in', ids).orderBy('pledge_id').execute(),
    upgrade_consents: await db.selectFrom('upgrade_consents').select(['words', 'given_by', 'given_at', 'revoked_by', 'revoked_at']).where('supporter_id', 'in', ids).orderBy('id').execute(),
    upgrade_questions: await db.selectFrom('upgrade_questions').innerJoin('pledges', 'pledges.id', 'pledge_id').select(['pledges.reference as pledge', 'upgrade_questions.amount', 'suggested', 'upgrade_questions.currency', 'asked_at', 'told_at']).where('upgrade_questions.supporter_id', 'in', ids).orderBy('upgrade_questions.id').execute(),
    mails: await db.selectFrom('supporter_mails').select(['subject', 'mailed_at']).where('supporter_id', 'in', ids).orderBy('id').execute(),
    personal_links: await db.selectFrom('supporter_links').select(['created_at', 'expires_at', 'leads_to', 'new_mail_address']).where('supporter_id', 'in', ids).orderBy('created_at').execute(),
    own_side_sessions: await db.selectFrom('supporter_sessions').select(['created_at', 'expires_at']).where('supporter_id', 'in', ids).orderBy('created_at').execute(),
  }
}

/** The supporters that a reader is, or that a supporter is, with whoever became one with them. */
export async function whoGives(db: Reads, { reader_id, supporter_id }: { reader_id?: number; supporter_id?: number }): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`with recursive family as (
      select id from supporters where ${reader_id === undefined ? sql`id = ${supporter_id ?? 0}` : sql`reader_id = ${reader_id}`} union select s.id from supporters s join family f on s.merged_into = f.id)
    select id from family order by id`.execute(db)
  return rows.map(({ id }) => id)
}
