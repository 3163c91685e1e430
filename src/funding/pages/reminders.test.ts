import assert from 'node:assert/strict'
import { test } from 'node:test'
import { mailsTo } from '../../../test/case-makers.ts'
import { dunned, dunningPaper, readStatement, stepsOf } from '../../../test/dunning-makers.ts'
import { house } from '../../../test/house.ts'
import { makeGiving } from '../../../test/own-side-makers.ts'
import { makeAccount } from '../../../test/people-makers.ts'
import { fundingMailSettings } from '../reads/mail-settings.ts'

test('the desk sees what is missing and what comes next; names only who may see supporters', house(async ({ db, open }) => {
  await dunningPaper(db)
  const gift = await makeGiving(db, { name: 'Ada Löw', first_due_on: '2026-02-15' })
  await makeGiving(db, { name: 'Bo Keller', agreed_as: 'order', amount: 3_300, first_due_on: '2026-02-25' })
  const [fundraiser, bookkeeper, editor] = [await makeAccount(db, { roles: ['fundraiser'] }), await makeAccount(db, { roles: ['bookkeeper'] }), await makeAccount(db, { roles: ['editor'] })]
  const { html } = await open('/desk/funding/reminders', fundraiser.cookie)
  assert.match(html, /Ada Löw.*Geschenk.*10\s€, fällig am 15\. Februar 2026.*Erinnerung, ab 25\. Februar 2026.*Bo Keller.*Geschuldet.*Zahlungserinnerung, ab 4\. März 2026/s)
  const books = (await open('/desk/funding/reminders', bookkeeper.cookie)).html
  assert.doesNotMatch(books, /Ada Löw/)
  assert.ok(books.includes(gift.reference.slice(0, 4)))
  assert.equal((await open('/desk/funding/reminders', editor.cookie)).status, 403)
  const csv = (await open('/desk/funding/reminders/open-items.csv', fundraiser.cookie)).html
  assert.match(csv, new RegExp(`${gift.reference},Ada Löw,${gift.mail_address},gift,transfer,monthly,2026-02-15,2026-02-15,1000,EUR,,,,reminder,2026-02-25,,`))
  assert.doesNotMatch((await open('/desk/funding/reminders/open-items.csv', bookkeeper.cookie)).html, /Ada Löw|@/)
}))

test('whoever holds says why; then nothing is sent until it goes on, and all of it is journalled', house(async ({ db, open, send }) => {
  await dunningPaper(db)
  const owed = await makeGiving(db, { agreed_as: 'order', first_due_on: '2026-02-01' })
  const { cookie, id } = await makeAccount(db, { name: 'Kim Fund', roles: ['fundraiser'] })
  const path = `/desk/funding/reminders/${owed.pledge_id}`
  const refused = await send(`${path}/hold`, { note: '  ' }, cookie)
  assert.deepEqual([refused.status, /Bitte schreiben Sie dazu, warum/.test(refused.html)], [422, true])
  assert.equal((await send(`${path}/hold`, { note: 'Zahlt im Mai <b>' }, cookie)).status, 303)
  await dunned(db, '2026-03-02')
  assert.deepEqual(await mailsTo(db, owed.mail_address), [])
  assert.match((await open('/desk/funding/reminders?show=held', cookie)).html, /aufgehalten.*Zahlt im Mai &lt;b&gt;.*Kim Fund/s)
  assert.equal((await send(`${path}/letter`, {}, cookie)).headers.get('location'), '/desk/funding/reminders?done=overtaken')
  await send(`${path}/resumption`, {}, cookie)
  await send(`${path}/letter`, {}, cookie)
  await send(`${path}/skipping`, {}, cookie)
  assert.equal((await mailsTo(db, owed.mail_address)).length, 1)
  assert.deepEqual((await stepsOf(db, owed.due_id)).map(([step]) => step).sort(), ['first_letter', 'payment_reminder'])
  assert.match((await open('/desk/funding/reminders', cookie)).html, /1\. Mahnung, 1\. März 2026[^<]*übersprungen · Kim Fund/)
  assert.equal((await send(`${path}/dropping`, {}, cookie)).headers.get('location'), '/desk/funding/reminders?done=dropped')
  assert.match((await open('/desk/funding/reminders', cookie)).html, /Es ist nichts ausgeblieben/)
  const deeds = await db.selectFrom('journal').select('what').where('actor', '=', `staff:${id}`).where('subject', '=', `pledge:${owed.pledge_id}`).orderBy('id').execute()
  assert.deepEqual(deeds.map(({ what }) => what), ['letters held', 'letters go on', 'letter sent by hand', 'letter passed over', 'missing money let go'])
}))

test('what is set decides; what cannot be is refused with what was typed', house(async ({ db, open, send }) => {
  const { cookie } = await makeAccount(db, { roles: ['publisher'] })
  const fundraiser = await makeAccount(db, { roles: ['fundraiser'] })
  const good = { reminders: 'on', reminder_after_days: '5', reminder_count: '1', reminder_between_days: '10', after_reminders: 'go_on', dunning: '', dunning_after_days: '7', dunning_between_days: '14', pay_within_days: '10', statement_days: '0', due_from: '2026-02-01', upgrade: 'on', upgrade_after_months: '12', upgrade_quiet_months: '6' }
  const tight = await send('/desk/funding/mail-settings', { ...good, pay_within_days: '13', due_from: '2026-02-30' }, cookie)
  assert.equal(tight.status, 422)
  for (const said of ['drei Tage vor dem nächsten Schritt', 'Diesen Tag gibt es nicht', 'value="13"', 'value="2026-02-30"']) assert.ok(tight.html.includes(said), said)
  assert.equal((await send('/desk/funding/mail-settings', good, cookie)).status, 303)
  assert.deepEqual(await fundingMailSettings(db), {
    reminders: true, reminder_after_days: 5, reminder_count: 1, reminder_between_days: 10, after_reminders: 'go_on', dunning: false, dunning_after_days: 7, dunning_between_days: 14, pay_within_days: 10, statement_days: 0, due_from: '2026-02-01', upgrade: true,
    upgrade_after_months: 12, upgrade_quiet_months: 6,
  })
  assert.equal((await open('/desk/funding/mail-settings', fundraiser.cookie)).status, 403)
}))

test('every mail can be looked at in both languages as it is set, and how many went out is counted', house(async ({ db, open }) => {
  await dunningPaper(db)
  const { cookie } = await makeAccount(db, { roles: ['publisher'] })
  await db.insertInto('mail_counts').values([{ kind: 'thanks', day: '2026-02-20', taken: 41, refused: 2 }, { kind: 'thanks', day: '2025-12-01', taken: 7 }]).execute()
  const { html } = await open('/desk/funding/mails', cookie)
  assert.match(html, /Dank mit Quittung.*?>41<.*?>0<.*?>2</s)
  const kinds = [...html.matchAll(/href="\/desk\/funding\/mails\/(\w+)"/g)].map(([, kind]) => kind)
  assert.equal(kinds.length, 12)
  for (const kind of kinds) for (const [language, name] of [['de', 'Maria Beispiel'], ['en', 'Mary Example']]) {
    const { html: shown, status } = await open(`/desk/funding/mails/${kind}?language=${language}`, cookie)
    assert.deepEqual([kind, status, shown.includes(name ?? '')], [kind, 200, true])
    const file = await open(`/desk/funding/mails/${kind}/file?language=${language}`, cookie)
    assert.ok(file.html.startsWith('<!doctype html>') && !file.html.includes('cid:'), kind)
  }
  await db.updateTable('funding_mail_settings').set({ after_reminders: 'go_on' }).execute()
  assert.match((await open('/desk/funding/mails/last_reminder?language=de&variant=pledge', cookie)).html, /Kommt nichts, lassen wir es dabei/)
  assert.equal((await open('/desk/funding/mails/nothing', cookie)).status, 404)
}))

test('the statement that is missing is named', house(async ({ db, open }) => {
  await dunningPaper(db, { told: '2026-02-10' })
  const { cookie } = await makeAccount(db, { roles: ['fundraiser'] })
  assert.match((await open('/desk/funding/reminders', cookie)).html, /Der neueste Kontoauszug reicht bis zum 10\. Februar 2026/)
  await readStatement(db, '2026-02-28')
  assert.match((await open('/desk/funding/reminders', cookie)).html, /Kontoauszüge sind bis zum 28\. Februar 2026 gelesen/)
}))
