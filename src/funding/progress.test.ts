import assert from 'node:assert/strict'
import { test } from 'node:test'
import { house, type House } from '../../test/house.ts'
import { startCampaign } from './campaign.ts'
import { duesPaid, duesTakenBack, makeDues } from './due.ts'
import { book, move } from './ledger.ts'
import { endPledge, undertake } from './pledge.ts'
import { countProgress } from './progress.ts'
import type { Rhythm } from './rhythm.ts'

const campaign = { slug: 'goal', goal: 50_000, goal_kind: 'supporters', starts_on: '2026-01-01', ends_on: null, smallest_amount: 500, currency: 'EUR', rhythm: 'monthly', texts: [] } as const
const act = (now: Date) => ({ by: 'test', now })
let made = 0

const gives = (db: House['db'], { now, rhythm = 'monthly', amount = 500, mail_address = `giver-${++made}@mail.test`, on = '2026-03-01' }: { now: Date; rhythm?: Rhythm; amount?: number; mail_address?: string; on?: string }) =>
  undertake(db, { supporter: { name: '', mail_address, language: 'de' }, amount, currency: 'EUR', rhythm, way: 'transfer', first_due_on: on }, act(now))
const reached = async (db: House['db'], now: Date) => {
  await countProgress(db, now)
  return (await db.selectFrom('campaigns').select('reached').orderBy('id').execute()).map((row) => row.reached)
}

test('a campaign counts people whose money has come, and falls when it goes back and when a pledge ends', house(async ({ db, now }) => {
  await startCampaign(db, { ...campaign, carried: 100 })
  const one = await gives(db, { now, mail_address: 'ada@mail.test' })
  const gift = await gives(db, { now, mail_address: 'ada@mail.test', rhythm: 'once' })
  const other = await gives(db, { now, rhythm: 'once' })
  assert.deepEqual(await reached(db, now), [100])
  await duesPaid(db, [one, gift, other].map(({ due_id }) => ({ due_id, on: '2026-03-01' })))
  assert.deepEqual(await reached(db, now), [102], 'Ada gives twice, and is one')
  await duesTakenBack(db, [other.due_id], 'returned')
  assert.deepEqual(await reached(db, now), [101])
  await duesTakenBack(db, [gift.due_id], 'refunded')
  await endPledge(db, { id: one.pledge_id, why: 'cancelled', ends_on: '2026-03-01' }, act(now))
  assert.deepEqual(await reached(db, now), [100])
}))

test('whose last money was given back does not count until it comes again', house(async ({ db, now }) => {
  await startCampaign(db, campaign)
  const one = await gives(db, { now, on: '2026-02-01' })
  await duesPaid(db, [{ due_id: one.due_id, on: '2026-02-01' }])
  await makeDues(db, '2026-03-01')
  assert.deepEqual(await reached(db, now), [1], 'what is due today has not failed')
  const march = await db.selectFrom('dues').select('id').where('due_on', '=', '2026-03-01').executeTakeFirstOrThrow()
  await duesPaid(db, [{ due_id: march.id, on: '2026-03-01' }])
  await duesTakenBack(db, [march.id], 'returned')
  assert.deepEqual(await reached(db, now), [0])
  await duesPaid(db, [{ due_id: march.id, on: '2026-03-09' }])
  assert.deepEqual(await reached(db, now), [1])
}))

test('a gift counts for a year', house(async ({ db, now }) => {
  await startCampaign(db, campaign)
  const one = await gives(db, { now, rhythm: 'once' })
  await duesPaid(db, [{ due_id: one.due_id, on: '2026-03-01' }])
  assert.deepEqual(await reached(db, new Date('2027-02-28T12:00:00Z')), [1])
  assert.deepEqual(await reached(db, new Date('2027-03-01T12:00:00Z')), [0])
}))

test('a goal a month counts each rhythm by its share, of pledges that have paid', house(async ({ db, now }) => {
  await startCampaign(db, { ...campaign, goal_kind: 'monthly' })
  const paid = [await gives(db, { now }), await gives(db, { now, rhythm: 'quarterly', amount: 1_000 }), await gives(db, { now, rhythm: 'yearly', amount: 2_000 })]
  await gives(db, { now, amount: 7_000 })
  await duesPaid(db, paid.map(({ due_id }) => ({ due_id, on: '2026-03-01' })))
  assert.deepEqual(await reached(db, now), [1_000])
}))

test('a sum counts the days of the campaign in the ledger, less what of it goes back, also later', house(async ({ db, now }) => {
  await startCampaign(db, { ...campaign, goal_kind: 'sum', starts_on: '2026-02-01', ends_on: '2026-02-28' })
  const [one, late] = [await gives(db, { now, rhythm: 'once', amount: 4_000 }), await gives(db, { now, rhythm: 'once', amount: 9_000 })]
  const came = { kind: 'transfer_received', postings: move({ from: 'gifts', to: 'bank', amount: 4_000, currency: 'EUR' }) } as const
  await book(db, [{ ...came, source: 1, due_id: one.due_id, booked_on: '2026-02-28' }, { ...came, source: 2, due_id: late.due_id, booked_on: '2026-03-01' }], now)
  assert.deepEqual(await reached(db, now), [4_000])
  const went = { kind: 'refund_owed', postings: move({ from: 'refunds_owed', to: 'gifts', amount: 1_000, currency: 'EUR' }) } as const
  await book(db, [{ ...went, source: 3, due_id: one.due_id, booked_on: '2026-03-02' }, { ...went, source: 4, due_id: late.due_id, booked_on: '2026-03-02' }], now)
  assert.deepEqual(await reached(db, now), [3_000])
}))

test('pages are printed anew only where the number has changed', house(async ({ db, now }) => {
  await startCampaign(db, campaign)
  const one = await gives(db, { now })
  assert.equal(await countProgress(db, now), 0)
  await duesPaid(db, [{ due_id: one.due_id, on: '2026-03-01' }])
  assert.equal(await countProgress(db, now), 1)
  assert.equal(await countProgress(db, now), 0)
}))
