import assert from 'node:assert/strict'
import { test } from 'node:test'
import { mailsTo } from '../../test/case-makers.ts'
import { makeCreditor, makeDebtor } from '../../test/debit-makers.ts'
import { house, type House } from '../../test/house.ts'
import { lapseMandates } from './lapse.ts'
import { dayFor, planDebits } from './planning.ts'
import { noticeHandedOver, toldByLetter } from './prenotification.ts'
import { blockedFor } from './reads/collections.ts'

const site = { url: 'http://paper.test' }
const on = (day: string) => new Date(`${day}T12:00:00Z`)
const plans = (db: House['db']) => db.selectFrom('debits').innerJoin('prenotifications', 'prenotifications.id', 'debits.prenotification_id')
  .select(['debits.state', 'debits.collect_on', 'prenotifications.id', 'told_at', 'prenotifications.collect_on as told_day']).orderBy('debits.id').execute()
const handOver = (db: House['db'], id: number, day: string, refused?: string) => noticeHandedOver(db, { prenotification_id: id, at: on(day).toISOString(), ...(refused ? { refused } : {}) })

test('a debit falls on a banking day that leaves the days of notice, and is not before it is due', () => {
  const day = (due_on: string, today: string, notice_days: number, again_on: string | null = null) => dayFor({ due_on, again_on }, { today, notice_days })
  assert.equal(day('2026-03-20', '2026-03-01', 14), '2026-03-20')
  assert.equal(day('2026-03-01', '2026-03-01', 14), '2026-03-16')
  assert.equal(day('2026-04-03', '2026-03-01', 14), '2026-04-07')
  assert.equal(day('2026-12-24', '2026-12-20', 5), '2026-12-28')
  assert.equal(day('2026-03-01', '2026-03-02', 2, '2026-03-20'), '2026-03-20')
})

test('the notice says day, amount, mandate and creditor in the supporter’s language, and counts once it was handed over', house(async ({ db, now }) => {
  await makeCreditor(db, { notice_days: 5 })
  const debtor = await makeDebtor(db, { now, amount: 1_250, mail_address: 'ada@mail.test' })
  await db.updateTable('supporters').set({ language: 'en' }).execute()
  assert.deepEqual(await planDebits(db, { site, now }), { planned: 1, moved: 0, dropped: 0 })
  assert.deepEqual(await planDebits(db, { site, now }), { planned: 0, moved: 0, dropped: 0 })
  const [mail] = await mailsTo(db, 'ada@mail.test')
  assert.equal(mail?.subject, 'We will debit €12.50 on Monday, 9 March 2026')
  for (const said of ['€12.50 from your account DE … 3000', debtor.mandate_reference, 'DE98ZZZ09999999999', 'Grüner Bote Verlags-Genossenschaft', 'http://paper.test/my-support/link/']) assert.ok(mail?.text.includes(said), said)
  const [planned] = await plans(db)
  assert.deepEqual([planned?.state, planned?.collect_on, planned?.told_at], ['planned', '2026-03-09', null])
  await handOver(db, planned?.id ?? 0, '2026-03-01')
  await handOver(db, planned?.id ?? 0, '2026-03-04')
  assert.deepEqual((await plans(db))[0]?.told_at, on('2026-03-01'))
}))

test('a mandate that was signed for fourteen days is not debited after five', house(async ({ db, now }) => {
  await makeCreditor(db, { notice_days: 14 })
  await makeDebtor(db, { now })
  await db.updateTable('funding_settings').set({ notice_days: 5 }).execute()
  await planDebits(db, { site, now })
  assert.equal((await plans(db))[0]?.collect_on, '2026-03-16')
}))

test('while no mail goes out the day moves on, and the notice that waits is replaced', house(async ({ db, now }) => {
  await makeCreditor(db, { notice_days: 2 })
  await makeDebtor(db, { now, mail_address: 'ada@mail.test' })
  await planDebits(db, { site, now })
  assert.deepEqual((await plans(db))[0]?.collect_on, '2026-03-04')
  assert.deepEqual((await planDebits(db, { site, now: on('2026-03-03') })).moved, 1)
  assert.deepEqual((await plans(db)).map(({ collect_on, told_day, told_at }) => [collect_on, told_day, told_at]), [['2026-03-06', '2026-03-06', null]])
  const mails = await mailsTo(db, 'ada@mail.test')
  assert.equal(mails.length, 1)
  assert.match(mails[0]?.subject ?? '', /6\. März/)
  // It was taken, but too late for that day: it is told anew.
  await handOver(db, (await plans(db))[0]?.id ?? 0, '2026-03-05')
  assert.deepEqual((await planDebits(db, { site, now: on('2026-03-05') })).moved, 1)
  assert.deepEqual((await plans(db))[0]?.collect_on, '2026-03-09')
}))

test('an address that takes no mail is not written to each day; a letter does as well', house(async ({ db, now }) => {
  await makeCreditor(db, { notice_days: 1 })
  await makeDebtor(db, { now, mail_address: 'gone@mail.test' })
  await planDebits(db, { site, now })
  await handOver(db, (await plans(db))[0]?.id ?? 0, '2026-03-01', '550 5.1.1')
  await db.deleteFrom('mails').execute()
  for (const day of ['2026-03-03', '2026-03-05', '2026-03-09']) await planDebits(db, { site, now: on(day) })
  assert.deepEqual(await mailsTo(db, 'gone@mail.test'), [])
  const { blocked } = await blockedFor(db, { day: '2026-03-12', grace: 14, limit: 5 })
  assert.deepEqual(blocked.map(({ why, answer }) => [why, answer]), [['refused', '550 5.1.1']])
  await planDebits(db, { site, now: on('2026-03-17') })
  assert.equal((await mailsTo(db, 'gone@mail.test')).length, 1)
  const [planned] = await plans(db)
  assert.equal(await toldByLetter(db, { prenotification_id: planned?.id ?? 0, on: '2026-03-18' }, { by: 'staff:1', now: on('2026-03-17') }), false)
  assert.ok(await toldByLetter(db, { prenotification_id: planned?.id ?? 0, on: '2026-03-17' }, { by: 'staff:1', now: on('2026-03-18') }))
  assert.deepEqual((await blockedFor(db, { day: planned?.collect_on ?? '', grace: 14, limit: 5 })).count, 0)
}))

test('what has come another way, or belongs to a pledge that is over, is dropped', house(async ({ db, now }) => {
  await makeCreditor(db)
  const [paid, changed, kept] = [await makeDebtor(db, { now }), await makeDebtor(db, { now }), await makeDebtor(db, { now })]
  await planDebits(db, { site, now })
  await db.updateTable('dues').set({ state: 'paid' }).where('id', '=', paid.due_id).execute()
  await db.updateTable('dues').set({ amount: 900 }).where('id', '=', changed.due_id).execute()
  assert.deepEqual(await planDebits(db, { site, now }), { planned: 1, moved: 0, dropped: 2 })
  const states = await db.selectFrom('debits').select(['due_id', 'state', 'amount']).orderBy('id').execute()
  assert.deepEqual(states.map(({ due_id, state, amount }) => [due_id, state, amount]), [[paid.due_id, 'dropped', 500], [changed.due_id, 'dropped', 500], [kept.due_id, 'planned', 500], [changed.due_id, 'planned', 900]])
}))

test('a mandate lapses after 36 months without a debit, and its pledge waits for a new one', house(async ({ db, now }) => {
  await makeCreditor(db)
  const [old, used] = [await makeDebtor(db, { now: on('2023-02-20') }), await makeDebtor(db, { now: on('2023-02-20') })]
  await db.updateTable('mandates').set({ last_debit_on: '2023-03-01' }).where('id', '=', used.mandate_id).execute()
  assert.equal(await lapseMandates(db, { today: '2026-03-01' }, { by: 'schedule', now }), 1)
  const mandates = await db.selectFrom('mandates').select(['id', 'state']).orderBy('id').execute()
  assert.deepEqual(mandates.map(({ state }) => state), ['lapsed', 'active'])
  assert.deepEqual((await db.selectFrom('pledges').select(['state', 'stopped_why']).where('id', '=', old.pledge_id).executeTakeFirst()), { state: 'stopped', stopped_why: 'account' })
}))
