import assert from 'node:assert/strict'
import { test } from 'node:test'
import { house } from '../../test/house.ts'
import { importMade, makeBankAccount, makeFile, makePledge, makeSentDebit, makeStatement, otherIban } from '../../test/statement-makers.ts'
import type { Db } from '../base/db/db.ts'
import { checkLedger } from './ledger-check.ts'
import { referencesIn, uuidsIn } from './line-reference.ts'
import { takeDown } from './payout.ts'
import { balances } from './reads/ledger.ts'
import { referenceOf } from './reference.ts'
import { refundDue } from './refund.ts'
import { shares } from './transfer.ts'

const act = { by: 'test', now: new Date('2026-03-01T12:00:00Z') }

async function balanceOf(db: Db, account: string): Promise<number> {
  return (await balances(db)).find((one) => one.account === account)?.balance ?? 0
}
async function placed(db: Db) {
  const rows = await db.selectFrom('statement_lines').select(['amount', 'state', 'kind']).orderBy('id').execute()
  return rows.map(({ amount, state, kind }) => `${amount} ${state} ${kind}`.trim())
}
function stateOf(db: Db, id: number) {
  return db.selectFrom('debits').innerJoin('dues', 'dues.id', 'debits.due_id').select(['debits.state', 'dues.state as due', 'debits.reason_code']).where('debits.id', '=', id).executeTakeFirstOrThrow()
}
/** Files are made with a total of 1: what they really hold is another's test. */
async function assertClean(db: Db) {
  assert.deepEqual((await checkLedger(db)).filter(({ check }) => check !== 'files'), [])
}

test('references are found however they were typed', () => {
  const reference = referenceOf('539007547034')
  for (const text of [reference, 'rf18 5390 0754 7034', 'Spende RF18-5390-0754-7034 danke', 'SVWZ+RF185390\n07547034EREF+1', 'xRFRF185390075470341']) assert.ok(referencesIn(text).includes(reference), text)
  for (const text of ['', 'RF18', 'RF19539007547034', 'R F']) assert.ok(!referencesIn(text).includes(reference), text)
  assert.deepEqual(uuidsIn('Ref 0b0e8a3c9d2f4a7e8c1d\n0123456789ab.'), ['0b0e8a3c-9d2f-4a7e-8c1d-0123456789ab'])
})

test('an amount is shared out over what is due, the oldest first', () => {
  const pledge = { amount: 500, rhythm: 'monthly', way: 'transfer', state: 'active', next_due_on: '2026-04-01', agreed_as: 'gift' } as const
  const due = { amount: 500, due_on: '2026-03-01', isPlanned: false, hasComeBack: false }
  const open = [{ ...due, id: 1 }, { ...due, id: 2 }]
  const said = (amount: number, over = {}) => shares({ amount, on: '2026-03-10' }, { pledge: { ...pledge, ...over }, open }).map((share) => `${share.of} ${share.amount}`).join(', ')
  assert.equal(said(500), 'due 500')
  assert.equal(said(1_000), 'due 500, due 500')
  assert.equal(said(700), 'due 500, more 200')
  assert.equal(said(1_500), 'due 500, due 500, next 500')
  assert.equal(said(1_400), 'due 500, due 500, more 400')
  assert.equal(said(1_500, { way: 'debit' }), 'due 500, due 500, more 500')
  assert.equal(said(200), 'part 200')
})

test('debits are settled by their own name and returned with their reason, the fee apart; thanks and consequences follow', house(async ({ db }) => {
  await makeBankAccount(db)
  const [a, b, c] = [await makeSentDebit(db), await makeSentDebit(db), await makeSentDebit(db)]
  await importMade(db, makeStatement({ from_on: '2026-03-05', entries: [
    { amount: 1_000, payments: [{ amount: 500, end_to_end_id: a.end_to_end_id }, { amount: 500, end_to_end_id: b.end_to_end_id }] },
    { amount: 500, mandate_reference: c.mandate },
    { amount: -800, end_to_end_id: a.end_to_end_id, reason_code: 'MD06', charges: 300 },
    { amount: -650, end_to_end_id: b.end_to_end_id, reason_code: 'AM04' },
  ] }))
  assert.deepEqual(await placed(db), ['500 booked debit', '500 booked debit', '500 booked debit', '-500 booked return', '-300 booked fee', '-650 booked return'])
  assert.deepEqual([await stateOf(db, a.id), await stateOf(db, b.id), await stateOf(db, c.id)], [
    { state: 'returned', due: 'returned', reason_code: 'MD06' }, { state: 'returned', due: 'returned', reason_code: 'AM04' }, { state: 'settled', due: 'paid', reason_code: '' }])
  assert.deepEqual([await balanceOf(db, 'bank'), await balanceOf(db, 'bank_fees'), await balanceOf(db, 'pledges'), await balanceOf(db, 'in_flight')], [50, 450, -500, 0])
  assert.equal((await db.selectFrom('pledges').select('state').where('id', '=', a.pledge_id).executeTakeFirstOrThrow()).state, 'stopped')
  await assertClean(db)
}))

test('a return before anything else was told, and one of a debit eight weeks later, are both booked', house(async ({ db }) => {
  await makeBankAccount(db)
  const debit = await makeSentDebit(db)
  const back = { amount: -500, end_to_end_id: debit.end_to_end_id, reason_code: 'AC04' }
  await importMade(db, makeStatement({ from_on: '2026-03-06', entries: [back] }))
  await importMade(db, makeStatement({ from_on: '2026-03-05', entries: [{ amount: 500, end_to_end_id: debit.end_to_end_id }] }))
  assert.equal((await stateOf(db, debit.id)).state, 'returned')
  const later = await makeSentDebit(db)
  await importMade(db, makeStatement({ from_on: '2026-03-07', opening: 500, entries: [{ amount: 500, end_to_end_id: later.end_to_end_id }] }))
  await importMade(db, makeStatement({ from_on: '2026-05-01', opening: 1_000, entries: [{ ...back, end_to_end_id: later.end_to_end_id }, { ...back, end_to_end_id: later.end_to_end_id }] }))
  assert.deepEqual(await placed(db), ['-500 booked return', '500 booked debit', '500 booked debit', '-500 booked return', '-500 suspense'])
}))

test('a file that the bank books in one sum settles all its debits, by its name, by its batch’s, or by its total', house(async ({ db }) => {
  await makeBankAccount(db)
  const [one, two, three] = [await makeFile(db), await makeFile(db), await makeFile(db)]
  const all = []
  for (const file of [one, one, two, three]) all.push(await makeSentDebit(db, { file, amount: 700 }))
  const gift = await makeSentDebit(db, { file: two, rhythm: 'once', amount: 900 })
  await importMade(db, makeStatement({ from_on: '2026-03-05', entries: [
    { amount: 1_400, message_id: one.message_id, payments: [{ amount: 1_400, message_id: one.message_id }] },
    { amount: 900, payment_id: `${two.message_id}-OOFF`, payments: [{ payment_id: `${two.message_id}-OOFF` }] },
    { amount: 1_400, isBare: true },
  ] }))
  // Two files of 700 are left: 1,400 is neither's total.
  assert.deepEqual(await placed(db), ['1400 booked debit', '900 booked debit', '1400 suspense'])
  await importMade(db, makeStatement({ from_on: '2026-03-06', opening: 3_700, entries: [{ amount: 700, isBare: true }] }))
  assert.deepEqual((await placed(db)).at(-1), '700 suspense')
  await importMade(db, makeStatement({ from_on: '2026-03-07', opening: 4_400, entries: [{ amount: 700, payments: [{ message_id: two.message_id }] }, { amount: 700, isBare: true }] }))
  assert.deepEqual((await placed(db)).slice(-2), ['700 booked debit', '700 booked debit'])
  for (const { id } of [...all, gift]) assert.equal((await stateOf(db, id)).state, 'settled')
  assert.equal(await balanceOf(db, 'in_flight'), 0)
}))

test('a provider’s payout is known by its number, or by name, amount and day', house(async ({ db, now }) => {
  await makeBankAccount(db)
  const payout = (provider: 'stripe' | 'mollie', foreign_id: string, amount: number) => takeDown(db, { provider, payout: { foreign_id, amount, currency: 'EUR', arrives_at: now, parts: [{ kind: 'other', payment: null, amount, fee: 0 }] } }, now)
  await payout('stripe', 'po_1Abc', 4_000)
  await payout('mollie', 'stl_9', 2_500)
  await importMade(db, makeStatement({ entries: [
    { amount: 2_500, name: 'Stichting Mollie Payments', iban: otherIban, text: 'Auszahlung' },
    { amount: 2_500, name: 'Stichting Mollie Payments', iban: otherIban },
    { amount: 4_000, name: 'TPE', text: 'payout PO_1ABC' },
  ] }))
  assert.deepEqual(await placed(db), ['2500 booked payout', '2500 suspense', '4000 booked payout'])
  assert.deepEqual([await balanceOf(db, 'stripe'), await balanceOf(db, 'mollie'), await balanceOf(db, 'bank')], [0, 0, 9_000])
  await assertClean(db)
}))

test('a refund that was transferred is known by our reference', house(async ({ db }) => {
  await makeBankAccount(db)
  const { due_id, reference } = await makePledge(db)
  await importMade(db, makeStatement({ entries: [{ amount: 500, reference }] }))
  const { refund_id } = await refundDue(db, { due_id, why: 'withdrawn' }, act)
  const refund = await db.selectFrom('refunds').select('reference').where('id', '=', refund_id ?? 0).executeTakeFirstOrThrow()
  await importMade(db, makeStatement({ from_on: '2026-03-03', opening: 500, entries: [{ amount: -500, end_to_end_id: refund.reference.replaceAll('-', ''), name: 'Giver', iban: otherIban }] }))
  assert.deepEqual((await placed(db)).at(-1), '-500 booked refund')
  assert.deepEqual([await balanceOf(db, 'bank'), await balanceOf(db, 'refunds_owed'), await balanceOf(db, 'pledges')], [0, 0, 0])
  await assertClean(db)
}))

test('a refund that was transferred, and the return of the same debit, may stand on one statement: it was given back twice', house(async ({ db }) => {
  await makeBankAccount(db)
  const debit = await makeSentDebit(db)
  await importMade(db, makeStatement({ from_on: '2026-03-05', opening: 1_000, entries: [{ amount: 500, end_to_end_id: debit.end_to_end_id }] }))
  await refundDue(db, { due_id: debit.due_id, why: 'goodwill' }, act)
  const { reference } = await db.selectFrom('refunds').select('reference').executeTakeFirstOrThrow()
  await importMade(db, makeStatement({ from_on: '2026-03-09', opening: 1_500, entries: [{ amount: -500, end_to_end_id: debit.end_to_end_id, reason_code: 'MD06' }, { amount: -500, text: `Erstattung ${reference}` }] }))
  assert.deepEqual([await balanceOf(db, 'pledges'), await balanceOf(db, 'refunds_owed'), await balanceOf(db, 'suspense')], [500, 0, 0])
  await assertClean(db)
}))

test('from a known account, or of a known name with the right amount, it is proposed; for what was cancelled, too', house(async ({ db }) => {
  await makeBankAccount(db)
  const known = await makePledge(db)
  const named = await makePledge(db, { supporter: { name: 'Grete Grün', mail_address: 'grete@mail.test', language: 'de' }, amount: 1_100 })
  const cancelled = await makePledge(db)
  await db.updateTable('pledges').set({ state: 'ended', ended_why: 'cancelled' }).where('id', '=', cancelled.pledge_id).execute()
  await importMade(db, makeStatement({ entries: [{ amount: 500, reference: known.reference, iban: otherIban }] }))
  await importMade(db, makeStatement({ from_on: '2026-03-03', opening: 500, entries: [
    { amount: 510, iban: otherIban, name: 'Whoever' }, { amount: 1_100, name: 'GRETE GRÜN' }, { amount: 1_200, name: 'Grete Grün' }, { amount: 500, text: cancelled.reference },
  ] }))
  const rows = await db.selectFrom('statement_lines').select(['state', 'pledge_id']).orderBy('id').execute()
  assert.deepEqual(rows.slice(1), [{ state: 'proposed', pledge_id: known.pledge_id }, { state: 'proposed', pledge_id: named.pledge_id }, { state: 'suspense', pledge_id: null }, { state: 'proposed', pledge_id: cancelled.pledge_id }])
  assert.equal(await balanceOf(db, 'suspense'), -510 - 1_100 - 1_200 - 500)
  await assertClean(db)
}))
