import assert from 'node:assert/strict'
import { test } from 'node:test'
import { mailsTo } from '../../test/case-makers.ts'
import { dunned, dunningPaper, remindOn, stepsOf } from '../../test/dunning-makers.ts'
import { house } from '../../test/house.ts'
import { makeGiving, payDue } from '../../test/own-side-makers.ts'
import { checkLedger } from './ledger-check.ts'
import { pledgeById } from './reads/pledges.ts'

test('of a gift that was promised and did not come its giver is reminded twice, and then it is let go', house(async ({ db }) => {
  await dunningPaper(db)
  const gift = await makeGiving(db, { rhythm: 'once', amount: 2_500, first_due_on: '2026-03-01' })
  await remindOn(db, '2026-03-10')
  assert.deepEqual(await mailsTo(db, gift.mail_address), [])
  await remindOn(db, '2026-03-11')
  await remindOn(db, '2026-03-11')
  const [first, ...none] = await mailsTo(db, gift.mail_address)
  assert.deepEqual(none, [])
  assert.match(first?.text ?? '', /Sie haben uns am 1\. März 2026 25\s€ zugesagt.*Sie schulden uns nichts.*DE02 1203 0000 0000 2020 51/s)
  assert.doesNotMatch(first?.text ?? '', /Mahnung|fällig|Gebühr/)
  await remindOn(db, '2026-03-24')
  assert.equal((await mailsTo(db, gift.mail_address)).length, 1)
  await remindOn(db, '2026-03-25')
  const [, last] = await mailsTo(db, gift.mail_address)
  assert.match(last?.text ?? '', /Wir fragen nicht noch einmal\. Kommt nichts, streichen wir die Zusage/)
  await remindOn(db, '2026-04-08')
  const pledge = await pledgeById(db, gift.pledge_id)
  assert.deepEqual([pledge?.state, pledge?.ended_why, (await db.selectFrom('dues').select('state').executeTakeFirst())?.state], ['ended', 'unpaid', 'dropped'])
  await remindOn(db, '2026-06-08')
  assert.equal((await mailsTo(db, gift.mail_address)).length, 2)
  assert.deepEqual(await checkLedger(db), [])
}))

test('a pledge by transfer rests when nobody answers; where it goes on, its giver is left in peace until they pay again', house(async ({ db }) => {
  await dunningPaper(db)
  const rests = await makeGiving(db, { first_due_on: '2026-03-01' })
  await remindOn(db, '2026-03-11', '2026-03-25', '2026-04-08')
  const pledge = await pledgeById(db, rests.pledge_id)
  assert.deepEqual([pledge?.state, pledge?.stopped_why, pledge?.next_due_on], ['stopped', 'unpaid', null])

  await db.updateTable('funding_mail_settings').set({ after_reminders: 'go_on' }).execute()
  const goesOn = await makeGiving(db, { first_due_on: '2026-03-01' })
  await db.insertInto('dues').values({ pledge_id: goesOn.pledge_id, due_on: '2026-05-01', amount: 1_000, currency: 'EUR' }).execute()
  await remindOn(db, '2026-03-11', '2026-03-25', '2026-04-08', '2026-05-11', '2026-06-07')
  assert.equal((await mailsTo(db, goesOn.mail_address)).length, 2)
  await remindOn(db, '2026-06-08')
  assert.equal((await pledgeById(db, goesOn.pledge_id))?.state, 'active')
  assert.deepEqual((await db.selectFrom('dues').select('state').where('pledge_id', '=', goesOn.pledge_id).execute()).map(({ state }) => state), ['dropped', 'dropped'])
  const paid = await db.insertInto('dues').values({ pledge_id: goesOn.pledge_id, due_on: '2026-07-01', amount: 1_000, currency: 'EUR' }).returning('id').executeTakeFirstOrThrow()
  await payDue(db, paid.id, '2026-07-02')
  await db.insertInto('dues').values({ pledge_id: goesOn.pledge_id, due_on: '2026-08-01', amount: 1_000, currency: 'EUR' }).execute()
  await remindOn(db, '2026-08-11')
  assert.equal((await mailsTo(db, goesOn.mail_address)).length, 3)
}))

test('what is owed is asked for in three steps; then the pledge is stopped, the amount stays open, and no more is written', house(async ({ db }) => {
  await dunningPaper(db)
  const owed = await makeGiving(db, { agreed_as: 'order', amount: 1_200, first_due_on: '2026-03-01' })
  await remindOn(db, '2026-03-07', '2026-03-08', '2026-03-22', '2026-04-05', '2026-04-19', '2026-05-30')
  const mails = await mailsTo(db, owed.mail_address)
  assert.deepEqual(mails.map(({ subject }) => subject.replace(/\s/g, ' ')), ['Zahlungserinnerung: 12 €, fällig am 1. März 2026', '1. Mahnung: 12 €, fällig am 1. März 2026', 'Letzte Mahnung: 12 €, fällig am 1. März 2026'])
  assert.match(mails[0]?.text ?? '', /bis zum 18\. März 2026/)
  assert.match(mails[1]?.text ?? '', /Am 8\. März 2026 haben wir Sie an Ihre Zahlung erinnert.*Wir mahnen die Zahlung hiermit an/s)
  for (const { text } of mails) assert.match(text, /Gebühren oder Zinsen verlangen wir nicht/)
  assert.deepEqual(await stepsOf(db, owed.due_id), [['payment_reminder', '2026-03-08', '2026-03-18'], ['first_letter', '2026-03-22', '2026-04-01'], ['last_letter', '2026-04-05', '2026-04-15'], ['over', '2026-04-19', null]])
  const pledge = await pledgeById(db, owed.pledge_id)
  assert.deepEqual([pledge?.state, pledge?.stopped_why, (await db.selectFrom('dues').select('state').executeTakeFirst())?.state], ['stopped', 'unpaid', 'open'])
  assert.equal((await db.selectFrom('journal').selectAll().where('what', '=', 'last letter not answered').execute()).length, 1)
}))

test('nobody is written to about a transfer while the bank’s statements are not read', house(async ({ db }) => {
  await dunningPaper(db, { told: '2026-03-02' })
  const gift = await makeGiving(db, { first_due_on: '2026-03-01' })
  await dunned(db, '2026-03-11')
  assert.deepEqual(await mailsTo(db, gift.mail_address), [])
  await remindOn(db, '2026-03-12')
  assert.equal((await mailsTo(db, gift.mail_address)).length, 1)
}))
