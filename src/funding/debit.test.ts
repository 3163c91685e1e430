import assert from 'node:assert/strict'
import { test } from 'node:test'
import { mailsTo } from '../../test/case-makers.ts'
import { makeCreditor, makeDebtor, planAndTell, safe } from '../../test/debit-makers.ts'
import { house, type House } from '../../test/house.ts'
import { makeAccount } from '../../test/people-makers.ts'
import { approveCollection, proposeCollection } from './collection.ts'
import { tellDebitBack } from './debit-back-letter.ts'
import { debitAgain, debitsRejected, debitsReturned, debitsSettled } from './debit.ts'
import { book, move } from './ledger.ts'
import { checkLedger } from './ledger-check.ts'
import { planDebits } from './planning.ts'
import { balances } from './reads/ledger.ts'
import { debitsOfMessage } from './reads/debits.ts'
import { refundDue } from './refund.ts'

const now = new Date('2026-03-01T12:00:00Z')
const act = { by: 'test', now }

async function sent(db: House['db'], debtors: Omit<Parameters<typeof makeDebtor>[1], 'now'>[]) {
  await makeCreditor(db, { four_eyes: false })
  const made = []
  for (const debtor of debtors) made.push(await makeDebtor(db, { now, ...debtor }))
  await planAndTell(db, now)
  const hand = { id: (await makeAccount(db, { roles: ['bookkeeper'] })).id, ...act, safe }
  const result = await proposeCollection(db, { collect_on: '2026-03-05' }, hand)
  if ('refused' in result) throw new Error(result.refused)
  await approveCollection(db, result.id, hand)
  const debits = await db.selectFrom('debits').selectAll().orderBy('due_id').execute()
  return made.map((debtor, n) => ({ ...debtor, debit_id: debits[n]?.id ?? 0 }))
}
const stateOf = async (db: House['db'], { due_id, pledge_id, debit_id }: { due_id: number; pledge_id: number; debit_id: number }) => [
  (await db.selectFrom('debits').select('state').where('id', '=', debit_id).executeTakeFirst())?.state,
  (await db.selectFrom('dues').select('state').where('id', '=', due_id).executeTakeFirst())?.state,
  (await db.selectFrom('pledges').select(['state', 'stopped_why']).where('id', '=', pledge_id).executeTakeFirst()),
] as const
const sum = async (db: House['db'], account: string) => (await balances(db)).find((one) => one.account === account)?.balance ?? 0

test('a debit is settled once, however often the bank says so, and nothing is in flight any more', house(async ({ db }) => {
  const [one, two] = await sent(db, [{ amount: 700 }, { rhythm: 'once' }])
  assert.ok(one && two)
  const [first] = await db.selectFrom('collection_files').selectAll().execute()
  assert.deepEqual((await debitsOfMessage(db, `${first?.message_id}-OOFF`)).map(({ id }) => id), [two.debit_id])
  const settled = (await debitsOfMessage(db, first?.message_id ?? '')).map(({ id }) => ({ debit_id: id, on: '2026-03-05' }))
  assert.equal((await debitsSettled(db, [...settled, ...settled], act)).length, 2)
  assert.deepEqual(await debitsSettled(db, settled, act), [])
  assert.deepEqual([await sum(db, 'bank'), await sum(db, 'in_flight'), await sum(db, 'pledges'), await sum(db, 'gifts')], [1_200, 0, -700, -500])
  assert.deepEqual([(await stateOf(db, one)).slice(0, 2), (await stateOf(db, two))[2]?.state], [['settled', 'paid'], 'ended'])
  assert.deepEqual(await checkLedger(db), [])
}))

test('what comes back is followed by its reason: again, or the pledge stops', house(async ({ db }) => {
  const cases = [['AM04', 'active', null], ['AC04', 'stopped', 'account'], ['MD06', 'stopped', 'refused'], ['MD07', 'stopped', 'died'], ['MS03', 'active', null], ['FF05', 'active', null]] as const
  const all = await sent(db, cases.map(() => ({})))
  await debitsSettled(db, all.map(({ debit_id }) => ({ debit_id, on: '2026-03-05' })), act)
  const returned = all.map(({ debit_id }, n) => ({ debit_id, on: '2026-03-09', reason_code: cases[n]?.[0] ?? '' }))
  assert.equal((await debitsReturned(db, returned, act)).length, all.length)
  assert.deepEqual(await debitsReturned(db, returned, act), [])
  for (const [n, [code, state, stopped_why]] of cases.entries()) {
    const [debit, due, pledge] = await stateOf(db, all[n] ?? { due_id: 0, pledge_id: 0, debit_id: 0 })
    assert.deepEqual([code, debit, due, pledge?.state, pledge?.stopped_why], [code, 'returned', 'returned', state, stopped_why])
  }
  assert.deepEqual([await sum(db, 'bank'), await sum(db, 'pledges')], [0, 0])
  assert.deepEqual(await checkLedger(db), [])
  const jobs = await db.selectFrom('dues').select(['again_on']).orderBy('id').execute()
  assert.deepEqual(jobs.map(({ again_on }) => again_on), ['2026-03-23', null, null, null, '2026-03-23', null])
}))

test('a return that is read before its settlement leaves the books right at every step', house(async ({ db }) => {
  const [one] = await sent(db, [{}])
  assert.ok(one)
  await debitsReturned(db, [{ debit_id: one.debit_id, on: '2026-03-06', reason_code: 'AC04' }], act)
  assert.deepEqual(await checkLedger(db), [])
  assert.equal(await sum(db, 'bank'), -500)
  assert.deepEqual(await debitsSettled(db, [{ debit_id: one.debit_id, on: '2026-03-05' }], act), [one.debit_id])
  assert.deepEqual([await sum(db, 'bank'), await sum(db, 'in_flight'), (await stateOf(db, one)).slice(0, 2)], [0, 0, ['returned', 'returned']])
  assert.deepEqual(await checkLedger(db), [])
}))

test('what comes back after it was given back is not owed a second time, not due again, and stands in the books where it was paid out twice', house(async ({ db }) => {
  const [owed, paid] = await sent(db, [{}, {}])
  assert.ok(owed && paid)
  await debitsSettled(db, [owed, paid].map(({ debit_id }) => ({ debit_id, on: '2026-03-05' })), act)
  for (const { due_id } of [owed, paid]) assert.equal((await refundDue(db, { due_id, why: 'withdrawn' }, act)).how, 'bank')
  await book(db, [{ kind: 'refund_paid', source: (await db.updateTable('refunds').set({ state: 'done' }).where('due_id', '=', paid.due_id).returning('id').executeTakeFirstOrThrow()).id, booked_on: '2026-03-06', postings: move({ from: 'bank', to: 'refunds_owed', amount: 500, currency: 'EUR' }) }], now)
  await debitsReturned(db, [owed, paid].map(({ debit_id }) => ({ debit_id, on: '2026-03-07', reason_code: 'AM04' })), act)
  assert.deepEqual([await sum(db, 'refunds_owed'), await sum(db, 'bank'), await sum(db, 'pledges')], [0, -500, 500])
  assert.deepEqual((await db.selectFrom('refunds').select('state').orderBy('id').execute()).map(({ state }) => state), ['dropped', 'done'])
  assert.deepEqual(await db.selectFrom('dues').select(['state', 'again_on']).execute(), [{ state: 'refunded', again_on: null }, { state: 'refunded', again_on: null }])
  assert.deepEqual(await checkLedger(db), [])
}))

test('what a bank rejects was never there, and is not debited again without a reason to', house(async ({ db, now }) => {
  const [funds, account] = await sent(db, [{}, {}])
  assert.ok(funds && account)
  await debitsRejected(db, [{ debit_id: funds.debit_id, on: '2026-03-04', reason_code: 'AM04' }, { debit_id: account.debit_id, on: '2026-03-04', reason_code: 'AC01' }], act)
  assert.deepEqual([await sum(db, 'bank'), await sum(db, 'in_flight'), await sum(db, 'announced')], [0, 0, 0])
  assert.deepEqual([(await stateOf(db, funds)).slice(0, 2), (await stateOf(db, account)).slice(0, 2)], [['rejected', 'open'], ['rejected', 'dropped']])
  assert.deepEqual(await debitsSettled(db, [{ debit_id: funds.debit_id, on: '2026-03-05' }], act), [])
  const site = { url: 'http://paper.test' }
  assert.equal((await planDebits(db, { site, now })).planned, 0)
  assert.equal((await planDebits(db, { site, now: new Date('2026-03-15T12:00:00Z') })).planned, 1)
  assert.deepEqual(await checkLedger(db), [])
}))

test('for want of funds it is tried twice, then the pledge rests; by hand it can be tried again', house(async ({ db }) => {
  const [one] = await sent(db, [{}])
  assert.ok(one)
  await debitsReturned(db, [{ debit_id: one.debit_id, on: '2026-03-06', reason_code: 'AM04' }], act)
  const later = new Date('2026-03-23T12:00:00Z')
  await planAndTell(db, later)
  const hand = { id: (await makeAccount(db, { roles: ['bookkeeper'] })).id, by: 'test', now: later, safe }
  const result = await proposeCollection(db, { collect_on: '2026-03-26' }, hand)
  assert.ok('id' in result)
  await approveCollection(db, result.id, hand)
  const second = await db.selectFrom('debits').select('id').where('state', '=', 'sent').executeTakeFirstOrThrow()
  await debitsReturned(db, [{ debit_id: second.id, on: '2026-03-30', reason_code: 'AM04' }], { by: 'test', now: later })
  assert.deepEqual((await stateOf(db, one))[2], { state: 'stopped', stopped_why: 'unpaid' })
  assert.deepEqual((await db.selectFrom('dues').select('again_on').executeTakeFirst())?.again_on, null)
  assert.equal(await debitAgain(db, { due_id: one.due_id, again_on: '2026-03-01' }, { by: 'staff:1', now: later }), false)
  assert.ok(await debitAgain(db, { due_id: one.due_id, again_on: '2026-04-10' }, { by: 'staff:1', now: later }))
  assert.equal((await planDebits(db, { site: { url: 'http://paper.test' }, now: later })).planned, 0, 'a pledge that rests is not debited')
}))

test('supporters are told in plain words what came back, and those who mourn are not', house(async ({ db }) => {
  const [funds, account, died] = await sent(db, [{ mail_address: 'funds@mail.test' }, { mail_address: 'account@mail.test' }, { mail_address: 'died@mail.test' }])
  assert.ok(funds && account && died)
  await db.deleteFrom('mails').execute()
  await debitsReturned(db, [{ debit_id: funds.debit_id, on: '2026-03-06', reason_code: 'AM04' }, { debit_id: account.debit_id, on: '2026-03-06', reason_code: 'AC06' }, { debit_id: died.debit_id, on: '2026-03-06', reason_code: 'MD07' }], act)
  for (const { debit_id } of [funds, account, died]) await tellDebitBack(db, debit_id, { site: { url: 'http://paper.test' }, now })
  const [[about], [asked]] = [await mailsTo(db, 'funds@mail.test'), await mailsTo(db, 'account@mail.test')]
  assert.match(about?.text ?? '', /Die Abbuchung von 5\s€ vom 5\. März 2026 ist zu uns zurückgekommen\..*20\. März 2026/s)
  assert.match(asked?.text ?? '', /Das Konto DE … 3000 gibt es so nicht mehr/)
  assert.deepEqual(await mailsTo(db, 'died@mail.test'), [])
}))
