import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Db } from '../base/db/db.ts'
import { house } from '../../test/house.ts'
import { makeGiving, payDue } from '../../test/own-side-makers.ts'
import { secondsAfter } from '../base/time.ts'
import { makeDues } from './due.ts'
import { cancelPledge, endWhatIsOver, withdrawPledge, withdrawalEndsOn } from './ending.ts'

const duesIn = async (db: Db, pledge_id: number) => (await db.selectFrom('dues').select(['due_on', 'state']).where('pledge_id', '=', pledge_id).orderBy('due_on').execute()).map(({ due_on, state }) => `${due_on} ${state}`)
const pledgeIn = (db: Db, id: number) => db.selectFrom('pledges').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
const act = (now: Date) => ({ by: 'test', now })
const ordinary = { manner: 'ordinary', wanted_on: null } as const

test('cancelled, a pledge ends on the day before its next amount is due, and nothing falls due any more', house(async ({ db, now }) => {
  const { pledge_id: id, due_id } = await makeGiving(db, { first_due_on: '2026-02-20' })
  await payDue(db, due_id, '2026-02-21')
  assert.deepEqual(await cancelPledge(db, { id, ...ordinary }, act(now)), { pledge_id: id, outcome: 'ended', ends_on: '2026-03-19' })
  await makeDues(db, '2026-12-31')
  assert.deepEqual(await duesIn(db, id), ['2026-02-20 paid'])
  const { state, ended_why, next_due_on } = await pledgeIn(db, id)
  assert.deepEqual([state, ended_why, next_due_on], ['ended', 'cancelled', null])
}))

test('what is due today and not yet paid is not asked for any more: it ends today', house(async ({ db, now }) => {
  const { pledge_id: id } = await makeGiving(db, { first_due_on: '2026-03-01' })
  assert.equal((await cancelPledge(db, { id, ...ordinary }, act(now))).ends_on, '2026-03-01')
  assert.deepEqual(await duesIn(db, id), ['2026-03-01 dropped'])
}))

test('for good cause a pledge ends at once', house(async ({ db, now }) => {
  const { pledge_id: id } = await makeGiving(db, { first_due_on: '2026-03-20', rhythm: 'yearly' })
  assert.deepEqual(await cancelPledge(db, { id, manner: 'extraordinary', wanted_on: null }, act(now)), { pledge_id: id, outcome: 'ended', ends_on: '2026-03-01' })
}))

test('cancelled for a later day, a pledge goes on until then, and ends by itself', house(async ({ db, now }) => {
  const { pledge_id: id, due_id } = await makeGiving(db, { first_due_on: '2026-02-20' })
  await payDue(db, due_id, '2026-02-21')
  assert.deepEqual(await cancelPledge(db, { id, manner: 'ordinary', wanted_on: '2026-05-01' }, act(now)), { pledge_id: id, outcome: 'ending', ends_on: '2026-05-01' })
  await makeDues(db, '2026-12-31')
  assert.deepEqual(await duesIn(db, id), ['2026-02-20 paid', '2026-03-20 open', '2026-04-20 open'])
  assert.equal(await endWhatIsOver(db, { now: new Date('2026-05-01T12:00:00Z') }), 0)
  assert.equal(await endWhatIsOver(db, { now: new Date('2026-05-02T12:00:00Z') }), 1)
  assert.deepEqual([(await pledgeIn(db, id)).state, (await pledgeIn(db, id)).ends_on], ['ended', '2026-05-01'])
  const kinds = await db.selectFrom('pledge_changes').select('kind').where('pledge_id', '=', id).orderBy('id').execute()
  assert.deepEqual(kinds.map(({ kind }) => kind), ['given', 'ending', 'cancelled'])
}))

test('what was cancelled for a later day can be cancelled for an earlier one, not for one later still; a day that is over is the earliest', house(async ({ db, now }) => {
  const { pledge_id: id, due_id } = await makeGiving(db, { first_due_on: '2026-02-20' })
  await payDue(db, due_id, '2026-02-21')
  const on = (wanted_on: string) => cancelPledge(db, { id, manner: 'ordinary', wanted_on }, act(now))
  assert.equal((await on('2026-05-01')).ends_on, '2026-05-01')
  assert.equal((await on('2026-06-01')).ends_on, '2026-05-01')
  assert.equal((await on('2026-04-01')).ends_on, '2026-04-01')
  assert.deepEqual(await on('2020-01-01'), { pledge_id: id, outcome: 'ended', ends_on: '2026-03-19' })
  assert.deepEqual(await on('2026-04-01'), { pledge_id: id, outcome: 'before', ends_on: '2026-03-19' })
}))

test('within fourteen days a withdrawal undoes a pledge: nothing more is taken, and all that came goes back', house(async ({ db, now }) => {
  const { pledge_id: id, due_id } = await makeGiving(db, { first_due_on: '2026-03-01' })
  await payDue(db, due_id, '2026-03-02')
  await makeDues(db, '2026-04-01')
  const later = secondsAfter(now, 13 * 86_400)
  assert.deepEqual(await withdrawPledge(db, { id, declared_at: later }, act(later)), { pledge_id: id, outcome: 'ended', ends_on: '2026-03-14', back: [{ amount: 1_000, currency: 'EUR' }], until: '2026-03-16' })
  assert.deepEqual(await duesIn(db, id), ['2026-03-01 refunded', '2026-04-01 dropped'])
  assert.equal((await pledgeIn(db, id)).ended_why, 'withdrawn')
  assert.equal((await withdrawPledge(db, { id, declared_at: later }, act(later))).outcome, 'before')
}))

test('a gift that has come, and a pledge that was cancelled, can be withdrawn from as well', house(async ({ db, now }) => {
  const gift = await makeGiving(db, { rhythm: 'once' })
  await payDue(db, gift.due_id, '2026-03-01')
  assert.equal((await pledgeIn(db, gift.pledge_id)).state, 'ended')
  assert.deepEqual((await withdrawPledge(db, { id: gift.pledge_id, declared_at: now }, act(now))).back, [{ amount: 1_000, currency: 'EUR' }])
  const pledge = await makeGiving(db)
  await cancelPledge(db, { id: pledge.pledge_id, ...ordinary }, act(now))
  assert.deepEqual(await withdrawPledge(db, { id: pledge.pledge_id, declared_at: now }, act(now)), { pledge_id: pledge.pledge_id, outcome: 'ended', ends_on: '2026-03-01', back: [], until: '2026-03-16' })
}))

test('after fourteen days a withdrawal changes nothing; what counts is when it was declared', house(async ({ db, now }) => {
  const { pledge_id: id } = await makeGiving(db)
  const [intime, late] = [secondsAfter(now, 15 * 86_400), secondsAfter(now, 16 * 86_400)]
  assert.equal((await withdrawPledge(db, { id, declared_at: late }, act(late))).outcome, 'late')
  assert.equal((await pledgeIn(db, id)).state, 'active')
  assert.equal((await withdrawPledge(db, { id, declared_at: intime }, act(late))).outcome, 'ended')
}))

test('the days of withdrawal do not end on a weekend', () => {
  assert.deepEqual(['2026-03-02', '2026-02-28', '2026-03-01'].map(withdrawalEndsOn), ['2026-03-16', '2026-03-16', '2026-03-16'])
})
