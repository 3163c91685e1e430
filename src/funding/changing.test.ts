import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import type { Db } from '../base/db/db.ts'
import { safeOf } from '../base/safe/safe.ts'
import { secondsAfter } from '../base/time.ts'
import { house } from '../../test/house.ts'
import { makeGiving, payDue } from '../../test/own-side-makers.ts'
import { changeAccount, changeAmount, changeToTransfer, pausePledge, pauseRefusal, resumePledge, resumeWhatIsDue } from './changing.ts'
import { makeDues } from './due.ts'
import { endMandate, signMandate } from './mandate.ts'
import { stopPledge } from './pledge.ts'

const safe = safeOf([randomBytes(32)])
const act = (now: Date) => ({ by: 'test', now })
const duesIn = async (db: Db, pledge_id: number) => (await db.selectFrom('dues').select(['due_on', 'state', 'amount']).where('pledge_id', '=', pledge_id).orderBy('due_on').execute()).map(({ due_on, state, amount }) => `${due_on} ${state} ${amount / 100}`)
const pledgeIn = (db: Db, id: number) => db.selectFrom('pledges').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
const paid = async (db: Db, over: Parameters<typeof makeGiving>[1] = {}) => {
  const giving = await makeGiving(db, { first_due_on: '2026-02-15', ...over })
  await payDue(db, giving.due_id, '2026-02-16')
  return giving
}

async function planDebit(db: Db, { due_id, mandate_id, amount, id }: { due_id: number; mandate_id: number; amount: number; id: string }) {
  const told = { mandate_id, amount, currency: 'EUR', collect_on: '2026-03-20', notice_days: 2, made_at: new Date('2026-03-01T00:00:00Z') }
  const { id: prenotification_id } = await db.insertInto('prenotifications').values(told).returning('id').executeTakeFirstOrThrow()
  await db.insertInto('debits').values({ due_id, mandate_id, prenotification_id, amount, currency: 'EUR', collect_on: '2026-03-20', sequence_type: 'RCUR', end_to_end_id: id }).execute()
}
const account = { holder: 'Ada Lorenz', iban: 'DE89 3704 0044 0532 0130 00' }

async function makeDebitGiving(db: Db, now: Date) {
  const first = await makeGiving(db)
  const mandate = await signMandate(db, { ...account, supporter_id: first.supporter_id, rhythm: 'monthly', language: 'de' }, { ...act(now), safe })
  const giving = await makeGiving(db, { way: 'debit', mandate_id: mandate.id, mail_address: first.mail_address, first_due_on: '2026-03-15' })
  await planDebit(db, { due_id: giving.due_id, mandate_id: mandate.id, amount: 1_000, id: 'E-1' })
  return { ...giving, mandate_id: mandate.id }
}

test('another amount holds from the next due on; what has come stays what it was', house(async ({ db, now }) => {
  const { pledge_id: id } = await paid(db)
  assert.ok(await changeAmount(db, { id, amount: 1_500, rhythm: 'monthly' }, act(now)))
  await makeDues(db, '2026-03-31')
  assert.deepEqual(await duesIn(db, id), ['2026-02-15 paid 10', '2026-03-15 open 15'])
}))

test('a debit that was planned with the old amount is dropped, so that the new one is told first', house(async ({ db, now }) => {
  const { pledge_id: id } = await makeDebitGiving(db, now)
  await changeAmount(db, { id, amount: 1_500, rhythm: 'monthly' }, act(now))
  assert.deepEqual(await duesIn(db, id), ['2026-03-15 open 15'])
  assert.deepEqual((await db.selectFrom('debits').select('state').execute()).map(({ state }) => state), ['dropped'])
}))

test('another rhythm counts from the next due on: a year’s amount is for the year after it', house(async ({ db, now }) => {
  const { pledge_id: id } = await paid(db)
  await changeAmount(db, { id, amount: 10_000, rhythm: 'yearly' }, act(now))
  await makeDues(db, '2028-01-01')
  assert.deepEqual(await duesIn(db, id), ['2026-02-15 paid 10', '2026-03-15 open 100', '2027-03-15 open 100'])
}))

test('where an amount is due already, the new rhythm counts from that', house(async ({ db, now }) => {
  const { pledge_id: id } = await makeGiving(db, { first_due_on: '2026-03-01' })
  await changeAmount(db, { id, amount: 1_000, rhythm: 'quarterly' }, act(now))
  assert.deepEqual([(await pledgeIn(db, id)).next_due_on, await duesIn(db, id)], ['2026-06-01', ['2026-03-01 open 10']])
}))

test('a gift stays a gift, and a pledge a pledge', house(async ({ db, now }) => {
  const gift = await makeGiving(db, { rhythm: 'once' })
  assert.ok(!(await changeAmount(db, { id: gift.pledge_id, amount: 1_000, rhythm: 'monthly' }, act(now))))
  assert.ok(await changeAmount(db, { id: gift.pledge_id, amount: 2_000, rhythm: 'once' }, act(now)))
  assert.deepEqual(await duesIn(db, gift.pledge_id), ['2026-03-01 open 20'])
}))

test('during a pause nothing falls due; afterwards it goes on by itself, on its own day', house(async ({ db, now }) => {
  const { pledge_id: id } = await paid(db)
  await pausePledge(db, { id, until: '2026-06-01' }, act(now))
  await makeDues(db, '2026-05-31')
  assert.equal(await resumeWhatIsDue(db, { now: new Date('2026-05-31T12:00:00Z') }), 0)
  assert.equal(await resumeWhatIsDue(db, { now: new Date('2026-06-01T12:00:00Z') }), 1)
  await makeDues(db, '2026-06-30')
  assert.deepEqual(await duesIn(db, id), ['2026-02-15 paid 10', '2026-06-15 open 10'])
}))

test('a pause that is taken back leaves out nothing that was still to come', house(async ({ db, now }) => {
  const { pledge_id: id } = await paid(db)
  await makeDues(db, '2026-03-15')
  await pausePledge(db, { id, until: '2026-09-01' }, act(now))
  assert.deepEqual(await duesIn(db, id), ['2026-02-15 paid 10', '2026-03-15 dropped 10'])
  assert.ok(await resumePledge(db, id, act(now)))
  await makeDues(db, '2026-04-15')
  assert.deepEqual(await duesIn(db, id), ['2026-02-15 paid 10', '2026-03-15 open 10', '2026-04-15 open 10'])
}))

test('a first amount that is due only after the pause stays due', house(async ({ db, now }) => {
  const { pledge_id: id } = await makeGiving(db, { first_due_on: '2026-03-20' })
  await pausePledge(db, { id, until: '2026-03-10' }, act(now))
  assert.deepEqual(await duesIn(db, id), ['2026-03-20 open 10'])
  await resumeWhatIsDue(db, { now: new Date('2026-03-10T12:00:00Z') })
  await makeDues(db, '2026-04-20')
  assert.deepEqual(await duesIn(db, id), ['2026-03-20 open 10', '2026-04-20 open 10'])
}))

test('a pause lasts until a day to come, twelve months at most', () => {
  assert.deepEqual(['2026-03-01', '2026-03-02', '2027-03-01', '2027-03-02'].map((day) => pauseRefusal(day, '2026-03-01')), ['soon', null, null, 'late'])
})

test('a new account is a new mandate; the old one, by which nothing is given any more, is over', house(async ({ db, now }) => {
  const { pledge_id: id, mandate_id } = await makeDebitGiving(db, now)
  await changeAccount(db, { id, language: 'de', account: { holder: 'Ada Lorenz', iban: 'AT61 1904 3002 3457 3201' } }, { ...act(now), safe })
  const mandates = await db.selectFrom('mandates').select(['id', 'state']).orderBy('id').execute()
  assert.deepEqual(mandates.map(({ state }) => state), ['revoked', 'active'])
  assert.notEqual((await pledgeIn(db, id)).mandate_id, mandate_id)
  assert.deepEqual((await db.selectFrom('debits').select('state').execute()).map(({ state }) => state), ['dropped'])
}))

test('what a bank’s answer has stopped goes on with a new account, from its next day on', house(async ({ db, now }) => {
  const { pledge_id: id } = await makeDebitGiving(db, now)
  await stopPledge(db, { id, why: 'account' }, act(now))
  const later = secondsAfter(now, 20 * 86_400)
  await changeAccount(db, { id, language: 'de', account }, { ...act(later), safe })
  const { state, next_due_on } = await pledgeIn(db, id)
  assert.deepEqual([state, next_due_on], ['active', '2026-04-15'])
}))

test('what a bank’s answer has stopped does not go on by an account that takes nothing any more', house(async ({ db, now }) => {
  const { pledge_id: id, mandate_id } = await makeDebitGiving(db, now)
  await endMandate(db, { id: mandate_id, state: 'stopped' }, act(now))
  await stopPledge(db, { id, why: 'account' }, act(now))
  assert.equal(await resumePledge(db, id, act(now)), false)
  assert.equal((await pledgeIn(db, id)).state, 'stopped')
}))

test('who prefers to transfer does so from the next due on', house(async ({ db, now }) => {
  const { pledge_id: id } = await makeDebitGiving(db, now)
  assert.ok(await changeToTransfer(db, id, act(now)))
  const { way, mandate_id } = await pledgeIn(db, id)
  assert.deepEqual([way, mandate_id, await duesIn(db, id)], ['transfer', null, ['2026-03-15 open 10']])
  assert.ok(!(await changeToTransfer(db, id, act(now))))
}))
