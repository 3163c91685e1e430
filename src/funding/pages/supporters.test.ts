// The fundraisers' desk.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { makeCreditor, makeDebtor, planAndTell } from '../../../test/debit-makers.ts'
import { mailsTo } from '../../../test/case-makers.ts'
import { house, type Answer, type House } from '../../../test/house.ts'
import { makeGiving, payDue } from '../../../test/own-side-makers.ts'
import { makeAccount } from '../../../test/people-makers.ts'
import { stopPledge } from '../pledge.ts'

const text = ({ html }: Answer) => html.replace(/<(style|script)[\s\S]*?<\/\1>/g, '').replace(/<[^>]+>/g, ' ').replace(/&amp;/g, '&').replace(/&nbsp;|\u00a0/g, ' ').replace(/\s+/g, ' ')
const rowsIn = ({ html }: Answer) => [...html.matchAll(/<a href="\/desk\/supporters\/(\d+)(?:#[^"]*)?">/g)].map(([, id]) => Number(id))
const fundraiser = (t: House) => makeAccount(t.db, { name: 'Frieda Fund', roles: ['fundraiser'] })

test('who gives is for fundraisers alone, and postings are not for them', house(async (t) => {
  const ada = await makeGiving(t.db, { name: 'Ada Lorenz' })
  const [fund, ...others] = [await fundraiser(t), await makeAccount(t.db, { roles: ['bookkeeper'] }), await makeAccount(t.db, { roles: ['publisher'] }), await makeAccount(t.db, { roles: ['editor'] })]
  const pages = ['', '/duplicates', `/${ada.supporter_id}`, `/${ada.supporter_id}/person`, `/${ada.supporter_id}/merging`].map((rest) => `/desk/supporters${rest}`).concat('/desk/pledges', ...['amount', 'pause', 'cancellation'].map((part) => `/desk/pledges/${ada.pledge_id}/${part}`))
  const forms = ['search', 'csv', `${ada.supporter_id}/notes`, `${ada.supporter_id}/link`, `${ada.supporter_id}/merging`, `${ada.supporter_id}/mandates/1/account`].map((rest) => `/desk/supporters/${rest}`).concat('/desk/pledges/csv', `/desk/pledges/${ada.pledge_id}/cancellation`)
  for (const page of pages) {
    assert.equal((await t.open(page, fund.cookie)).status, 200, page)
    for (const { cookie } of others) assert.equal((await t.open(page, cookie)).status, 403, page)
    assert.notEqual((await t.open(page)).status, 200, page)
  }
  for (const form of forms) for (const { cookie } of others) assert.equal((await t.send(form, { words: 'Ada', text: 'x' }, cookie)).status, 403, form)
  for (const page of ['/desk/funding/books', '/desk/funding/suspense', '/desk/funding/statements']) assert.equal((await t.open(page, fund.cookie)).status, 403, page)
  const nav = text(await t.open('/desk/funding', others[0]!.cookie))
  assert.doesNotMatch(nav, /Förderer/)
}))

test('the list is filtered by how somebody gives, ordered, and paged by the last one of a page', house(async (t) => {
  const { cookie } = await fundraiser(t)
  const [ada, bert, cleo] = [await makeGiving(t.db, { name: 'Ada', amount: 2_000 }), await makeGiving(t.db, { name: 'Bert', rhythm: 'yearly', amount: 6_000 }), await makeGiving(t.db, { name: 'Cleo', rhythm: 'once' })]
  await payDue(t.db, cleo.due_id, '2026-03-01')
  await stopPledge(t.db, { id: bert.pledge_id, why: 'unpaid' }, { by: 'test', now: t.now })
  const ids = async (query: string) => rowsIn(await t.open(`/desk/supporters${query}`, cookie))
  const [a, b, c] = [ada.supporter_id, bert.supporter_id, cleo.supporter_id]
  assert.deepEqual([await ids(''), await ids('?order=name'), await ids('?order=amount')], [[c, b, a], [a, b, c], [a, c, b]])
  assert.deepEqual([await ids('?gives=now'), await ids('?gives=stopped'), await ids('?gives=once'), await ids('?gives=paused'), await ids('?gives=formerly')], [[a], [b], [c], [], []])
  assert.deepEqual([await ids('?rhythm=yearly'), await ids('?rhythm=yearly&gives=now'), await ids('?way=transfer&gives=now'), await ids('?since=2026-03-02'), await ids('?campaign=9')], [[b], [], [a], [], []])
  const shown = text(await t.open('/desk/supporters', cookie))
  assert.match(shown, /Cleo giver.* einmalig 1\. März 2026 10 €/)
  assert.match(shown, /60 € im Jahr, ruht: kam nichts an/)
  for (let n = 0; n < 50; n++) await t.db.insertInto('supporters').values({ name: `Z ${n % 7}`, language: 'de', created_at: t.now }).execute()
  for (const order of ['newest', 'name', 'amount']) {
    const first = await t.open(`/desk/supporters?order=${order}`, cookie)
    const older = /rel="next" href="([^"]+)"/.exec(first.html)?.[1]?.replaceAll('&amp;', '&') ?? ''
    assert.doesNotMatch(older, /Z/)
    const all = [...rowsIn(first), ...rowsIn(await t.open(older, cookie))]
    assert.deepEqual([all.length, new Set(all).size], [53, 53], order)
  }
}))

test('somebody is found by name, address, town, number, reference, mandate and account, and nothing of it stands in an address', house(async (t) => {
  await makeCreditor(t.db)
  const { cookie } = await fundraiser(t)
  const ada = await makeGiving(t.db, { name: 'Ada Lorenz', mail_address: 'ada@mail.test' })
  const bert = await makeDebtor(t.db, { now: t.now, iban: 'DE02 1203 0000 0000 2020 51' })
  await t.db.updateTable('supporters').set({ town: 'Wallstedt', postcode: '12345' }).where('id', '=', ada.supporter_id).execute()
  const find = async (words: string) => {
    const answer = await t.send('/desk/supporters/search', { words }, cookie)
    assert.equal(answer.headers.get('cache-control'), 'no-store')
    assert.doesNotMatch(answer.html, new RegExp(`href="[^"]*\\?[^"]*${encodeURIComponent(words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))}`))
    return rowsIn(answer)
  }
  const [a, b] = [ada.supporter_id, bert.supporter_id]
  for (const words of ['lorenz ada', 'ADA@mail', 'wallst', '12345', String(a), `Nr. ${a}`, ada.reference, ada.reference.replace(/(.{4})/g, '$1 ')]) assert.deepEqual(await find(words), [a], words)
  for (const words of [bert.mandate_reference.toLowerCase(), 'de02120300000000202051', 'IBAN DE02 1203 0000 0000 2020 51']) assert.deepEqual(await find(words), [b], words)
  for (const words of ['DE89370400440532013000', 'ada koch', '100%', 'a_a']) assert.deepEqual(await find(words), [], words)
  const empty = await t.send('/desk/supporters/search', { words: '  ' }, cookie)
  assert.deepEqual([empty.status, /Bitte geben Sie ein/.test(empty.html)], [422, true])
}))

test('who is blocked, erased or part of somebody else is in no list and has no page', house(async (t) => {
  const { cookie } = await fundraiser(t)
  const [blocked, erased, merged, ada] = [await makeGiving(t.db, { name: 'Gone Girl' }), await makeGiving(t.db, { name: 'Gone Boy' }), await makeGiving(t.db, { name: 'Gone Too' }), await makeGiving(t.db, { name: 'Ada Lorenz' })]
  const set = (id: number, to: object) => t.db.updateTable('supporters').set(to).where('id', '=', id).execute()
  await set(blocked.supporter_id, { blocked_at: t.now })
  await set(erased.supporter_id, { blocked_at: t.now, erased_at: t.now })
  await set(merged.supporter_id, { merged_into: ada.supporter_id })
  for (const page of ['/desk/supporters', '/desk/pledges', '/desk/supporters/duplicates']) assert.doesNotMatch((await t.open(page, cookie)).html, /Gone/, page)
  for (const path of ['/desk/supporters/csv', '/desk/pledges/csv']) assert.doesNotMatch((await t.send(path, {}, cookie)).html, /Gone/, path)
  assert.deepEqual(rowsIn(await t.send('/desk/supporters/search', { words: 'gone' }, cookie)), [ada.supporter_id])
  for (const { supporter_id, pledge_id } of [blocked, erased]) for (const page of [`/desk/supporters/${supporter_id}`, `/desk/supporters/${supporter_id}/person`, `/desk/pledges/${pledge_id}/amount`]) assert.equal((await t.open(page, cookie)).status, 404, page)
  assert.equal((await t.open(`/desk/supporters/${merged.supporter_id}`, cookie)).headers.get('location'), `/desk/supporters/${ada.supporter_id}`)
  assert.equal((await t.send(`/desk/supporters/${merged.supporter_id}/notes`, { text: 'x' }, cookie)).status, 404)
  assert.match(text(await t.open('/desk/pledges', cookie)), /Ein Beitrag in EUR · laufend 10 € im Monat/)
}))

test('pledges are listed with their sums, filtered by state, rhythm, way and what is overdue', house(async (t) => {
  const { cookie } = await fundraiser(t)
  const [ada, bert] = [await makeGiving(t.db, { name: 'Ada', first_due_on: '2026-02-01', now: new Date('2026-01-20T12:00:00Z') }), await makeGiving(t.db, { name: 'Bert', rhythm: 'quarterly', amount: 3_000, first_due_on: '2026-04-01' })]
  await makeGiving(t.db, { name: 'Cleo', rhythm: 'once', amount: 5_000, currency: 'CHF', first_due_on: '2026-04-01' })
  const shown = async (query: string) => text(await t.open(`/desk/pledges${query}`, cookie))
  const all = await shown('')
  assert.match(all, /2 Beiträge in EUR · laufend 20 € im Monat/)
  assert.match(all, /Ein Beitrag in CHF · einmalig zusammen 50 CHF/)
  assert.match(all, /Ada 10 € im Monat Überweisung läuft überfällig seit 1\. Februar 2026/)
  assert.deepEqual(rowsIn(await t.open('/desk/pledges?overdue=on', cookie)), [ada.supporter_id])
  assert.deepEqual(rowsIn(await t.open('/desk/pledges?state=active&rhythm=quarterly&way=transfer', cookie)), [bert.supporter_id])
  assert.match(await shown('?state=ended'), /Kein Beitrag gefunden/)
}))

test('both lists are taken along as they are filtered, safe for spreadsheets, and it is noted who took them', house(async (t) => {
  const { id, cookie } = await fundraiser(t)
  const ada = await makeGiving(t.db, { name: '=SUM(A1)', mail_address: 'ada@mail.test', amount: 1_250 })
  await payDue(t.db, ada.due_id, '2026-03-01')
  await makeGiving(t.db, { name: 'Bert', rhythm: 'once' })
  const taken = await t.send('/desk/supporters/csv', { gives: 'now' }, cookie)
  assert.deepEqual([taken.headers.get('content-type'), taken.headers.get('content-disposition'), taken.headers.get('cache-control')], ['text/csv; charset=utf-8', 'attachment; filename="supporters-2026-03-01.csv"', 'no-store'])
  assert.deepEqual(taken.html.split('\r\n'), ['\uFEFFnumber,name,mail_address,street,postcode,town,country,language,since,gives,monthly,currency,given,given_currency',
    `${ada.supporter_id},'=SUM(A1),ada@mail.test,,,,,de,2026-03-01,active,12.50,EUR,12.50,EUR`, ''])
  assert.equal((await t.send('/desk/supporters/csv', { words: 'bert', order: 'name' }, cookie)).html.split('\r\n').length, 3)
  const pledges = (await t.send('/desk/pledges/csv', { rhythm: 'monthly' }, cookie)).html.split('\r\n')
  assert.deepEqual(pledges.slice(1), [`${ada.pledge_id},${ada.supporter_id},'=SUM(A1),ada@mail.test,12.50,EUR,monthly,transfer,active,${ada.reference},,2026-03-01,2026-04-01,,,,`, ''])
  assert.deepEqual((await t.db.selectFrom('journal').select(['actor', 'what']).where('what', 'like', 'list of%').orderBy('id').execute()).map(({ actor, what }) => `${actor} ${what}`), [`staff:${id} list of supporters taken out`, `staff:${id} list of supporters taken out`, `staff:${id} list of pledges taken out`])
}))

test('a page tells of somebody whole, in the order of time: gifts and returns, changes, mails, declarations, what staff did', house(async (t) => {
  await makeCreditor(t.db)
  const fund = await fundraiser(t)
  const ada = await makeGiving(t.db, { name: 'Ada Lorenz', first_due_on: '2026-02-15', now: new Date('2026-02-01T12:00:00Z') })
  await payDue(t.db, ada.due_id, '2026-02-16')
  const bert = await makeDebtor(t.db, { now: t.now })
  await planAndTell(t.db, t.now)
  assert.match(text(await t.open(`/desk/supporters/${bert.supporter_id}`, fund.cookie)), /Lastschrift über 5 € für den .* angekündigt/)
  const here = `/desk/supporters/${ada.supporter_id}`
  assert.equal((await t.send(`${here}/link`, {}, fund.cookie)).headers.get('location'), `${here}?done=link_sent`)
  assert.equal((await t.send(`/desk/pledges/${ada.pledge_id}/pause`, { until: '2026-06-01' }, fund.cookie)).headers.get('location'), `${here}?done=paused#pledge-${ada.pledge_id}`)
  const page = text(await t.open(here, fund.cookie))
  assert.match(page, /Nummer \d+ .*Ada Lorenz.*Stand Pause bis 1\. Juni 2026.*Gegeben nach Jahren.*2026 10 €/)
  assert.match(page, /Verlauf.*Pause begonnen: 10 € im Monat.*durch Frieda Fund.*16\. Februar 2026 Überweisung: 10 €.*Zugesagt: 10 € im Monat/)
  assert.match(page, /Mail: „Ihr.*Persönlichen Link geschickt durch Frieda Fund/)
  const first = await t.open(`${here}?before=2026-02-10T00:00:00.000Z_entry_1`, fund.cookie)
  assert.doesNotMatch(text(first).split('Verlauf')[1] ?? '', /Überweisung: 10 €/)
}))

test('what somebody asks for on the telephone is done by the same steps, under the name of who did it, with the same mails', house(async (t) => {
  const { id, cookie } = await fundraiser(t)
  const ada = await makeGiving(t.db, { name: 'Ada Lorenz', mail_address: 'ada@mail.test', first_due_on: '2026-04-01' })
  const path = (part: string) => `/desk/pledges/${ada.pledge_id}/${part}`
  const wrong = await t.send(path('amount'), { amount: 'viel', rhythm: 'yearly' }, cookie)
  assert.deepEqual([wrong.status, /value="viel"/.test(wrong.html), /value="yearly" checked/.test(wrong.html)], [422, true, true])
  await t.send(path('amount'), { amount: '60', rhythm: 'yearly' }, cookie)
  const late = await t.send(path('pause'), { until: '2029-01-01' }, cookie)
  assert.deepEqual([late.status, /value="2029-01-01"/.test(late.html)], [422, true])
  await t.send(path('pause'), { until: '2026-05-01' }, cookie)
  await t.send(path('resumption'), {}, cookie)
  const refused = await t.send(path('cancellation'), { manner: 'extraordinary', reason: '', wanted_on: '' }, cookie)
  assert.deepEqual([refused.status, /value="extraordinary" checked/.test(refused.html)], [422, true])
  assert.match((await t.send(path('cancellation'), { manner: 'ordinary', reason: 'Am Telefon', wanted_on: '' }, cookie)).headers.get('location') ?? '', /done=cancelled/)
  assert.match((await t.send(path('cancellation'), { manner: 'ordinary' }, cookie)).headers.get('location') ?? '', /done=too_late/)
  const changes = await t.db.selectFrom('pledge_changes').select(['kind', 'actor']).where('pledge_id', '=', ada.pledge_id).where('kind', '<>', 'given').orderBy('id').execute()
  assert.deepEqual(changes.map(({ kind, actor }) => `${kind} ${actor}`), ['amount', 'rhythm', 'paused', 'resumed', 'cancelled'].map((kind) => `${kind} staff:${id}`))
  assert.deepEqual((await t.db.selectFrom('declarations').select(['came_by', 'state', 'supporter_id']).execute()), [{ came_by: 'desk', state: 'done', supporter_id: ada.supporter_id }])
  const mails = await mailsTo(t.db, 'ada@mail.test')
  assert.equal(mails.length, 4)
  assert.match(mails.at(-1)?.text ?? '', /gekündigt|Kündigung/)
  assert.deepEqual((await t.db.selectFrom('supporter_mails').select('subject').where('supporter_id', '=', ada.supporter_id).orderBy('id').execute()).map(({ subject }) => subject), mails.map(({ subject }) => subject))
}))

test('name, address and language are corrected, what is wrong is kept; another mail address is confirmed by whoever has it', house(async (t) => {
  const { cookie } = await fundraiser(t)
  const ada = await makeGiving(t.db, { name: 'Ada Lorens', mail_address: 'ada@mail.test' })
  const here = `/desk/supporters/${ada.supporter_id}`
  const typed = { name: 'Ada Lorenz', street: 'Am Wall 1', postcode: '12345', town: '', country: 'DE', language: 'en' }
  const wrong = await t.send(`${here}/person`, typed, cookie)
  assert.deepEqual([wrong.status, /href="#town"/.test(wrong.html), /value="Am Wall 1"/.test(wrong.html), /value="en" selected/.test(wrong.html)], [422, true, true, true])
  assert.equal((await t.send(`${here}/person`, { ...typed, town: 'Wallstedt' }, cookie)).status, 303)
  const { name, town, language } = await t.db.selectFrom('supporters').selectAll().where('id', '=', ada.supporter_id).executeTakeFirstOrThrow()
  assert.deepEqual([name, town, language, (await mailsTo(t.db, 'ada@mail.test')).length], ['Ada Lorenz', 'Wallstedt', 'en', 1])
  const none = await t.send(`${here}/address`, { mail_address: 'ada@' }, cookie)
  assert.deepEqual([none.status, /value="ada@"/.test(none.html)], [422, true])
  await t.send(`${here}/address`, { mail_address: 'lorenz@mail.test' }, cookie)
  assert.equal((await mailsTo(t.db, 'lorenz@mail.test')).length, 1)
  assert.equal((await t.db.selectFrom('supporters').select('mail_address').where('id', '=', ada.supporter_id).executeTakeFirstOrThrow()).mail_address, 'ada@mail.test')
}))

test('a note has its author, who alone takes it away', house(async (t) => {
  const [frieda, gustav] = [await fundraiser(t), await makeAccount(t.db, { name: 'Gustav Fund', roles: ['fundraiser'] })]
  const ada = await makeGiving(t.db, { name: 'Ada Lorenz' })
  const here = `/desk/supporters/${ada.supporter_id}`
  assert.equal((await t.send(`${here}/notes`, { text: '  ' }, frieda.cookie)).status, 422)
  const long = 'x'.repeat(4_001)
  const refused = await t.send(`${here}/notes`, { text: long }, frieda.cookie)
  assert.deepEqual([refused.status, refused.html.includes(long)], [422, true])
  await t.send(`${here}/notes`, { text: 'Ruft gern an.\n\n<b>' }, frieda.cookie)
  const { id } = await t.db.selectFrom('supporter_notes').select('id').executeTakeFirstOrThrow()
  const others = await t.open(here, gustav.cookie)
  assert.match(others.html, /Ruft gern an\.\n\n&lt;b&gt;/)
  assert.match(text(others), /Frieda Fund, 1\. März 2026, 13\.00 Uhr/)
  assert.doesNotMatch(others.html, /notes\/\d+\/removal/)
  assert.match((await t.send(`${here}/notes/${id}/removal`, {}, gustav.cookie)).headers.get('location') ?? '', /note_gone/)
  assert.match((await t.send(`${here}/notes/${id}/removal`, {}, frieda.cookie)).headers.get('location') ?? '', /note_removed/)
  assert.deepEqual(await t.db.selectFrom('supporter_notes').selectAll().execute(), [])
}))

test('a whole account number is shown once, when it is asked for, and that is noted', house(async (t) => {
  await makeCreditor(t.db)
  const { id, cookie } = await fundraiser(t)
  const bert = await makeDebtor(t.db, { now: t.now })
  const other = await makeGiving(t.db)
  const here = `/desk/supporters/${bert.supporter_id}`
  assert.doesNotMatch((await t.open(here, cookie)).html, /0440/)
  const shown = await t.send(`${here}/mandates/${bert.mandate_id}/account`, {}, cookie)
  assert.deepEqual([shown.status, shown.headers.get('cache-control'), /DE89 3704 0044 0532 0130 00/.test(shown.html)], [200, 'no-store', true])
  assert.deepEqual(await t.db.selectFrom('journal').select(['actor', 'subject']).where('what', '=', 'account number shown').execute(), [{ actor: `staff:${id}`, subject: `mandate:${bert.mandate_id}` }])
  assert.doesNotMatch((await t.open(here, cookie)).html, /0440/)
  assert.equal((await t.send(`/desk/supporters/${other.supporter_id}/mandates/${bert.mandate_id}/account`, {}, cookie)).status, 404)
  const lost = await t.send(`${here}/mandates/${bert.mandate_id}/account`, {}, (await makeAccount(t.db, { roles: ['bookkeeper'] })).cookie)
  assert.deepEqual([lost.status, /0440/.test(lost.html)], [403, false])
}))

test('two are merged by forms: proposed or looked for, side by side, with a choice of what stays', house(async (t) => {
  const { cookie } = await fundraiser(t)
  const make = (mail_address: string) => makeGiving(t.db, { name: 'Ada Lorenz', mail_address })
  const [one, two] = [await make('ada.lorenz@mail.test'), await make('adalorenz@mail.test')]
  const duplicates = await t.open('/desk/supporters/duplicates', cookie)
  const compare = /href="(\/desk\/supporters\/\d+\/merging\?with=\d+)"/.exec(duplicates.html)?.[1] ?? ''
  assert.equal(compare, `/desk/supporters/${one.supporter_id}/merging?with=${two.supporter_id}`)
  assert.match(text(await t.open(compare, cookie)), /Beide Einträge nebeneinander.*ada\.lorenz@mail\.test adalorenz@mail\.test.*Welcher Eintrag bleibt\?/)
  const search = await t.send(`/desk/supporters/${one.supporter_id}/merging/search`, { words: String(two.supporter_id) }, cookie)
  assert.match(search.html, new RegExp(`merging\\?with=${two.supporter_id}"`))
  const form = { with: String(two.supporter_id), stays: String(two.supporter_id), name: String(one.supporter_id), mail_address: String(one.supporter_id), address: String(one.supporter_id) }
  assert.equal((await t.send(`/desk/supporters/${one.supporter_id}/merging`, form, cookie)).headers.get('location'), `/desk/supporters/${two.supporter_id}?done=merged`)
  assert.equal((await t.db.selectFrom('supporters').select('mail_address').where('id', '=', two.supporter_id).executeTakeFirstOrThrow()).mail_address, 'ada.lorenz@mail.test')
  assert.equal((await t.send(`/desk/supporters/${two.supporter_id}/merging`, form, cookie)).status, 409)
  assert.equal((await t.open(`/desk/supporters/${two.supporter_id}/merging?with=${one.supporter_id}`, cookie)).status, 404)
  assert.match(text(await t.open(`/desk/supporters/${two.supporter_id}`, cookie)), new RegExp(`${two.supporter_id} \\(früher auch ${one.supporter_id}\\).*Eintrag Nummer ${one.supporter_id} ist hier aufgegangen`))
}))

test('cash is entered for somebody who is known, who need not be typed in again', house(async (t) => {
  const { cookie } = await fundraiser(t)
  const { id } = await t.db.insertInto('supporters').values({ name: 'Omi Krause', language: 'de', created_at: t.now }).returning('id').executeTakeFirstOrThrow()
  const form = await t.open(`/desk/funding/vouchers?supporter=${id}`, cookie)
  assert.match(text(form), /Von Omi Krause/)
  const typed = { supporter: String(id), number: 'B-1', kind: 'cash', amount: '20', received_on: '2026-03-01' }
  assert.match((await t.send('/desk/funding/vouchers', { ...typed, amount: 'viel' }, cookie)).html, new RegExp(`name="supporter" value="${id}"`))
  assert.equal((await t.send('/desk/funding/vouchers', typed, cookie)).status, 303)
  assert.match(text(await t.open(`/desk/supporters/${id}`, cookie)), /20 € einmalig.*2026 20 €.*Bar oder Scheck: 20 €/)
  assert.equal((await t.db.selectFrom('supporters').select('id').execute()).length, 1)
}))
