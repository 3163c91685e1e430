import assert from 'node:assert/strict'
import { test } from 'node:test'
import { mailsTo } from '../../../test/case-makers.ts'
import { house, type Answer, type House } from '../../../test/house.ts'
import { makeGiving, payDue, type Giving } from '../../../test/own-side-makers.ts'
import { makeAccount } from '../../../test/people-makers.ts'
import { followPledges } from '../jobs.ts'
import { stopPledge } from '../pledge.ts'

const text = ({ html }: Answer) => html.replace(/<(style|script)[\s\S]*?<\/\1>/g, '').replace(/<[^>]+>/g, ' ').replace(/&amp;/g, '&').replace(/\s+/g, ' ')
const pathOf = ({ pledge_id }: Giving, part: string) => `/my-support/pledges/${pledge_id}/${part}`
const pledgeIn = (t: House, { pledge_id }: Giving) => t.db.selectFrom('pledges').selectAll().where('id', '=', pledge_id).executeTakeFirstOrThrow()
const lastMail = async (t: House, { mail_address }: Giving) => (await mailsTo(t.db, mail_address)).at(-1)!
const site = { url: 'http://paper.test' }

/** Gives 10 € a month since February, of which the first has come. */
async function makeAda(t: House, over: Parameters<typeof makeGiving>[1] = {}): Promise<Giving> {
  const ada = await makeGiving(t.db, { name: 'Ada Lorenz', first_due_on: '2026-02-15', now: new Date('2026-02-01T12:00:00Z'), ...over })
  await payDue(t.db, ada.due_id, '2026-02-16')
  return ada
}
const debits = (t: House) => t.db.updateTable('funding_settings').set({ creditor_id: 'DE98ZZZ09999999999' }).execute()

test('the page says in words what somebody gives, what is next and what has come', house(async (t) => {
  const ada = await makeAda(t)
  const page = text(await t.open('/my-support', ada.cookie))
  assert.match(page, /10 € im Monat Läuft\..*Nächster Betrag 15\. März 2026.*Überweisung/)
  assert.match(page, /10 €, gekommen am 16\. Februar 2026 Beleg/)
  assert.match(page, new RegExp(ada.mail_address))
}))

test('nobody comes to what is somebody else’s, and without a personal link to nothing at all', house(async (t) => {
  const [ada, eve] = [await makeAda(t), await makeGiving(t.db)]
  for (const part of ['amount', 'account', 'transfer', 'pause', 'resumption', 'cancellation', 'withdrawal']) {
    assert.equal((await t.open(pathOf(ada, part), eve.cookie)).status, 404, part)
    assert.equal((await t.send(pathOf(ada, part), { amount: '1', wanted_on: '', until: '2026-09-01' }, eve.cookie)).status, 404, part)
    assert.equal((await t.open(pathOf(ada, part))).headers.get('location'), '/my-support/link', part)
    assert.equal((await t.send(pathOf(ada, part), {})).headers.get('location'), '/my-support/link', part)
  }
  assert.equal((await pledgeIn(t, ada)).state, 'active')
}))

test('amount and rhythm are changed from the next due on, and the mail says from when', house(async (t) => {
  const ada = await makeAda(t)
  assert.match(text(await t.open(pathOf(ada, 'amount'), ada.cookie)), /vom nächsten Betrag am 15\. März 2026.*jedes Jahr am 15\. März 2026, dann am 15\. März 2027/)
  const changed = await t.send(pathOf(ada, 'amount'), { amount: '60,50 €', rhythm: 'yearly' }, ada.cookie)
  assert.equal(changed.headers.get('location'), '/my-support?done=amount')
  const { amount, rhythm, next_due_on } = await pledgeIn(t, ada)
  assert.deepEqual([amount, rhythm, next_due_on], [6_050, 'yearly', '2026-03-15'])
  const mail = await lastMail(t, ada)
  assert.match(mail.text, /Sie geben künftig 60,50\s€ im Jahr[\s\S]*am 15\. März 2026 fällig[\s\S]*\/my-support\/link\/[\w-]{43}/)
}))

test('an amount that is none, or too small, is refused and kept as typed', house(async (t) => {
  const ada = await makeAda(t)
  for (const [amount, said] of [['viel', /kein Betrag/], ['0,50', /kleinste Betrag/], ['999999', /größte Betrag/]] as const) {
    const refused = await t.send(pathOf(ada, 'amount'), { amount, rhythm: 'quarterly' }, ada.cookie)
    assert.equal(refused.status, 422)
    assert.match(text(refused), said)
    assert.match(refused.html, new RegExp(`value="${amount}"`))
    assert.match(refused.html, /value="quarterly" checked/)
  }
}))

test('a pause is told when it begins and the day before it ends, once, and ends by itself', house(async (t) => {
  const ada = await makeAda(t)
  assert.equal((await t.send(pathOf(ada, 'pause'), { until: '2026-03-01' }, ada.cookie)).status, 422)
  assert.equal((await t.send(pathOf(ada, 'pause'), { until: '2027-03-02' }, ada.cookie)).status, 422)
  await t.send(pathOf(ada, 'pause'), { until: '2026-06-01' }, ada.cookie)
  assert.match(text(await t.open('/my-support', ada.cookie)), /Macht Pause bis zum 1\. Juni 2026.*Nächster Betrag 15\. Juni 2026/)
  assert.match((await lastMail(t, ada)).subject, /macht Pause/)
  const follow = (now: string) => followPledges({ db: t.db, site, now: new Date(now) })
  await follow('2026-05-30T12:00:00Z')
  assert.equal((await mailsTo(t.db, ada.mail_address)).length, 1)
  for (const hour of ['10', '11']) await follow(`2026-05-31T${hour}:00:00Z`)
  assert.equal((await mailsTo(t.db, ada.mail_address)).length, 2)
  assert.match((await lastMail(t, ada)).text, /Morgen, am 1\. Juni 2026, endet die Pause/)
  await follow('2026-06-01T10:00:00Z')
  assert.deepEqual([(await pledgeIn(t, ada)).state, (await pledgeIn(t, ada)).next_due_on], ['active', '2026-06-15'])
}))

test('a new account is a new mandate; its number is not kept in plain, and only a part of it is shown', house(async (t) => {
  await debits(t)
  const ada = await makeAda(t)
  assert.match(text(await t.open(pathOf(ada, 'account'), ada.cookie)), /Mandat/)
  const wrong = await t.send(pathOf(ada, 'account'), { holder: 'Ada Lorenz', iban: 'DE89 3704 0044 0532 0130 01' }, ada.cookie)
  assert.equal(wrong.status, 422)
  assert.match(wrong.html, /value="DE89 3704 0044 0532 0130 01"/)
  const outside = await t.send(pathOf(ada, 'account'), { holder: 'Ada Lorenz', iban: 'CH93 0076 2011 6238 5295 7' }, ada.cookie)
  assert.match(outside.html, /href="#town"/)
  const changed = await t.send(pathOf(ada, 'account'), { holder: 'Ada Lorenz', iban: 'DE89 3704 0044 0532 0130 00' }, ada.cookie)
  assert.equal(changed.headers.get('location'), '/my-support?done=account')
  assert.match(text(await t.open('/my-support', ada.cookie)), /Lastschrift DE … 3000 Mandat M-/)
  const mail = await lastMail(t, ada)
  assert.match(mail.text, /vom Konto DE … 3000/)
  assert.doesNotMatch(mail.text + JSON.stringify(await t.db.selectFrom('mandates').select(['iban_shown', 'holder', 'consent_text']).execute()), /0044|0532/)
}))

test('what the bank’s answer has stopped says so, and goes on as its supporter says', house(async (t) => {
  const ada = await makeAda(t)
  await stopPledge(t.db, { id: ada.pledge_id, why: 'unpaid' }, { by: 'test', now: t.now })
  assert.match(text(await t.open('/my-support', ada.cookie)), /Ruht: Zuletzt kam nichts an/)
  await t.send(pathOf(ada, 'resumption'), {}, ada.cookie)
  assert.equal((await pledgeIn(t, ada)).state, 'active')
  assert.match((await lastMail(t, ada)).subject, /geht weiter/)
}))

test('cancelling takes a button, and says at once when it ends', house(async (t) => {
  const ada = await makeAda(t)
  const form = await t.open(pathOf(ada, 'cancellation'), ada.cookie)
  assert.match(form.html, /<button class="button">jetzt kündigen<\/button>/)
  assert.doesNotMatch(form.html, /name="mail_address"/)
  const left = await t.send(pathOf(ada, 'cancellation'), { manner: 'ordinary' }, ada.cookie)
  const page = text(await t.open(left.headers.get('location')!, undefined, { 'accept-language': 'de' }))
  assert.match(page, /Ihre Kündigung ist am 1\. März 2026.*Der Vertrag endet am 14\. März 2026/)
  assert.match((await lastMail(t, ada)).text, /Der Vertrag endet am 14\. März 2026/)
  assert.match(text(await t.open('/my-support', ada.cookie)), /Gekündigt, Ende am 14\. März 2026/)
  assert.equal((await t.send(pathOf(ada, 'cancellation'), { manner: 'ordinary' }, ada.cookie)).headers.get('location'), '/my-support?done=too_late')
}))

test('withdrawing is offered as long as it is possible; after that it is told plainly, with the way to cancel', house(async (t) => {
  const [late, soon] = [await makeAda(t), await makeGiving(t.db, { rhythm: 'once' })]
  const over = await t.open(pathOf(late, 'withdrawal'), late.cookie)
  assert.match(text(over), /Die 14 Tage für einen Widerruf sind vorbei/)
  assert.doesNotMatch(over.html, /Widerruf bestätigen/)
  assert.doesNotMatch((await t.open('/my-support', late.cookie)).html, /\/withdrawal"/)
  await payDue(t.db, soon.due_id, '2026-03-01')
  assert.match((await t.open(pathOf(soon, 'withdrawal'), soon.cookie)).html, /<button class="button">Widerruf bestätigen<\/button>/)
  const done = await t.send(pathOf(soon, 'withdrawal'), {}, soon.cookie)
  assert.match(text(await t.open(done.headers.get('location')!, undefined, { 'accept-language': 'de' })), /10 € einmalig .*widerrufen.*bekommen Sie spätestens in 14 Tagen zurück/)
  assert.match((await lastMail(t, soon)).text, /10\s€ bekommen Sie zurück/)
}))

test('name and postal address are changed at once; an address is whole or there is none', house(async (t) => {
  const ada = await makeAda(t)
  const half = await t.send('/my-support/person', { name: 'Ada Brandt', street: 'Am Wall 1', postcode: '', town: '', country: '', language: 'de' }, ada.cookie)
  assert.equal(half.status, 422)
  assert.match(half.html, /value="Am Wall 1"/)
  await t.send('/my-support/person', { name: 'Ada Brandt', street: 'Am Wall 1', postcode: '12345', town: 'Wallstedt', country: 'DE', language: 'en' }, ada.cookie)
  assert.match(text(await t.open('/my-support', ada.cookie)), /Ada Brandt.*Am Wall 1, 12345 Wallstedt, Germany/)
  assert.match((await lastMail(t, ada)).text, /^Hello Ada Brandt,/)
}))

test('another mail address counts once its owner has followed the link; the old one is told, and its links open nothing any more', house(async (t) => {
  const ada = await makeAda(t)
  await t.send('/my-support/address', { mail_address: 'neu@mail.test' }, ada.cookie)
  const link = /http:\/\/paper\.test(\/my-support\/address\/[\w-]{43})/.exec((await mailsTo(t.db, 'neu@mail.test'))[0]!.text)![1]!
  assert.equal((await t.open(link)).status, 200)
  const other = await t.open('/my-support', ada.cookie)
  assert.match(other.html, new RegExp(ada.mail_address))
  assert.equal((await t.send(link.replace('/address/', '/link/'), {})).status, 410)
  assert.equal((await t.send(link, {})).status, 200)
  assert.equal((await t.send(link, {})).status, 410)
  assert.equal((await t.open('/my-support', ada.cookie)).status, 303)
  const told = await lastMail(t, ada)
  assert.match(told.subject, /Mailadresse .* ist geändert/)
  assert.doesNotMatch(told.text, /my-support\/link/)
}))

test('an address that somebody else gives from is not taken, and only the mail there says so', house(async (t) => {
  const [ada, eve] = [await makeAda(t), await makeGiving(t.db)]
  const [taken, free] = [await t.send('/my-support/address', { mail_address: eve.mail_address }, ada.cookie), await t.send('/my-support/address', { mail_address: 'frei@mail.test' }, ada.cookie)]
  assert.deepEqual([taken.status, taken.headers.get('location')], [free.status, free.headers.get('location')])
  assert.doesNotMatch((await lastMail(t, eve)).text, /my-support\/address/)
}))

test('fundraisers find what fits no contract, and end the one that is meant', house(async (t) => {
  const ada = await makeAda(t)
  const { cookie } = await makeAccount(t.db, { roles: ['fundraiser'] })
  await t.send('/cancel', { name: 'Ada Brandt', mail_address: 'andere@mail.test', reason: 'Umzug', manner: 'ordinary' })
  const { id } = await t.db.selectFrom('declarations').select('id').executeTakeFirstOrThrow()
  assert.match(text(await t.open('/desk/declarations', cookie)), /Ada Brandt.*andere@mail\.test.*Umzug/)
  const unknown = await t.send(`/desk/declarations/${id}/settlement`, { do: 'this', reference: 'RF00 1234' }, cookie)
  assert.equal(unknown.status, 422)
  assert.match(unknown.html, /value="RF00 1234"/)
  const settled = await t.send(`/desk/declarations/${id}/settlement`, { do: 'this', reference: ada.reference }, cookie)
  assert.equal(settled.headers.get('location'), '/desk/declarations?done=settled')
  assert.equal((await pledgeIn(t, ada)).state, 'ended')
  assert.match((await lastMail(t, ada)).text, /Der Vertrag endet am 14\. März 2026/)
  assert.match((await t.db.selectFrom('journal').select('what').where('what', '=', 'declaration settled').executeTakeFirstOrThrow()).what, /^declaration settled$/)
}))

test('the page on which one is not asked any more is the same for everyone', house(async (t) => {
  const { headers, html } = await t.open('/my-support/asking')
  assert.ok(headers.get('surrogate-key'))
  assert.match(html, /asking[\w.-]*\.js/)
}))
