// Readers' money, drawn row by row: what operations make of it, and what else the tables allow.
import { sql } from 'kysely'
import type { Db } from '../src/base/db/db.ts'
import { safeOf } from '../src/base/safe/safe.ts'
import { book, move, takeBack, type Entry } from '../src/funding/ledger.ts'

export interface Drawn { below(n: number): number; one<T>(list: T[]): T | undefined; word(): string; now: Date }
type Money = Drawn & { perhaps<T>(value: T): T | null; hash(): Buffer; reader: number | null; campaign: number | null }

export const key = Buffer.alloc(32, 7)
const safe = safeOf([key])
export const someIban = 'DE02120300000000202051'
const currency = 'EUR'

/** Some supporters with all that the paper may know of them. */
export async function giveMoney(db: Db, drawn: Drawn) {
  const { below, one, word, now } = drawn
  const readers = (await db.selectFrom('readers').select('id').orderBy('id').execute()).map(({ id }) => id)
  const campaigns = (await db.selectFrom('campaigns').select('id').orderBy('id').execute()).map(({ id }) => id)
  const perhaps = <T>(value: T): T | null => (below(2) === 0 ? value : null)
  const money: Money = { ...drawn, perhaps, hash: () => Buffer.from(Array.from({ length: 32 }, () => below(256))), reader: one(readers) ?? null, campaign: one(campaigns) ?? null }
  await db.updateTable('funding_settings').set({ creditor_name: word(), notice_days: 1 + below(14), four_eyes: below(2) === 0, suggested_amounts: sql`'{300,9000}'`, rhythms: sql`'{monthly}'`, largest_amount: 500 + below(9e6), giving_currency: perhaps('CHF') }).execute()
  await db.insertInto('currencies').values([{ currency: 'CHF', smallest_amount: 1 + below(500), largest_amount: 1_000 + below(9e6), suggested_amounts: sql`'{1200,5000}'`, holder: `Anzeiger ${word()}`.slice(0, 70), iban: 'CH9300762011623852957' },
    { currency: 'JPY', is_offered: below(2) === 0, smallest_amount: 1, largest_amount: 2e9, suggested_amounts: sql`'{}'` }]).execute()
  await db.insertInto('rhythm_amounts').values([{ currency: 'CHF', rhythm: 'once', suggested_amounts: sql`'{5000}'` }, { currency: 'CHF', rhythm: 'monthly', suggested_amounts: sql`'{}'` }]).execute()
  await db.updateTable('funding_mail_settings').set({ reminders: below(2) === 0, reminder_after_days: 1 + below(60), due_from: perhaps('2026-03-01'), upgrade: below(2) === 0 }).execute()
  const supporters: number[] = []
  for (let n = 0, count = 3 + below(4); n < count; n++) supporters.push(await giveSupporter(db, money, n))
  // In both directions: whoever became one with another may have the lower number or the higher one.
  const [first = 0, second = 0, third = 0] = supporters
  await db.updateTable('supporters').set({ merged_into: second, mail_address: '' }).where('id', 'in', [first, third]).execute()
  for (const supporter_id of supporters) await giveBy(db, { ...money, supporter_id })
  await declare(db, money, second)
  await certify(db, money, second)
  await db.updateTable('bookkeeping_settings').set({ consultant: perhaps(4711), year_begins: 1 + below(12) }).execute()
  await db.updateTable('bookkeeping_accounts').set({ number: '4712' }).where('account', '=', 'other').execute()
  await db.insertInto('closed_months').values([{ month: '2026-03-01', closed_by: perhaps(money.reader ?? 0) || null, closed_at: now }, { month: '2026-12-01', closed_at: now }]).execute()
  await db.insertInto('provider_events').values([{ provider: 'stripe', event_id: `evt ${word()}`, received_at: now, handled_at: perhaps(now) }, { provider: 'mollie', event_id: 'tr_1', received_at: now }]).execute()
}

function giveSupporter(db: Db, { word, perhaps, reader, now }: Money, n: number) {
  return db.insertInto('supporters').values({ name: word(), mail_address: `giver-${n}@wall.example`, language: 'de', street: word(), town: word(), country: 'CH', reader_id: perhaps(reader ?? 0) || null, upgrade_consented_at: perhaps(now),
    upgrade_asked_at: perhaps(now), created_at: now, blocked_at: perhaps(now) }).returning('id').executeTakeFirstOrThrow().then(async ({ id }) => {
    const revoked = perhaps({ revoked_by: 'mail', revoked_at: now } as const)
    await db.insertInto('upgrade_consents').values({ supporter_id: id, words: word(), language: 'de', given_by: 'own', given_at: now, ...revoked }).execute()
    if (reader !== null && perhaps(true)) await db.insertInto('supporter_notes').values({ supporter_id: id, written_by: reader, text: `N ${word()}`, written_at: now }).execute()
    if (perhaps(true)) await db.insertInto('supporter_mails').values({ supporter_id: id, subject: word(), mailed_at: now }).execute()
    const other = await db.selectFrom('supporters').select('id').where('id', '<', id).orderBy('id', 'desc').executeTakeFirst()
    if (other && perhaps(true)) await db.insertInto('supporters_apart').values({ one_id: other.id, other_id: id, decided_by: reader, decided_at: now }).execute()
    return id
  })
}

type Giver = Money & { supporter_id: number }

async function giveBy(db: Db, giver: Giver) {
  const { supporter_id, perhaps, word, below, now, campaign, one } = giver
  const mandate = await signed(db, giver)
  const reference = () => `RF${10 + below(90)}X${below(1e9)}`
  const rows = [
    { way: 'debit' as const, rhythm: 'monthly' as const, mandate_id: mandate, state: 'active' as const, next_due_on: '2026-04-01' },
    { way: 'transfer' as const, rhythm: 'yearly' as const, state: 'paused' as const, paused_until: '2026-05-01', pause_end_told_at: perhaps(now) },
    { way: 'provider' as const, rhythm: 'once' as const, provider: 'stripe' as const, provider_customer: perhaps(word()), provider_method: perhaps(word()), state: 'ended' as const, ended_why: 'done' as const, ends_on: '2026-03-02', cancelled_at: perhaps(now) },
    { way: 'hand' as const, rhythm: 'once' as const, state: 'stopped' as const, stopped_why: 'unpaid' as const },
  ]
  let before: number | null = null
  for (const row of rows) {
    const { id: pledge_id } = await db.insertInto('pledges').values({ supporter_id, amount: 100 + below(9e6), currency, reference: reference(), campaign_id: perhaps(campaign ?? 0) || null, agreed_as: one(['gift', 'order'] as const)!, created_at: now, began_on: perhaps('2026-03-01'), ...row }).returning('id').executeTakeFirstOrThrow()
    await db.insertInto('pledge_changes').values({ pledge_id, kind: 'given', actor: word(), amount: 100, rhythm: row.rhythm, way: perhaps(row.way), happened_at: now }).execute()
    const due: { id: number } = await db.insertInto('dues').values({ pledge_id, due_on: '2026-03-01', amount: 500, currency, state: 'paid', paid_on: perhaps('2026-03-05'), again_on: perhaps('2026-03-09'), unasked: perhaps(true) ?? false, part_of: perhaps(before ?? 0) || null, thanked_at: perhaps(now) }).returning('id').executeTakeFirstOrThrow()
    before = due.id
    await db.insertInto('upgrade_questions').values({ supporter_id, pledge_id, amount: 500, suggested: 600, currency, token_hash: giver.hash(), asked_at: now, told_at: perhaps(now), answer: word() }).execute()
    await db.insertInto('dunning_steps').values({ due_id: due.id, step: one(['reminder', 'first_letter', 'over'] as const)!, amount: 500, currency, pay_until: perhaps('2026-03-20'), actor: 'schedule', happened_at: now, happened_on: '2026-03-09', skipped: perhaps(true) ?? false, told_at: perhaps(now), answer: word() }).execute()
    if (giver.reader !== null && perhaps(true)) await db.insertInto('dunning_holds').values({ pledge_id, note: `H ${word()}`, held_by: giver.reader, held_at: now }).execute()
    if (row.way === 'debit') await debited(db, giver, { due_id: due.id, mandate_id: mandate })
    if (row.way === 'transfer') await transferred(db, giver, { due_id: due.id, pledge_id })
    if (row.way === 'provider') await charged(db, giver, due.id)
    if (row.way === 'hand') await handed(db, giver, due.id)
  }
}

async function signed(db: Db, { supporter_id, perhaps, word, below, now }: Giver): Promise<number> {
  const { rows: [row] } = await sql<{ id: number }>`select nextval(pg_get_serial_sequence('mandates', 'id')) as id`.execute(db)
  const id = row!.id
  await db.insertInto('mandates').values({ id, supporter_id, reference: `M-${id}`, holder: word(), iban_sealed: perhaps(safe.seal(someIban, `mandates.iban_sealed ${id}`)), iban_fingerprint: perhaps(safe.fingerprint(someIban)), iban_shown: 'DE … 2051',
    bank_country: 'DE', notice_days: 1 + below(14), language: 'de', consent_text: `Ja ${word()}`, signed_at: now, last_debit_on: perhaps('2026-03-01') }).execute()
  return id
}

/** One debit on its way under a mandate that has ended since, perhaps; one in a file that was settled. */
async function debited(db: Db, { below, perhaps, word, hash, reader, now }: Giver, { due_id, mandate_id }: { due_id: number; mandate_id: number }) {
  const collect_on = '2026-12-01'
  const told = await db.insertInto('prenotifications').values({ mandate_id, amount: 500, currency, collect_on, notice_days: 5, made_at: now, told_at: new Date('2026-11-01T12:00:00Z'), answer: word() }).returning('id').executeTakeFirstOrThrow()
  await db.insertInto('prenotifications').values({ mandate_id, amount: 7, currency, collect_on, notice_days: 5, made_at: now, refused_at: perhaps(now) }).execute()
  const collection = await db.insertInto('collections').values({ collect_on, state: 'approved', proposed_by: reader, proposed_at: now, approved_by: reader, approved_at: now }).returning('id').executeTakeFirstOrThrow()
  const file = await db.insertInto('collection_files').values({ collection_id: collection.id, part: 1, message_id: `LF-${mandate_id}`, debits: 1, total: 500, sha256: hash(), sealed: safe.seal(`<xml>${word()}</xml>`, 'x'), made_at: now }).returning('id').executeTakeFirstOrThrow()
  const state = below(2) ? 'sent' : 'settled'
  const debit = await db.insertInto('debits').values({ due_id, mandate_id, prenotification_id: told.id, amount: 500, currency, collect_on, sequence_type: 'RCUR', end_to_end_id: `E-${mandate_id}`, collection_id: collection.id, file_id: file.id,
    state, settled_on: state === 'settled' ? collect_on : null }).returning('id').executeTakeFirstOrThrow()
  await db.insertInto('debits').values({ due_id, mandate_id, prenotification_id: told.id, amount: 500, currency, collect_on, sequence_type: 'OOFF', end_to_end_id: `F-${mandate_id}`, state: 'dropped', reason_code: 'AC04', ended_on: perhaps(collect_on) }).execute()
  if (below(2)) await db.updateTable('mandates').set({ state: 'revoked', ended_at: now }).where('id', '=', mandate_id).execute()
  await booked(db, [{ kind: 'debit_sent', source: debit.id, due_id, booked_on: collect_on, postings: move({ from: 'announced', to: 'in_flight', amount: 500, currency }) }], now)
}

async function booked(db: Db, entries: Entry[], now: Date) {
  await book(db, entries, now)
}

async function transferred(db: Db, { perhaps, word, hash, now }: Giver, { due_id, pledge_id }: { due_id: number; pledge_id: number }) {
  const file = await db.insertInto('statement_files').values({ name: `auszug ${word()}.xml`, sha256: hash(), sealed: safe.seal(hash(), 'x'), imported_by: word() || 'desk', imported_at: now }).returning('id').executeTakeFirstOrThrow()
  const statement = await db.insertInto('statements').values({ file_id: file.id, format: 'camt.053.001.08', iban_fingerprint: hash(), iban_shown: 'DE … 0000', statement_id: word() || '7', currency, opening: perhaps(-5), closing: perhaps(9e15), from_on: perhaps('2026-03-01'), made_at: perhaps(now), digest: hash() })
    .returning('id').executeTakeFirstOrThrow()
  const line = { statement_id: statement.id, amount: 500, currency, booked_on: '2026-03-04', valued_on: perhaps('2026-03-05'), bank_reference: word(), iban_fingerprint: perhaps(hash()), fingerprint: hash(), decided_by: perhaps(word()), decided_at: perhaps(now) }
  const first = await db.insertInto('statement_lines').values({ ...line, position: 1, entry: 1, sealed: safe.seal(word(), 'x'), state: 'booked', kind: 'transfer', pledge_id }).returning('id').executeTakeFirstOrThrow()
  await db.insertInto('statement_lines').values({ ...line, position: 2, entry: 1, sealed: safe.seal(word(), 'x'), state: 'known', same_as: first.id }).execute()
  await booked(db, [{ kind: 'transfer_received', source: first.id, due_id, line_id: first.id, booked_on: '2026-03-04', postings: move({ from: 'gifts', to: 'bank', amount: 500, currency }) }], now)
  const { id: entry_id } = await db.selectFrom('ledger_entries').select('id').where('source', '=', `line:${first.id}`).executeTakeFirstOrThrow()
  if (perhaps(true)) await takeBack(db, { entry_id, due_id, booked_on: '2026-03-06' }, now)
}

async function charged(db: Db, { perhaps, word, now }: Giver, due_id: number) {
  const { rows: [uuids] } = await sql<{ a: string; b: string }>`select gen_random_uuid() as a, gen_random_uuid() as b`.execute(db)
  const payment = await db.insertInto('provider_payments').values({ provider: 'stripe', reference: uuids!.a, foreign_id: `pi_${due_id} ${word()}`, checkout_id: perhaps(`cs_${due_id}`), due_id, amount: 500, currency, description: word(), state: 'paid', double: perhaps(true) ?? false, look_at: perhaps(now), fee: perhaps(12), refunded: 100, failure: word(), asked_at: now, settled_at: perhaps(now) })
    .returning('id').executeTakeFirstOrThrow()
  await db.insertInto('refunds').values({ due_id, provider_payment_id: payment.id, reference: uuids!.b, amount: 100, currency, why: 'goodwill', state: 'done', asked_by: word(), asked_at: now, done_on: perhaps('2026-03-09') }).execute()
  const payout = await db.insertInto('provider_payouts').values({ provider: 'stripe', foreign_id: `po_${due_id}`, amount: 388, currency, charges: 500, fees: 12, refunds: 100, arrives_on: '2026-03-11' }).returning('id').executeTakeFirstOrThrow()
  await db.insertInto('provider_payout_parts').values([{ payout_id: payout.id, position: 0, kind: 'charge', provider_payment_id: payment.id, amount: 500, fee: 12 }, { payout_id: payout.id, position: 1, kind: 'other', amount: -100, fee: 0 }]).execute()
  await db.insertInto('provider_disputes').values({ provider_payment_id: payment.id, foreign_id: 'dp_1', taken: 7, given_back: 3, fee: 2, fee_given_back: 1, opened_on: '2026-03-12', ended_on: perhaps('2026-03-20') }).execute()
  await booked(db, [
    { kind: 'charge_paid', source: payment.id, due_id, booked_on: '2026-03-02', postings: move({ from: 'gifts', to: 'stripe', amount: 500, currency }) },
    { kind: 'payout_received', source: payout.id, booked_on: '2026-03-11', postings: [{ account: 'bank', currency, amount: 388 }, { account: 'provider_fees', currency, amount: 12 }, { account: 'stripe', currency, amount: -400 }] },
  ], now)
}

async function handed(db: Db, { reader, word, now }: Giver, due_id: number) {
  if (reader !== null) await db.insertInto('vouchers').values({ number: `V ${due_id} ${word()}`, kind: 'cash', due_id, amount: 500, currency, received_on: '2026-03-03', typed_by: reader, typed_at: now }).execute()
}

async function declare(db: Db, { hash, perhaps, reader, now }: Money, supporter_id: number) {
  const { id: pledge_id } = await db.selectFrom('pledges').select('id').orderBy('id').executeTakeFirstOrThrow()
  const [one] = await db.insertInto('declarations').values([
    { number: `K-0000${supporter_id}A`, token_hash: hash(), kind: 'cancellation', manner: 'ordinary', language: 'de', received_at: now, wanted_on: perhaps('2026-06-30'), sealed: perhaps(safe.seal('{}', 'x')), came_by: 'own', supporter_id, state: 'done' },
    { number: `W-0000${supporter_id}B`, token_hash: hash(), kind: 'withdrawal', language: 'en', received_at: now, sealed: null, came_by: 'public', state: 'settled', settled_by: reader, settled_at: now },
  ]).returning('id').execute()
  await db.insertInto('declared_pledges').values({ declaration_id: one!.id, pledge_id, outcome: 'ending', ends_on: perhaps('2026-06-30') }).execute()
}

/** Certificates of what was paid: one that stands, and one that was recalled. */
async function certify(db: Db, { word, perhaps, hash, reader, now }: Money, supporter_id: number) {
  const terms = await db.insertInto('certificate_terms').values({
    issuer: 'Bote e. V.', street: word(), postcode: '12345', town: word(), grounds: 'statutes', tax_office: word(), tax_number: word(), noticed_on: '2026-01-02', purposes: word(), since_on: '2026-01-01', signer: word(), signature: hash(), told_on: perhaps('2026-01-03'),
    set_by: reader, set_at: now,
  }).returning('id').executeTakeFirstOrThrow()
  const dues = await db.selectFrom('dues').innerJoin('pledges', 'pledges.id', 'pledge_id').select(['dues.id', 'dues.amount']).where('supporter_id', '=', supporter_id).where('dues.state', '=', 'paid').orderBy('dues.id').limit(2).execute()
  for (const [n, { id: due_id, amount }] of dues.entries()) {
    const { id } = await db.insertInto('certificates').values({
      terms_id: terms.id, supporter_id, kind: 'single', from_on: '2026-03-05', to_on: '2026-03-05', amount, currency, name: word(), street: word(), postcode: '', town: word(), country: 'DE', issued_on: '2027-01-20', issued_at: now, issued_by: 'schedule',
      handed_out: 'link', handed_out_at: now, ...(n === 1 ? { recalled_why: 'returned', recalled_at: now, recall_told: true } : {}),
    }).returning('id').executeTakeFirstOrThrow()
    await db.insertInto('certificate_gifts').values({ certificate_id: id, due_id, given_on: '2026-03-05', amount, recalled: n === 1 }).execute()
  }
}
