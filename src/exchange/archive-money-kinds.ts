// Readers' money, as an archive holds it: each kind is a table, and each line a row of it. References are the numbers of what
// they refer to, and every number stays what it is: the ledger names its source documents by them, and what is sealed opens
// only in its place. What is sealed leaves sealed.
import { z } from 'zod'
import { bytes, count, day, language, many, number, packed, sealed, slug, time } from './archive-fields.ts'

const words = z.string()
const amount = z.int()
const currency = z.string().regex(/^[A-Z]{3}$/)
const country = z.string().regex(/^([A-Z]{2})?$/)
const rhythm = z.enum(['once', 'monthly', 'quarterly', 'yearly'])
const provider = z.enum(['stripe', 'mollie'])
const uuid = z.uuid()
const noticeDays = z.int().min(1).max(14)
const place = { street: words, postcode: words, town: words, country }

const giving = {
  secret_keys: z.strictObject({ id: words.describe('the name of a key, which is made from it'), sealed_check: words, prints_sealed: sealed.nullable(), first_used_at: time }),
  funding_settings: z.strictObject({
    creditor_id: words, creditor_name: words, notice_days: noticeDays, four_eyes: z.boolean(), debits_per_file: count, again_after_days: many, debits_per_due: count,
    unspecified: z.enum(['again', 'stop']), button: z.enum(['order', 'gift']), certificates: z.boolean(), suggested_amounts: z.array(amount), currency,
    smallest_amount: count, largest_amount: count, giving_currency: currency.nullable().describe('the one shown first; none: the paper\'s own'), rhythms: z.array(words), ways: z.array(words), charge_retry_days: z.array(many),
  }),
  funding_mail_settings: z.strictObject({
    reminders: z.boolean(), reminder_after_days: count, reminder_count: count, reminder_between_days: count, after_reminders: z.enum(['stop', 'go_on']), dunning: z.boolean(), dunning_after_days: count,
    dunning_between_days: count, pay_within_days: count, statement_days: many, due_from: day.nullable(), upgrade: z.boolean(), upgrade_after_months: count, upgrade_quiet_months: count,
  }),
  currencies: z.strictObject({ currency, is_offered: z.boolean(), smallest_amount: count, largest_amount: count, suggested_amounts: z.array(amount), holder: words, iban: words, bic: words }),
  rhythm_amounts: z.strictObject({ currency, rhythm, suggested_amounts: z.array(amount) }),
  supporters: z.strictObject({
    number, name: words, mail_address: words, language, ...place, reader: number.nullable(), upgrade_consented_at: time.nullable(), upgrade_asked_at: time.nullable(),
    created_at: time, merged_into: number.nullable(), blocked_at: time.nullable(), erase_at: time.nullable(), erased_at: time.nullable(),
  }),
  supporter_notes: z.strictObject({ supporter: number, written_by: number, text: words, written_at: time }),
  supporter_mails: z.strictObject({ supporter: number, subject: words, mailed_at: time }),
  supporters_apart: z.strictObject({ one: number, other: number, decided_by: number.nullable(), decided_at: time }),
  mandates: z.strictObject({
    number, supporter: number, reference: words, holder: words, iban_sealed: sealed.nullable(), iban_fingerprint: bytes.nullable(), iban_shown: words, bic: words, bank_country: country, ...place,
    notice_days: noticeDays, language, consent_text: words, signed_at: time, last_debit_on: day.nullable(), state: z.enum(['active', 'stopped', 'revoked', 'lapsed']), ended_at: time.nullable(),
  }),
  pledges: z.strictObject({
    number, supporter: number, amount, currency, rhythm, agreed_as: z.enum(['gift', 'order']), way: z.enum(['debit', 'transfer', 'provider', 'hand']), reference: words, state: z.enum(['begun', 'active', 'paused', 'stopped', 'ended']),
    mandate: number.nullable(), provider: provider.nullable(), provider_customer: words.nullable(), provider_method: words.nullable(), campaign: slug.nullable(), created_at: time, began_on: day.nullable(),
    next_due_on: day.nullable(), paused_until: day.nullable(), pause_end_told_at: time.nullable(), stopped_why: z.enum(['account', 'refused', 'unpaid', 'died']).nullable(), cancelled_at: time.nullable(),
    ends_on: day.nullable(), ended_why: z.enum(['done', 'cancelled', 'withdrawn', 'unpaid', 'died', 'replaced', 'failed']).nullable(),
  }),
  pledge_changes: z.strictObject({
    pledge: number, kind: z.enum(['given', 'confirmed', 'amount', 'rhythm', 'way', 'account', 'paused', 'resumed', 'stopped', 'ending', 'cancelled', 'withdrawn', 'ended']), actor: words,
    amount, rhythm, way: z.enum(['debit', 'transfer', 'provider', 'hand']).nullable(), happened_at: time,
  }),
  dues: z.strictObject({
    number, pledge: number, due_on: day, amount, currency, state: z.enum(['open', 'in_flight', 'paid', 'returned', 'refunded', 'dropped']), paid_on: day.nullable(), again_on: day.nullable(), unasked: z.boolean(),
    part_of: number.nullable(), thanked_at: time.nullable(),
  }),
}

const bank = {
  prenotifications: z.strictObject({
    number, mandate: number, amount, currency, collect_on: day, notice_days: noticeDays, made_at: time, told_at: time.nullable(), refused_at: time.nullable(), answer: words,
  }),
  collections: z.strictObject({
    number, collect_on: day, currency, state: z.enum(['proposed', 'approved', 'dropped']), proposed_by: number.nullable(), proposed_at: time, approved_by: number.nullable(), approved_at: time.nullable(),
  }),
  collection_files: z.strictObject({ number, collection: number, part: z.int(), message_id: words, debits: count, total: count, sha256: bytes, sealed, made_at: time }),
  debits: z.strictObject({
    number, due: number, mandate: number, prenotification: number, amount, currency, collect_on: day, sequence_type: z.enum(['OOFF', 'RCUR']), end_to_end_id: words, collection: number.nullable(), file: number.nullable(),
    state: z.enum(['planned', 'sent', 'settled', 'rejected', 'returned', 'dropped']), reason_code: words, settled_on: day.nullable(), ended_on: day.nullable(),
  }),
  statement_files: z.strictObject({ number, name: words, sha256: bytes, sealed, imported_by: words, imported_at: time }),
  statements: z.strictObject({
    number, file: number, format: words, iban_fingerprint: bytes, iban_shown: words, statement_id: words.describe('the bank\'s own number of it'), currency, opening: amount.nullable(), closing: amount.nullable(),
    from_on: day.nullable(), to_on: day.nullable(), made_at: time.nullable(), digest: bytes,
  }),
  statement_lines: z.strictObject({
    number, statement: number, position: z.int(), entry: z.int(), amount, currency, booked_on: day, valued_on: day.nullable(), bank_reference: words, end_to_end_id: words, mandate_reference: words, reference: words,
    message_id: words, reason_code: words, bank_code: words, sealed, iban_fingerprint: bytes.nullable(), fingerprint: bytes, same_as: number.nullable(), state: z.enum(['suspense', 'proposed', 'booked', 'known']),
    kind: z.enum(['', 'transfer', 'debit', 'return', 'batch', 'fee', 'payout', 'refund', 'cash', 'other']), pledge: number.nullable(), decided_by: words.nullable(), decided_at: time.nullable(),
  }),
}

const others = {
  provider_payments: z.strictObject({
    number, provider, reference: uuid, foreign_id: words.nullable(), checkout_id: words.nullable(), due: number, amount, currency, description: words, customer: words.nullable(), method: words.nullable(),
    state: z.enum(['asked', 'open', 'paid', 'failed', 'lapsed']), double: z.boolean(), fee: many.nullable(), refunded: many, disputed: many, failure: words, asked_at: time, settled_at: time.nullable(), look_at: time.nullable(),
  }),
  provider_events: z.strictObject({ provider, event_id: words, kind: words, received_at: time, handled_at: time.nullable() }),
  refunds: z.strictObject({
    number, due: number, payment: number.nullable(), reference: uuid, foreign_id: words.nullable(), amount, currency, why: z.enum(['withdrawn', 'cancelled', 'mistake', 'goodwill', 'double']),
    state: z.enum(['waiting', 'owed', 'asked', 'done', 'failed', 'dropped']), asked_by: words, asked_at: time, done_on: day.nullable(),
  }),
  provider_payouts: z.strictObject({ number, provider, foreign_id: words, amount, currency, charges: amount, fees: amount, refunds: amount, arrives_on: day, line: number.nullable() }),
  provider_payout_parts: z.strictObject({ payout: number, position: z.int(), kind: z.enum(['charge', 'refund', 'dispute', 'fee', 'other']), payment: number.nullable(), amount, fee: amount }),
  provider_disputes: z.strictObject({ number, payment: number, foreign_id: words, taken: count, given_back: many, fee: many, fee_given_back: many, opened_on: day, ended_on: day.nullable() }),
  vouchers: z.strictObject({
    number, voucher: words.describe('its own number'), kind: z.enum(['cash', 'cheque', 'other']), due: number, amount, currency, received_on: day, typed_by: number, typed_at: time,
  }),
  declarations: z.strictObject({
    number, called: words.describe('its own number, which its confirmation names'), token_hash: bytes, kind: z.enum(['cancellation', 'withdrawal']), manner: z.enum(['ordinary', 'extraordinary']).nullable(), language,
    received_at: time, wanted_on: day.nullable(), sealed: sealed.nullable(), came_by: z.enum(['public', 'own', 'desk']), supporter: number.nullable(), state: z.enum(['done', 'open', 'settled']), settled_by: number.nullable(),
    settled_at: time.nullable(),
  }),
  declared_pledges: z.strictObject({ declaration: number, pledge: number, outcome: z.enum(['ended', 'ending', 'before', 'late']), ends_on: day.nullable() }),
  dunning_steps: z.strictObject({
    due: number, step: z.enum(['reminder', 'last_reminder', 'payment_reminder', 'first_letter', 'last_letter', 'over']), amount, currency, pay_until: day.nullable(), actor: words, happened_at: time, happened_on: day,
    skipped: z.boolean(), told_at: time.nullable(), refused_at: time.nullable(), answer: words,
  }),
  dunning_holds: z.strictObject({ pledge: number, note: words, held_by: number, held_at: time }),
  upgrade_consents: z.strictObject({
    supporter: number, words, language, given_by: z.enum(['giving', 'own']), given_at: time, revoked_by: z.enum(['own', 'mail', 'erasure']).nullable(), revoked_at: time.nullable(),
  }),
  upgrade_questions: z.strictObject({ supporter: number, pledge: number, amount, suggested: amount, currency, token_hash: bytes, asked_at: time, told_at: time.nullable(), refused_at: time.nullable(), answer: words }),
  certificate_terms: z.strictObject({
    number, issuer: words, street: words, postcode: words, town: words, grounds: z.enum(['exemption', 'statutes']), tax_office: words, tax_number: words, noticed_on: day, period: words, purposes: words, since_on: day, signer: words,
    told_on: day.nullable(), signature: bytes.nullable().describe('a picture, PNG or JPEG'), by_itself: z.boolean(), set_by: number.nullable(), set_at: time,
  }),
  certificates: z.strictObject({
    number, terms: number, supporter: number, kind: z.enum(['single', 'collective']), from_on: day, to_on: day, amount: count, currency, name: words, ...place, issued_on: day, issued_at: time, issued_by: words,
    handed_out: z.enum(['link', 'paper']).nullable(), handed_out_at: time.nullable(), recalled_why: z.enum(['returned', 'mistake']).nullable(), recalled_at: time.nullable(), recall_told: z.boolean(),
  }),
  certificate_gifts: z.strictObject({ certificate: number, due: number, given_on: day, amount: count, recalled: z.boolean() }),
  ledger_entries: z.strictObject({
    number, kind: words, source: words, due: number.nullable(), line: number.nullable(), reverses: number.nullable(), booked_on: day, recorded_at: time,
    postings: z.array(z.strictObject({ account: words, currency, amount })).min(2).describe('in their order; above zero for debit, below for credit'),
  }),
}

const books = {
  bookkeeping_settings: z.strictObject({ consultant: z.int().nullable(), client: z.int().nullable(), year_begins: z.int(), account_digits: z.int() }),
  bookkeeping_accounts: z.strictObject({
    account: z.enum(['bank', 'cash', 'stripe', 'mollie', 'suspense', 'refunds_owed', 'gifts', 'pledges', 'other', 'bank_fees', 'provider_fees', 'opening']), number: words.describe('in the chart of accounts'),
  }),
  closed_months: z.strictObject({ month: day, closed_by: number.nullable(), closed_at: time }),
}

/** In the order of the files: each after what it refers to. */
export const money = { ...giving, ...bank, ...others, ...books }
export type MoneyKind = keyof typeof money

export function isMoney(kind: string): kind is MoneyKind {
  return kind in money
}

const columnNames: Record<string, string> = {
  number: 'id', supporter: 'supporter_id', reader: 'reader_id', mandate: 'mandate_id', pledge: 'pledge_id', campaign: 'campaign_id', due: 'due_id', prenotification: 'prenotification_id', collection: 'collection_id',
  file: 'file_id', statement: 'statement_id', line: 'line_id', payment: 'provider_payment_id', payout: 'payout_id', declaration: 'declaration_id', terms: 'terms_id', certificate: 'certificate_id', voucher: 'number', called: 'number', one: 'one_id', other: 'other_id',
}
/** The column of a table that a field holds. */
export function columnOf(kind: MoneyKind, field: string): string {
  return kind === 'bookkeeping_accounts' ? field : columnNames[field] ?? field
}

/** As what a column stands in a field: a moment, bytes and what is sealed or packed as text, everything else as it is. */
export function heldAs(shape: z.core.$ZodType | undefined): 'moment' | 'bytes' | 'sealed' | 'itself' {
  const inner = shape instanceof z.ZodNullable ? shape.unwrap() : shape
  if (inner === time) return 'moment'
  return inner === bytes ? 'bytes' : inner === sealed || inner === packed ? 'sealed' : 'itself'
}
