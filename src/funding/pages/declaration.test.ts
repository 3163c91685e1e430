import assert from 'node:assert/strict'
import { test } from 'node:test'
import { mailsTo } from '../../../test/case-makers.ts'
import { house, type Answer, type House } from '../../../test/house.ts'
import { makeGiving, payDue } from '../../../test/own-side-makers.ts'
import { makeAccount } from '../../../test/people-makers.ts'

const text = ({ html }: Answer) => html.replace(/<(style|script)[\s\S]*?<\/\1>/g, '').replace(/<[^>]+>/g, ' ').replace(/&amp;/g, '&').replace(/\s+/g, ' ')
const ada = { name: 'Ada Lorenz', mail_address: 'ada@mail.test' }
const states = async (t: House) => (await t.db.selectFrom('pledges').select('state').orderBy('id').execute()).map(({ state }) => state)
const declarations = (t: House) => t.db.selectFrom('declarations').selectAll().orderBy('id').execute()
/** Presses the button and reads the page that confirms it. */
async function declared(t: House, path: '/cancel' | '/withdraw', form: Record<string, string>): Promise<{ status: number; page: Answer; location: string }> {
  const answer = await t.send(path, form)
  const location = answer.headers.get('location') ?? ''
  return { status: answer.status, location, page: location ? await t.open(location, undefined, german) : answer }
}
const german = { 'accept-language': 'de' }

test('in the foot of every page stand both ways out, in the words of the law', house(async (t) => {
  const { html } = await t.open('/')
  assert.match(html, /<a href="\/cancel">Verträge hier kündigen<\/a>/)
  assert.match(html, /<a href="\/withdraw">Vertrag widerrufen<\/a>/)
}))

test('the second step is a page whose button says nothing but “jetzt kündigen”, and “Widerruf bestätigen”', house(async (t) => {
  for (const [path, words] of [['/cancel', 'jetzt kündigen'], ['/withdraw', 'Widerruf bestätigen']] as const) {
    const { status, html, headers } = await t.open(path, undefined, german)
    assert.deepEqual([status, headers.get('set-cookie')], [200, null])
    assert.deepEqual([...(/<main[\s\S]*<\/main>/.exec(html)![0]).matchAll(/<button[^>]*>(.*?)<\/button>/g)].map(([, label]) => label), [words])
    assert.match(html, new RegExp(`<form[^>]* method="post" action="${path}"`))
  }
}))

test('on a page in English the words of the law stay, with what they mean beside them', house(async (t) => {
  await t.db.updateTable('paper').set({ language: 'en' }).execute()
  const english = { 'accept-language': 'en' }
  assert.match((await t.open('/')).html, /<a href="\/cancel" lang="de">Verträge hier kündigen<\/a> \(cancel contracts here\)/)
  const [cancel, withdraw] = [await t.open('/cancel', undefined, english), await t.open('/withdraw', undefined, english)]
  assert.match(cancel.html, /<button[^>]* lang="de"[^>]*>jetzt kündigen<\/button><span[^>]*>cancel now<\/span>/)
  assert.match(withdraw.html, /<button[^>]* lang="de"[^>]*>Widerruf bestätigen<\/button><span[^>]*>confirm withdrawal<\/span>/)
  assert.match(withdraw.html, /<h1 lang="de">Vertrag widerrufen<\/h1>/)
}))

test('a cancellation by mail address takes effect at once, and is confirmed by page and mail with date, time and end', house(async (t) => {
  const { reference, due_id } = await makeGiving(t.db, { ...ada, first_due_on: '2026-02-20' })
  await payDue(t.db, due_id, '2026-02-21')
  const { status, page, location } = await declared(t, '/cancel', { manner: 'ordinary', name: 'A. Lorenz', mail_address: 'Ada@mail.test' })
  assert.equal(status, 303)
  assert.match(location, /^\/cancel\/[\w-]{43}$/)
  assert.deepEqual(await states(t), ['ended'])
  assert.match(text(page), /Ihre Kündigung ist eingegangen.*am 1\. März 2026, 13[.:]00 Uhr.*Ordentliche Kündigung.*A\. Lorenz.*zum frühestmöglichen Zeitpunkt/)
  const [mail, ...others] = await mailsTo(t.db, 'ada@mail.test')
  assert.equal(others.length, 0)
  assert.match(mail!.text, /am 1\. März 2026, 13[.:]00 Uhr/)
  assert.match(mail!.text, new RegExp(`10\\s€ im Monat \\(Nummer ${reference}\\): Der Vertrag endet am 19\\. März 2026`))
  assert.match(mail!.text, /http:\/\/paper\.test\/my-support\/link\//)
}))

test('nothing but the mail of whoever gives says whether a contract was found', house(async (t) => {
  const known = await makeGiving(t.db, ada)
  const pages = []
  for (const mail_address of ['ada@mail.test', 'eve@mail.test']) pages.push((await declared(t, '/cancel', { name: 'Ada', mail_address })).page)
  const [first, second] = pages.map((page) => text(page).replace(/[KW]-\w{4}-\w{4}/g, 'NUMBER').replaceAll('eve@', 'ada@'))
  assert.equal(first, second)
  assert.deepEqual((await declarations(t)).map(({ state }) => state), ['done', 'open'])
  const [mail] = await mailsTo(t.db, 'eve@mail.test')
  assert.match(mail!.text, /Ihre Kündigung ist am .* eingegangen\.[\s\S]*Finden wir unter Ihren Angaben keinen Vertrag/)
  assert.doesNotMatch(mail!.text, new RegExp(known.reference))
}))

test('by its number a contract is found, however it is typed; who has it is told, and a stranger learns nothing', house(async (t) => {
  const { reference } = await makeGiving(t.db, ada)
  const other = await makeGiving(t.db, ada)
  await declared(t, '/cancel', { name: 'Eve', mail_address: 'eve@mail.test', reference: reference.toLowerCase().replace(/(.{4})/g, '$1 ') })
  assert.deepEqual(await states(t), ['ended', 'active'])
  assert.match((await mailsTo(t.db, 'ada@mail.test'))[0]!.text, new RegExp(reference))
  assert.doesNotMatch((await mailsTo(t.db, 'eve@mail.test'))[0]!.text, /endet am|ada@mail|10\s€/)
  const alone = await declared(t, '/cancel', { name: 'Ada', reference: other.reference })
  assert.equal(alone.status, 303)
  assert.deepEqual(await states(t), ['ended', 'ended'])
}))

test('a number that leads nowhere means the only contract there is; of several somebody has to choose', house(async (t) => {
  await makeGiving(t.db, ada)
  await declared(t, '/cancel', { name: 'Ada', mail_address: 'ada@mail.test', reference: 'RF00 0000' })
  assert.deepEqual(await states(t), ['ended'])
  await makeGiving(t.db, ada)
  await makeGiving(t.db, ada)
  await declared(t, '/cancel', { name: 'Ada', mail_address: 'ada@mail.test', reference: 'RF00 0000' })
  assert.deepEqual(await states(t), ['ended', 'active', 'active'])
  assert.deepEqual((await declarations(t)).map(({ state }) => state), ['done', 'open'])
}))

test('what was declared lies sealed, and the confirmation can be kept as a file', house(async (t) => {
  const { location } = await declared(t, '/cancel', { manner: 'extraordinary', name: 'Ada Lorenz', mail_address: 'ada@mail.test', reason: 'Umzug nach Übersee' })
  const [row] = await declarations(t)
  assert.doesNotMatch(JSON.stringify(row), /Lorenz|ada@|Umzug/)
  assert.doesNotMatch(row!.sealed!.toString('latin1'), /Lorenz|Umzug/)
  const file = await t.open(`${location}/text`, undefined, german)
  assert.match(file.headers.get('content-disposition')!, /^attachment; filename="K-\w{4}-\w{4}\.txt"$/)
  assert.match(file.html, /Außerordentliche Kündigung[\s\S]*Grund: Umzug nach Übersee[\s\S]*endet sofort/)
  assert.equal((await t.open(location.replace('/cancel/', '/withdraw/').replace(/$/, ''))).status, 404)
}))

test('what is missing or wrong is said, and what was typed is kept', house(async (t) => {
  const wrong = await t.send('/cancel', { manner: 'extraordinary', name: '', mail_address: '', reason: '', wanted_on: '2020-01-01' })
  assert.equal(wrong.status, 422)
  for (const field of ['name', 'mail_address', 'reason', 'wanted_on']) assert.match(wrong.html, new RegExp(`href="#${field}"`), field)
  assert.match(wrong.html, /value="extraordinary" checked/)
  const typed = await t.send('/cancel', { name: 'Ada', mail_address: 'ada at home', reference: 'RF 12', wanted_on: '31.2.2027', reason: 'Weil' })
  for (const value of ['ada at home', 'RF 12', '31.2.2027']) assert.match(typed.html, new RegExp(`value="${value}"`), value)
  assert.equal((await declarations(t)).length, 0)
}))

test('a day that is asked for is kept to, typed either way', house(async (t) => {
  const { due_id } = await makeGiving(t.db, ada)
  await payDue(t.db, due_id, '2026-03-01')
  const { page } = await declared(t, '/cancel', { name: 'Ada', mail_address: 'ada@mail.test', wanted_on: '31.12.2026' })
  assert.match(text(page), /Ihr Vertrag endet am 31\. Dezember 2026/)
  assert.deepEqual(await states(t), ['active'])
  assert.match((await mailsTo(t.db, 'ada@mail.test'))[0]!.text, /endet am 31\. Dezember 2026\. Was bis dahin fällig wird, kommt noch/)
}))

test('a withdrawal within fourteen days returns the money, and says how much to whoever gave it', house(async (t) => {
  const { due_id } = await makeGiving(t.db, { ...ada, now: new Date('2026-02-20T12:00:00Z') })
  await payDue(t.db, due_id, '2026-03-01')
  const { page } = await declared(t, '/withdraw', { name: 'Ada', mail_address: 'ada@mail.test' })
  assert.match(text(page), /Ihr Widerruf ist am 1\. März 2026, 13[.:]00 Uhr/)
  assert.deepEqual(await states(t), ['ended'])
  assert.match((await mailsTo(t.db, 'ada@mail.test'))[0]!.text, /Der Vertrag ist widerrufen\. 10\s€ bekommen Sie zurück/)
  assert.equal((await t.db.selectFrom('refunds').select('why').execute())[0]!.why, 'withdrawn')
}))

test('after fourteen days that is told plainly, and counts as a cancellation where that was asked for', house(async (t) => {
  await makeGiving(t.db, { ...ada, now: new Date('2026-01-01T12:00:00Z') })
  await declared(t, '/withdraw', { name: 'Ada', mail_address: 'ada@mail.test' })
  assert.deepEqual(await states(t), ['active'])
  assert.match((await mailsTo(t.db, 'ada@mail.test'))[0]!.text, /bis zum 15\. Januar 2026\. Dafür ist es zu spät/)
  await declared(t, '/withdraw', { name: 'Ada', mail_address: 'ada@mail.test', or_cancel: 'on' })
  assert.deepEqual(await states(t), ['ended'])
}))

test('of several contracts a withdrawal means those that can still be withdrawn from', house(async (t) => {
  await makeGiving(t.db, { ...ada, now: new Date('2026-01-01T12:00:00Z') })
  await makeGiving(t.db, { ...ada, rhythm: 'once' })
  await declared(t, '/withdraw', { name: 'Ada', mail_address: 'ada@mail.test', or_cancel: 'on' })
  assert.deepEqual(await states(t), ['active', 'ended'])
}))

test('nobody’s postbox is filled with confirmations', house(async (t) => {
  const answers = []
  for (let n = 0; n < 4; n++) answers.push((await t.send('/cancel', { name: 'Ada', mail_address: 'ada@mail.test' })).status)
  assert.deepEqual(answers, [303, 303, 303, 429])
}))

test('who is signed in finds their mail address in the form', house(async (t) => {
  const reader = await makeAccount(t.db, { mail_address: 'known@mail.test' })
  assert.match((await t.open('/cancel', reader.cookie)).html, /value="known@mail\.test"/)
}))
