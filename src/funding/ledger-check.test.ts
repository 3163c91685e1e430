import assert from 'node:assert/strict'
import { test } from 'node:test'
import { house } from '../../test/house.ts'
import { duesPaid, incomeOf, makeDues } from './due.ts'
import { checkLedger, findingText } from './ledger-check.ts'
import { book, move } from './ledger.ts'
import { endPledge, undertake } from './pledge.ts'

const supporter = { name: 'Ada Muster', mail_address: 'ada@example.org', language: 'de' }
const monthlyFive = { supporter, amount: 500, currency: 'EUR', rhythm: 'monthly', way: 'hand', first_due_on: '2026-03-01' } as const

test('a paper without money has a clean ledger', house(async ({ db }) => {
  assert.deepEqual(await checkLedger(db), [])
}))

test('what falls due is due once, and a due that is paid without an entry is found', house(async ({ db, now }) => {
  const { due_id, pledge_id } = await undertake(db, monthlyFive, { by: 'supporter', now })
  for (const made of [2, 0]) assert.equal(await makeDues(db, '2026-05-15'), made)
  const dues = await db.selectFrom('dues').select(['due_on', 'state']).where('pledge_id', '=', pledge_id).orderBy('due_on').execute()
  assert.deepEqual(dues.map(({ due_on }) => due_on), ['2026-03-01', '2026-04-01', '2026-05-01'])

  await duesPaid(db, [{ due_id, on: '2026-03-02' }])
  assert.deepEqual((await checkLedger(db)).map(findingText), [`dues: 1\n  due:${due_id} EUR: 0 instead of 500`])
  await book(db, [{ kind: 'voucher_received', source: 1, due_id, booked_on: '2026-03-02', postings: move({ from: incomeOf('monthly'), to: 'cash', amount: 500, currency: 'EUR' }) }], now)
  assert.deepEqual(await checkLedger(db), [])

  assert.equal(await endPledge(db, { id: pledge_id, why: 'cancelled', ends_on: '2026-03-31' }, { by: 'supporter', now }), true)
  assert.equal(await endPledge(db, { id: pledge_id, why: 'cancelled', ends_on: '2026-03-31' }, { by: 'supporter', now }), false)
  assert.equal(await makeDues(db, '2027-01-01'), 0)
  const left = await db.selectFrom('dues').select('state').where('pledge_id', '=', pledge_id).orderBy('due_on').execute()
  assert.deepEqual(left.map(({ state }) => state), ['paid', 'dropped', 'dropped'])
}))

test('a mail address is one supporter, however it is written, and keeps the name it came with', house(async ({ db, now }) => {
  const first = await undertake(db, monthlyFive, { by: 'supporter', now })
  const second = await undertake(db, { ...monthlyFive, rhythm: 'once', supporter: { ...supporter, name: 'Somebody else', mail_address: 'ADA@example.org' } }, { by: 'supporter', now })
  assert.equal(second.supporter_id, first.supporter_id)
  const { name } = await db.selectFrom('supporters').select('name').where('id', '=', first.supporter_id).executeTakeFirstOrThrow()
  assert.equal(name, 'Ada Muster')
}))
