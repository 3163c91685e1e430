import assert from 'node:assert/strict'
import { test } from 'node:test'
import { camt } from '../../../test/camt-makers.ts'
import { house, type House } from '../../../test/house.ts'
import { makeAccount } from '../../../test/people-makers.ts'
import { importMade, makeBankAccount, makePledge, makeStatement, otherIban } from '../../../test/statement-makers.ts'
import { zipped } from '../../../test/zip-makers.ts'
import { spacedReference } from '../reference.ts'

async function bookkeeper({ db }: House): Promise<string> {
  await makeBankAccount(db)
  return (await makeAccount(db, { roles: ['bookkeeper'] })).cookie
}
function files(...given: [name: string, bytes: string | Uint8Array<ArrayBuffer>][]): FormData {
  const form = new FormData()
  for (const [name, bytes] of given) form.append('files', new File([bytes], name))
  return form
}
const where = ({ headers }: { headers: Headers }) => headers.get('location') ?? ''

test('statements come in by a form, several files at once, and are listed with what they begin and end with', house(async (t) => {
  const cookie = await bookkeeper(t)
  const { reference } = await makePledge(t.db)
  const first = makeStatement({ statement_id: '2026/61', opening: 10_000, entries: [{ amount: 500, reference }] })
  const answer = await t.upload('/desk/funding/statements', files(['one.xml', camt(first)], ['two.zip', await zipped({ 'a.xml': camt(makeStatement({ from_on: '2026-03-04', opening: 12_000, entries: [{ amount: 123, name: 'Änne Ähren' }] })) })]), cookie)
  assert.equal(answer.status, 303)
  const list = await t.open(where(answer), cookie)
  assert.match(list.html, /2 Auszüge eingelesen: 1 Umsatz gebucht, 0 vorgeschlagen, 1 nicht zugeordnet/)
  assert.match(list.html, /2026\/61/)
  assert.match(list.html, /105\s€[\s\S]*Davor fehlt ein Auszug|Davor fehlt ein Auszug: Der letzte endet mit 105\s€, dieser beginnt mit 120\s€/)
  const again = await t.open(where(await t.upload('/desk/funding/statements', files(['one.xml', camt(first)]), cookie)), cookie)
  assert.match(again.html, /Kein neuer Auszug.*schon eingelesen und hat nichts gebucht/)
}))

test('a broken or foreign file is refused whole, with its name, the line and the reason; what else was sent is taken', house(async (t) => {
  const cookie = await bookkeeper(t)
  const good = camt(makeStatement({ entries: [{ amount: 500 }] }))
  const { status, html } = await t.upload('/desk/funding/statements', files(['good.xml', good], ['cut.xml', good.slice(0, -40)], ['foreign.xml', camt(makeStatement({ iban: otherIban, entries: [] }))], ['table.csv', 'Tag;Betrag']), cookie)
  assert.equal(status, 422)
  assert.match(html, /3 Dateien wurden nicht eingelesen/)
  assert.match(html, /cut\.xml: Zeile 3: nicht als XML lesbar|cut\.xml: Zeile 2: nicht als XML lesbar/)
  assert.match(html, new RegExp(`foreign.xml: Zeile 2: es ist der Auszug eines anderen Kontos \\(${otherIban}\\)`))
  assert.match(html, /table\.csv: Zeile 1: nicht als XML lesbar/)
  assert.match(html, /Ein Auszug eingelesen/)
  assert.equal((await t.db.selectFrom('statements').select('id').execute()).length, 1)
  assert.equal((await t.upload('/desk/funding/statements', new FormData(), cookie)).status, 422)
}))

test('a statement shows its lines, and what waits is found and booked by hand', house(async (t) => {
  const cookie = await bookkeeper(t)
  const pledge = await makePledge(t.db, { supporter: { name: 'Grete Grün', mail_address: 'grete@mail.test', language: 'de' }, amount: 700 })
  const [imported] = await importMade(t.db, makeStatement({ entries: [{ amount: 650, name: 'G. <Gruen>', iban: otherIban, text: 'Für die Zeitung' }] }))
  const page = await t.open(`/desk/funding/statements/${imported?.id}`, cookie)
  assert.match(page.html, /G\. &lt;Gruen>|G\. &lt;Gruen&gt;/)
  const { id } = await t.db.selectFrom('statement_lines').select('id').executeTakeFirstOrThrow()
  const line = `/desk/funding/lines/${id}`
  assert.match((await t.open('/desk/funding/suspense', cookie)).html, new RegExp(`href="${line}"`))
  const shown = await t.open(line, cookie)
  assert.match(shown.html, /DE … 0?\d{4}/)
  assert.ok(!shown.html.includes(otherIban))
  for (const q of ['grün', spacedReference(pledge.reference), '7,00']) assert.match((await t.open(`${line}?q=${encodeURIComponent(q)}`, cookie)).html, /Für Grete Grün buchen/)
  assert.match((await t.open(`${line}?q=nobody`, cookie)).html, /Kein Beitrag gefunden/)
  assert.equal((await t.send(`${line}/place`, {}, cookie)).status, 422)
  assert.equal(where(await t.send(`${line}/place`, { place: `transfer:${pledge.pledge_id}` }, cookie)), '/desk/funding/suspense?done=placed')
  const late = await t.send(`${line}/place`, { place: 'other' }, cookie)
  assert.equal(late.status, 409)
  assert.match(late.html, /Jemand war schneller[\s\S]*Überweisung, Grete Grün/)
  assert.equal(where(await t.send(`${line}/taking-back`, {}, cookie)), `${line}?done=taken_back`)
  assert.match((await t.open('/desk/funding/suspense', cookie)).html, /nicht zugeordnet/)
}))

test('a proposal is answered with yes or no; looking again says how much was found', house(async (t) => {
  const cookie = await bookkeeper(t)
  const { reference, pledge_id } = await makePledge(t.db)
  await importMade(t.db, makeStatement({ entries: [{ amount: 500, reference, iban: otherIban }, { amount: 500, name: 'x' }] }))
  await importMade(t.db, makeStatement({ from_on: '2026-03-03', opening: 1_000, entries: [{ amount: 500, iban: otherIban }] }))
  const { id } = await t.db.selectFrom('statement_lines').select('id').where('state', '=', 'proposed').executeTakeFirstOrThrow()
  assert.match((await t.open(`/desk/funding/lines/${id}`, cookie)).html, /Gehört es hierher\?[\s\S]*Ja, buchen/)
  assert.equal(where(await t.send(`/desk/funding/lines/${id}/refusal`, {}, cookie)), `/desk/funding/lines/${id}?done=refused`)
  assert.equal(where(await t.send('/desk/funding/suspense/matching', {}, cookie)), '/desk/funding/suspense?done=0')
  assert.equal((await t.send(`/desk/funding/lines/${id}/place`, { place: `transfer:${pledge_id}` }, cookie)).status, 303)
  assert.equal((await t.open('/desk/funding/lines/999999', cookie)).status, 404)
}))
