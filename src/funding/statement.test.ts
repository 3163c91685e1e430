import assert from 'node:assert/strict'
import { test } from 'node:test'
import { house } from '../../test/house.ts'
import type { Db } from '../base/db/db.ts'
import { importMade, makeBankAccount, makePledge, makeStatement, otherIban, ownIban, safe } from '../../test/statement-makers.ts'
import { checkLedger } from './ledger-check.ts'
import { balances } from './reads/ledger.ts'
import { spacedReference } from './reference.ts'
import { StatementRefused } from './statement-refused.ts'

async function balanceOf(db: Db, account: string): Promise<number> {
  return (await balances(db)).find((one) => one.account === account)?.balance ?? 0
}
function lines(db: Db) {
  return db.selectFrom('statement_lines').select(['id', 'amount', 'state', 'kind', 'pledge_id', 'same_as']).orderBy('id').execute()
}
function dues(db: Db, pledge_id: number) {
  return db.selectFrom('dues').select(['due_on', 'amount', 'state', 'unasked']).where('pledge_id', '=', pledge_id).orderBy('due_on').execute()
}

test('a transfer with its reference, in its field or anywhere in the text, pays what is due; the rest waits in suspense; fees are apart', house(async ({ db }) => {
  await makeBankAccount(db)
  const [a, b, c] = [await makePledge(db), await makePledge(db), await makePledge(db, { rhythm: 'once', amount: 2_000 })]
  const broken = spacedReference(b.reference).toLowerCase()
  await importMade(db, makeStatement({ opening: 100_000, entries: [
    { amount: 500, name: 'Giver', iban: otherIban, reference: a.reference },
    { amount: 500, text: [`svwz+danke ${broken.slice(0, 9)}`, `${broken.slice(9)} weiter so`] },
    { amount: 2_000, text: `Spende${c.reference}Litfass` },
    { amount: 700, name: 'Nobody we know', text: 'RF19 5390 0754 7034' },
    { amount: -150, isBare: true, bank_code: ['PMNT', 'MDOP', 'CHRG'] },
  ] }))
  assert.deepEqual((await lines(db)).map(({ amount, state, kind, pledge_id }) => [amount, state, kind, pledge_id]), [
    [500, 'booked', 'transfer', a.pledge_id], [500, 'booked', 'transfer', b.pledge_id], [2_000, 'booked', 'transfer', c.pledge_id], [700, 'suspense', '', null], [-150, 'booked', 'fee', null]])
  assert.deepEqual(await Promise.all(['bank', 'opening', 'pledges', 'gifts', 'suspense', 'bank_fees'].map((account) => balanceOf(db, account))), [103_550, -100_000, -1_000, -2_000, -700, 150])
  for (const { pledge_id } of [a, b, c]) assert.equal((await dues(db, pledge_id))[0]?.state, 'paid')
  assert.equal((await db.selectFrom('pledges').select('state').where('id', '=', c.pledge_id).executeTakeFirstOrThrow()).state, 'ended')
  assert.deepEqual(await checkLedger(db), [])
}))

test('who sent it and what they wrote lies sealed', house(async ({ db }) => {
  await makeBankAccount(db)
  await importMade(db, makeStatement({ entries: [{ amount: 500, name: 'Änne Ähren', iban: otherIban, text: 'For Anna' }] }))
  const { id, sealed } = await db.selectFrom('statement_lines').select(['id', 'sealed']).executeTakeFirstOrThrow()
  assert.deepEqual(JSON.parse(safe.open(sealed, `statement_lines.sealed ${id}`).toString()), { name: 'Änne Ähren', iban: otherIban, text: 'For Anna', is_return: false })
  const file = await db.selectFrom('statement_files').select(['id', 'sealed']).executeTakeFirstOrThrow()
  assert.ok(!file.sealed.includes(otherIban) && safe.open(file.sealed, `statement_files.sealed ${file.id}`).length > 100)
}))

test('the same statement twice posts nothing; its number with other contents is refused', house(async ({ db }) => {
  await makeBankAccount(db)
  const { pledge_id, reference } = await makePledge(db)
  const statement = makeStatement({ entries: [{ amount: 500, reference }] })
  const [first] = await importMade(db, statement)
  const [second] = await importMade(db, { ...statement, made_at: '2026-03-09T08:00:00' })
  assert.deepEqual([first?.isNew, second?.isNew, second?.id], [true, false, first?.id])
  assert.equal(await balanceOf(db, 'bank'), 500)
  assert.equal((await dues(db, pledge_id)).length, 1)
  await assert.rejects(importMade(db, { ...statement, entries: [{ amount: 600, reference }] }), (error) => error instanceof StatementRefused && error.why === 'other_contents')
}))

test('a statement of another account, of another currency, or whose sums are wrong, is refused whole', house(async ({ db }) => {
  const entries = [{ amount: 500 }]
  const why = async (over: Parameters<typeof makeStatement>[0]) => importMade(db, makeStatement(over)).then(() => 'taken', (error) => (error instanceof StatementRefused ? error.why : String(error)))
  assert.equal(await why({ entries }), 'no_account_here')
  await makeBankAccount(db)
  assert.equal(await why({ entries, iban: otherIban }), 'other_account')
  assert.equal(await why({ entries, currency: 'CHF' }), 'other_currency')
  assert.equal(await why({ entries: [{ amount: 500 }, { amount: 1, currency: 'CHF' }] }), 'other_currency')
  assert.equal(await why({ entries, opening: 100, closing: 601 }), 'unbalanced')
  const both = [makeStatement({ entries }), makeStatement({ entries, closing: 1 })]
  await assert.rejects(importMade(db, both), StatementRefused)
  assert.deepEqual([await lines(db), await balances(db)], [[], []])
}))

test('a movement that a notification and a statement tell of is posted once, whichever comes first', house(async ({ db }) => {
  await makeBankAccount(db)
  const given = await Promise.all([1, 2, 3, 4].map(() => makePledge(db)))
  const entry = (n: number, bank_reference = '') => ({ amount: 500, reference: given[n]?.reference ?? '', bank_reference })
  await importMade(db, makeStatement({ format: 'camt.054.001.08', entries: [entry(0, 'A'), entry(1)] }))
  const [day] = await importMade(db, makeStatement({ entries: [entry(3), entry(1), entry(2, 'C'), entry(0, 'A')] }))
  assert.deepEqual([day?.booked, day?.known], [2, 2])
  const [late] = await importMade(db, makeStatement({ format: 'camt.054.001.02', entries: [entry(2, 'C')] }))
  assert.equal(late?.known, 1)
  assert.equal(await balanceOf(db, 'bank'), 2_000)
  assert.deepEqual(await checkLedger(db), [])
}))

test('two people who give the same on one day are two, and a month’s statement after its days’ is known', house(async ({ db }) => {
  await makeBankAccount(db)
  const two = [{ amount: 500, name: 'A', iban: otherIban }, { amount: 500, name: 'A', iban: otherIban }]
  await importMade(db, makeStatement({ from_on: '2026-03-02', opening: 0, entries: two }))
  await importMade(db, makeStatement({ from_on: '2026-03-03', opening: 1_000, entries: two }))
  await importMade(db, makeStatement({ from_on: '2026-03-03', opening: 2_000, entries: two }))
  assert.equal(await balanceOf(db, 'bank'), 3_000)
  const booked = (day: string) => two.map((one) => ({ ...one, booked_on: day }))
  const [month] = await importMade(db, makeStatement({ from_on: '2026-03-01', to_on: '2026-03-31', opening: 0, entries: [...booked('2026-03-02'), ...booked('2026-03-03'), ...booked('2026-03-03'), { amount: 7, booked_on: '2026-03-31' }] }))
  assert.deepEqual([month?.known, month?.suspense], [6, 1])
  await importMade(db, makeStatement({ from_on: '2026-04-02', opening: 3_100, entries: [] }))
  assert.deepEqual((await checkLedger(db)).map(({ check, faults }) => [check, ...faults.map(({ expected, found }) => [expected, found])]), [['statement_gaps', [3_007, 3_100]]])
  assert.equal(await balanceOf(db, 'bank'), 3_007)
}))

test('payments of a batch that the statement knew as one sum take its place in suspense', house(async ({ db }) => {
  await makeBankAccount(db)
  const [a, b] = [await makePledge(db), await makePledge(db)]
  await importMade(db, makeStatement({ entries: [{ amount: 1_300, bank_reference: 'SUM', isBare: true }] }))
  assert.equal(await balanceOf(db, 'suspense'), -1_300)
  await importMade(db, makeStatement({ format: 'camt.054.001.04', entries: [{ amount: 1_300, bank_reference: 'SUM', payments: [{ amount: 500, reference: a.reference }, { amount: 500, reference: b.reference }, { amount: 300, name: 'Who' }] }] }))
  assert.deepEqual((await lines(db)).map(({ amount, state, kind }) => [amount, state, kind]), [[1_300, 'booked', 'batch'], [500, 'booked', 'transfer'], [500, 'booked', 'transfer'], [300, 'suspense', '']])
  assert.deepEqual([await balanceOf(db, 'bank'), await balanceOf(db, 'suspense')], [1_300, -300])
  assert.deepEqual(await checkLedger(db), [])
}))

test('statements may come in any order: what the account held before is what the first of them begins with', house(async ({ db }) => {
  await makeBankAccount(db)
  await importMade(db, makeStatement({ format: 'camt.054.001.08', from_on: '2026-02-27', entries: [{ amount: 40, bank_reference: 'E' }] }))
  await importMade(db, makeStatement({ from_on: '2026-03-04', opening: 1_040, entries: [{ amount: 10 }] }))
  assert.deepEqual([await balanceOf(db, 'bank'), await balanceOf(db, 'opening')], [1_050, -1_000])
  await importMade(db, makeStatement({ from_on: '2026-03-03', opening: 1_020, entries: [{ amount: 20 }] }))
  assert.deepEqual([await balanceOf(db, 'bank'), await balanceOf(db, 'opening')], [1_050, -980])
  await importMade(db, makeStatement({ from_on: '2026-02-27', to_on: '2026-03-02', opening: 980, entries: [{ amount: 40, bank_reference: 'E' }] }))
  assert.deepEqual([await balanceOf(db, 'bank'), await balanceOf(db, 'opening')], [1_050, -980])
  assert.equal(ownIban.length, 22)
}))

test('a standing order pays what falls due next; what is over was not asked for; what is less is a part', house(async ({ db }) => {
  await makeBankAccount(db)
  const { pledge_id, reference } = await makePledge(db)
  const pay = (from_on: string, amount: number) => importMade(db, makeStatement({ from_on, opening: 0, entries: [{ amount, reference }] }))
  await pay('2026-03-02', 500)
  await pay('2026-03-30', 500)
  assert.deepEqual((await dues(db, pledge_id)).map(({ due_on, amount, state }) => [due_on, amount, state]), [['2026-03-01', 500, 'paid'], ['2026-04-01', 500, 'paid']])
  // The next is further away than a month: nothing is paid that far ahead.
  await pay('2026-03-31', 800)
  assert.deepEqual((await dues(db, pledge_id)).map(({ due_on, amount, unasked }) => [due_on, amount, unasked]), [['2026-03-01', 500, false], ['2026-03-31', 800, true], ['2026-04-01', 500, false]])
  await db.insertInto('dues').values({ pledge_id, due_on: '2026-05-01', amount: 500, currency: 'EUR' }).execute()
  await db.updateTable('pledges').set({ next_due_on: '2026-06-01' }).where('id', '=', pledge_id).execute()
  await pay('2026-05-02', 200)
  assert.deepEqual((await dues(db, pledge_id)).slice(3).map(({ due_on, amount, state }) => [due_on, amount, state]), [['2026-05-01', 300, 'dropped'], ['2026-05-02', 200, 'paid']])
  assert.deepEqual(await checkLedger(db).then((found) => found.filter(({ check }) => check !== 'statement_gaps')), [])
}))
