// Several currencies side by side: what is offered in each, and that money in one is never taken for money in another.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { givenAs, makeFunding, typed } from '../../test/giving-makers.ts'
import { house, type House } from '../../test/house.ts'
import { makeAccount } from '../../test/people-makers.ts'
import { startDouble } from './double/server.ts'
import { book, move } from './ledger.ts'
import { checkLedger } from './ledger-check.ts'
import { startCampaign } from './campaign.ts'
import { countProgress } from './progress.ts'
import { balances } from './reads/ledger.ts'
import { currencySettings } from './reads/currencies.ts'
import { StatementRefused } from './statement-refused.ts'
import { importMade, makePledge, makeStatement } from '../../test/statement-makers.ts'

const text = (html: string) => html.replace(/<style[\s\S]*?<\/style>|<[^>]+>/g, ' ').replace(/\s+/g, ' ')
const swiss = 'CH9300762011623852957'

/** Francs to an account in Zürich, yen by no way of our own. */
async function withCurrencies({ db }: Pick<House, 'db'>) {
  await makeFunding(db)
  await db.insertInto('currencies').values([
    { currency: 'CHF', smallest_amount: 200, largest_amount: 500_000, suggested_amounts: [600, 1_200, 2_400], holder: 'Wallstedter Anzeiger eG', iban: swiss, bic: '' },
    { currency: 'JPY', smallest_amount: 500, largest_amount: 900_000, suggested_amounts: [1_000, 2_000] },
  ]).execute()
  await db.insertInto('rhythm_amounts').values({ currency: 'CHF', rhythm: 'once', suggested_amounts: [5_000, 10_000] }).execute()
}

test('the page shows the amounts of each currency and rhythm, and only ways and currencies that work', house(async (t) => {
  await withCurrencies(t)
  const { html } = await t.open('/support')
  assert.match(html, /name="currency" value="EUR" checked/)
  assert.match(html, /name="currency" value="CHF"/)
  // No provider is set up, and yen have no account: nobody could give any.
  assert.doesNotMatch(html, /value="JPY"/)
  for (const field of [/name="amount_EUR_once" value="10" checked/, /name="amount_CHF_once" value="50" checked/, /name="amount_CHF_monthly" value="12" checked/]) assert.match(html, field)
  assert.match(html, /class="boxes of-currency c2 of-rhythm monthly quarterly yearly"/)
  assert.match(html, /class="way of-currency c1"><label><input type="radio" name="way" value="debit"/)
  assert.match(html, /class="way of-currency c1 c2"><label><input type="radio" name="way" value="transfer"/)
  const chosen = (await t.open('/support?currency=CHF&amount=24&rhythm=monthly')).html
  assert.match(chosen, /name="currency" value="CHF" checked/)
  assert.match(chosen, /name="amount_CHF_monthly" value="24" checked/)
  await t.db.updateTable('funding_settings').set({ giving_currency: 'CHF' }).execute()
  assert.match((await t.open('/support')).html, /class="boxes of-currency c1 of-rhythm once"[^>]*><legend>[^<]*<span class="for"> \(Schweizer Franken, Einmal\)/)
}))

test('francs are given by transfer to the account in francs, without a code that knows euros only; what was typed stays where something is wrong', house(async (t) => {
  await withCurrencies(t)
  const francs = { ...typed, currency: 'CHF', amount_other: '', amount_CHF_monthly: '12' }
  const wrong = await t.send('/support', { ...francs, way: 'debit', iban: 'DE89 3704 0044 0532 0130 00' })
  assert.equal(wrong.status, 422)
  assert.match(text(wrong.html), /Lastschrift geht nicht in dieser Währung \(Schweizer Franken\)/)
  assert.match(wrong.html, /name="amount_CHF_monthly" value="12" checked/)
  assert.match(wrong.html, /value="DE89 3704 0044 0532 0130 00"/)
  for (const [amount_other, said] of [['1', /Der kleinste Betrag ist 2 CHF/], ['6.000', /Mehr als 5\.000 CHF/]] as const) assert.match(text((await t.send('/support', { ...francs, amount_other })).html), said)
  assert.equal((await t.send('/support', { ...francs, currency: 'GBP' })).status, 422)
  const { answer } = await givenAs(t, francs)
  const [pledge] = await t.db.selectFrom('pledges').selectAll().execute()
  assert.deepEqual([pledge?.amount, pledge?.currency, pledge?.way], [1_200, 'CHF', 'transfer'])
  const thanks = await t.open(answer.headers.get('location') ?? '')
  assert.match(text(thanks.html), /CH93 0076 2011 6238 5295 7.*12 CHF/)
  assert.doesNotMatch(thanks.html, /class="girocode"/)
  const mail = await t.db.selectFrom('mails').selectAll().executeTakeFirst()
  assert.match(mail?.text ?? '', /CH93 0076 2011 6238 5295 7[\s\S]*12\sCHF/)
}))

test('yen have no hundredths: a card is charged what was said', house(async (t) => {
  const double = await startDouble({ notices: 'http://paper.test/webhooks/stripe', deliver: async () => 200, held: true, clock: () => t.now })
  try {
    Object.assign(t.payments, { stripe: double.payments.stripe })
    await withCurrencies(t)
    const yen = { ...typed, currency: 'JPY', amount_other: '', amount_JPY_once: '1000', way: 'provider', rhythm: 'once' }
    assert.equal((await t.send('/support', { ...yen, amount_other: '1000,50' })).status, 422)
    const { answer } = await givenAs(t, yen)
    assert.equal(answer.status, 200)
    assert.deepEqual((await t.db.selectFrom('provider_payments').select(['amount', 'currency']).execute()), [{ amount: 1_000, currency: 'JPY' }])
    assert.deepEqual(double.account.state.payments.map(({ amount, currency }) => [amount, currency]), [[1_000, 'JPY']])
  } finally {
    await double.close()
  }
}))

test('statements of the account in francs are read beside those in euros; what came in another currency is nobody\'s', house(async (t) => {
  await withCurrencies(t)
  const francs = await makePledge(t.db, { currency: 'CHF', amount: 1_200 })
  const euros = await makePledge(t.db)
  await importMade(t.db, makeStatement({ iban: swiss, currency: 'CHF', opening: 10_000, entries: [{ amount: 1_200, reference: francs.reference }, { amount: 500, reference: euros.reference }] }))
  await importMade(t.db, makeStatement({ statement_id: 'EUR-1', opening: 7_000, entries: [{ amount: 500, reference: euros.reference }] }))
  const held = Object.fromEntries((await balances(t.db)).map(({ account, currency, balance }) => [`${account} ${currency}`, balance]))
  assert.deepEqual(held, { 'bank CHF': 11_700, 'bank EUR': 7_500, 'opening CHF': -10_000, 'opening EUR': -7_000, 'pledges CHF': -1_200, 'pledges EUR': -500, 'suspense CHF': -500 })
  await assert.rejects(importMade(t.db, makeStatement({ statement_id: 'X', iban: swiss, entries: [{ amount: 1 }] })), (error) => error instanceof StatementRefused && error.why === 'other_currency')
  assert.deepEqual(await checkLedger(t.db), [])
}))

test('a campaign counts in its own currency; others stand beside it, as they are', house(async (t) => {
  await startCampaign(t.db, { slug: 'goal', goal: 100_000, goal_kind: 'sum', starts_on: '2026-01-01', ends_on: null, smallest_amount: 500, currency: 'EUR', rhythm: 'monthly', texts: [{ version: 'a', language: 'de', headline: 'Ziel', body: 'Weil.', button: '' }] })
  for (const [n, currency, amount] of [[1, 'EUR', 900], [2, 'CHF', 5_000], [3, 'JPY', 3_000]] as const) await book(t.db, [{ kind: 'voucher_received', source: n, booked_on: '2026-02-01', postings: move({ from: 'gifts', to: 'cash', amount, currency }) }], t.now)
  await countProgress(t.db, t.now)
  assert.match(text((await t.open('/support')).html), /9 € bisher gegeben.*Dazu kommen 50 CHF und 3\.000 ¥\. Wir rechnen sie nicht um/)
}))

test('DATEV takes another currency with its rate and the amount in the books\' own, and none without', house(async (t) => {
  const { cookie } = await makeAccount(t.db, { roles: ['bookkeeper'] })
  await t.db.updateTable('bookkeeping_settings').set({ consultant: 29098, client: 55003 }).execute()
  await book(t.db, [
    { kind: 'voucher_received', source: 1, booked_on: '2026-02-01', postings: move({ from: 'gifts', to: 'cash', amount: 5_000, currency: 'CHF' }) },
    { kind: 'voucher_received', source: 2, booked_on: '2026-02-02', postings: move({ from: 'gifts', to: 'cash', amount: 3_000, currency: 'JPY' }) },
    { kind: 'voucher_received', source: 3, booked_on: '2026-02-03', postings: move({ from: 'gifts', to: 'cash', amount: 700, currency: 'EUR' }) },
  ], t.now)
  const at = '/desk/funding/books/datev.csv?from=2026-02-01&to=2026-02-28'
  const refused = await t.open(`${at}&rates=CHF+0,9345`, cookie)
  assert.equal(refused.status, 422)
  assert.match(refused.html, /id="rates"[^>]*value="CHF 0,9345"/)
  const [, , ...rows] = new TextDecoder('windows-1252').decode((await t.open(`${at}&rates=CHF+0,9345+JPY+162.4`, cookie)).bytes).split('\r\n')
  assert.deepEqual(rows.filter(Boolean).map((row) => row.split(';').slice(0, 6)), [
    ['50,00', '"S"', '"CHF"', '0,934500', '53,50', '"EUR"'], ['3000,00', '"S"', '"JPY"', '162,400000', '18,47', '"EUR"'], ['7,00', '"S"', '', '', '', ''],
  ])
}))

test('currencies are set at the desk: one is added, has its amounts and its account, and is offered; the paper\'s own stays once somebody has given in it', house(async (t) => {
  await makeFunding(t.db)
  const { cookie } = await makeAccount(t.db, { roles: ['bookkeeper'] })
  for (const [currency, status] of [['XQQ', 422], ['EUR', 422], ['CHF', 303], ['CHF', 422]] as const) assert.equal((await t.send('/desk/funding/currencies', { currency }, cookie)).status, status, currency)
  const francs = { is_offered: 'on', is_first: 'on', smallest_amount: '2', largest_amount: '5.000', suggested_amounts: '24  6 12,50', suggested_once: '50', suggested_monthly: '', holder: 'Bote eG', iban: 'CH93 0076 2011 6238 5295 7', bic: '' }
  const wrong = await t.send('/desk/funding/currencies/CHF', { ...francs, largest_amount: '1', suggested_once: '1', iban: 'DE02 1203 0000 0000 2020 51' }, cookie)
  assert.equal(wrong.status, 422)
  for (const said of [/nicht kleiner ist als der kleinste/, /zwischen dem kleinsten und dem größten/, /steht schon bei einer anderen Währung/]) assert.match(text(wrong.html), said)
  assert.equal((await t.send('/desk/funding/currencies/CHF', francs, cookie)).status, 303)
  const [euros, set] = await currencySettings(t.db)
  assert.deepEqual(set, { currency: 'CHF', isMain: false, isOffered: true, isFirst: true, smallest_amount: 200, largest_amount: 500_000, suggested_amounts: [600, 1_250, 2_400], by_rhythm: { once: [5_000] }, account: { holder: 'Bote eG', iban: swiss, bic: '' } })
  assert.equal(euros?.isFirst, false)
  assert.match((await t.open('/desk/funding/currencies/CHF', cookie)).html, /name="suggested_amounts"[^>]*value="6 {2}12,50 {2}24"/)
  assert.match(text((await t.open('/desk/funding/currencies', cookie)).html), /Schweizer Franken \(CHF\) wird angeboten, zuerst gezeigt 6 · 12,50 · 24 Überweisung/)
  assert.equal((await t.send('/desk/funding/currencies/EUR', { smallest_amount: '1', largest_amount: '900', suggested_amounts: '5 10' }, cookie)).status, 303)
  await makePledge(t.db)
  const settings = { creditor_id: '', creditor_name: '', holder: '', iban: '', bic: '', purpose: '', notice_days: '5', debits_per_file: '1000', again_after_days: '0', debits_per_due: '1', unspecified: 'stop', currency: 'CHF', rhythms: ['once'], ways: ['transfer'], button: 'gift' }
  const kept = await t.send('/desk/funding/settings', settings, cookie)
  assert.equal(kept.status, 422)
  assert.match(text(kept.html), /In EUR wurde schon gegeben/)
  const voucher = { number: '1', kind: 'cash', amount: '20', currency: 'CHF', received_on: '2026-02-27', name: 'Ada', mail_address: '', language: 'de' }
  const { cookie: desk } = await makeAccount(t.db, { roles: ['fundraiser'] })
  assert.equal((await t.send('/desk/funding/vouchers', voucher, desk)).status, 303)
  assert.match(text((await t.open('/desk/funding/vouchers', desk)).html), /20 CHF/)
}))
