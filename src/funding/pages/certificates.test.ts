import assert from 'node:assert/strict'
import { test } from 'node:test'
import { makeGiver, makeTerms, someSignature } from '../../../test/certificate-makers.ts'
import { house } from '../../../test/house.ts'
import { makeAccount } from '../../../test/people-makers.ts'
import { pdfText } from '../../../test/pdf-text.ts'

const typed = {
  certificates: 'on', grounds: 'exemption', tax_office: 'Wallstedt', tax_number: '12/345/67890', noticed_on: '2025-05-02', period: '2021 bis 2023', purposes: 'der Volksbildung', since_on: '2025-01-01',
  issuer: 'Wallstedter Anzeiger gGmbH', street: 'Marktstraße 1', postcode: '12345', town: 'Wallstedt', signer: 'Erika Beispiel', told: 'on', told_on: '2025-06-01', by_itself: 'on',
}
async function formOf(fields: Partial<Record<keyof typeof typed, string>>, signature?: Buffer) {
  const form = new FormData()
  for (const [name, value] of Object.entries({ ...typed, ...fields })) form.set(name, value)
  if (signature) form.set('signature', new Blob([new Uint8Array(signature)], { type: 'image/png' }), 'signature.png')
  return form
}

test('what certificates stand on is set on one page; what cannot be is said at its field, and what was typed stays', house(async (t) => {
  const { cookie } = await makeAccount(t.db, { roles: ['publisher'] })
  const path = '/desk/funding/certificates/settings'
  for (const [fields, said, signature] of [
    [{}, 'Ohne das Bild einer Unterschrift', undefined], [{ signer: '' }, 'Das muss auf der Bestätigung stehen.', await someSignature()], [{}, 'Das ist kein PNG oder JPEG', Buffer.from('GIF89a')],
    [{ noticed_on: '2021-02-28' }, 'älter als fünf Jahre', await someSignature()], [{ grounds: 'statutes', noticed_on: '2023-02-28' }, 'älter als drei Jahre', await someSignature()], [{ noticed_on: '2027-01-01' }, 'Ein Datum bis heute', await someSignature()],
  ] as const) {
    const refused = await t.upload(path, await formOf(fields, signature), cookie)
    assert.equal(refused.status, 422, said)
    assert.ok(refused.html.includes(said) && refused.html.includes('value="12/345/67890"'), said)
  }
  assert.equal((await t.upload(path, await formOf({}, await someSignature()), cookie)).status, 303)
  // The picture stays when none is sent.
  assert.equal((await t.upload(path, await formOf({ signer: 'Paul Muster' }), cookie)).status, 303)
  const terms = await t.db.selectFrom('certificate_terms').select(['signer', 'signature', 'told_on', 'by_itself']).orderBy('id', 'desc').executeTakeFirstOrThrow()
  assert.deepEqual([terms.signer, terms.signature?.length, terms.told_on, terms.by_itself], ['Paul Muster', (await someSignature()).length, '2025-06-01', true])
  const { certificates } = await t.db.selectFrom('funding_settings').select('certificates').executeTakeFirstOrThrow()
  assert.equal(certificates, true)
  assert.equal((await t.open('/desk/funding/certificates', cookie)).status, 403)
}))

test('the bookkeeper issues a year by job and a gift by its reference, prints, and recalls', house(async (t) => {
  const { cookie } = await makeAccount(t.db, { roles: ['bookkeeper'] })
  assert.match((await t.open('/desk/funding/certificates', cookie)).html, /sind ausgeschaltet/)
  assert.equal((await t.send('/desk/funding/certificates/issuing', { year: '2025' }, cookie)).status, 422)
  await makeTerms(t.db)
  const giver = await makeGiver(t.db, ['2025-02-03'], { name: 'Ada Geberin' })
  assert.match((await t.open('/desk/funding/certificates', cookie)).html, /2025: Für eine Person mit Anschrift sind noch 10\s€ zu bestätigen\./)
  assert.equal((await t.send('/desk/funding/certificates/issuing', { year: '2026' }, cookie)).status, 422)
  assert.equal((await t.send('/desk/funding/certificates/issuing', { year: '2025' }, cookie)).headers.get('location'), '/desk/funding/certificates?done=issuing')

  const nowhere = await t.send('/desk/funding/certificates/single', { reference: 'RF00' }, cookie)
  assert.equal(nowhere.status, 422)
  assert.match(nowhere.html, /value="RF00"/)
  assert.equal((await t.send('/desk/funding/certificates/single', { reference: giver.reference.toLowerCase() }, cookie)).status, 303)
  assert.match((await t.send('/desk/funding/certificates/single', { reference: giver.reference }, cookie)).html, /schon bestätigt/)
  const { id } = await t.db.selectFrom('certificates').select('id').executeTakeFirstOrThrow()
  const printed = await t.send(`/desk/funding/certificates/${id}/print`, {}, cookie)
  assert.equal(printed.headers.get('content-type'), 'application/pdf')
  assert.ok(pdfText(printed.bytes).includes('Zweitschrift'))
  assert.equal((await t.send('/desk/funding/certificates/print', {}, cookie)).headers.get('location'), '/desk/funding/certificates?done=nothing_to_print')
  assert.equal((await t.send(`/desk/funding/certificates/${id}/recall`, {}, cookie)).status, 303)
  assert.match((await t.open('/desk/funding/certificates?state=recalled', cookie)).html, /Ada Geberin[\s\S]*Widerrufen: ein Irrtum\. Per E-Mail mitgeteilt\./)
  assert.equal((await t.send(`/desk/funding/certificates/${id}/print`, {}, cookie)).status, 404)
}))

test('supporters ask for their certificates on their own side, for their address first, and get nobody else\'s', house(async (t) => {
  await makeTerms(t.db)
  const giver = await makeGiver(t.db, ['2025-02-03', '2026-02-03'], { address: { street: '', postcode: '', town: '', country: '' } })
  const other = await makeGiver(t.db, ['2025-02-03'])
  assert.match((await t.open('/my-support', giver.cookie)).html, /href="\/my-support\/certificates"/)
  assert.match((await t.open('/my-support/certificates', giver.cookie)).html, /müssen Ihr Name und Ihre Anschrift stehen/)
  assert.equal((await t.send('/my-support/certificates', { year: '2025' }, giver.cookie)).status, 409)
  await t.db.updateTable('supporters').set({ street: 'Am Wall 1', town: 'Wallstedt', country: 'DE' }).where('id', '=', giver.supporter_id).execute()
  assert.match((await t.open('/my-support/certificates', giver.cookie)).html, /2025: eine Spende, 10\s€[\s\S]*Einzelne Spenden schon jetzt/)

  // The running year is not over, and what another gave is theirs.
  assert.equal((await t.send('/my-support/certificates', { year: '2026' }, giver.cookie)).status, 409)
  assert.equal((await t.send('/my-support/certificates', { due: String(other.due_id) }, giver.cookie)).status, 409)
  assert.equal((await t.send('/my-support/certificates', { year: '2025' }, giver.cookie)).status, 303)
  assert.equal((await t.send('/my-support/certificates', { due: String(giver.dues[1]) }, giver.cookie)).status, 303)
  const [year] = await t.db.selectFrom('certificates').select('id').orderBy('id').execute()
  const path = `/my-support/certificates/${year?.id}`
  const file = await t.open(path, giver.cookie)
  assert.ok(pdfText(file.bytes).includes('Am Wall 1'))
  assert.equal((await t.open(path, other.cookie)).status, 404)
  assert.equal((await t.open(path)).status, 303)
  assert.match((await t.open('/my-support/certificates', giver.cookie)).html, /Alle Spenden 2025[\s\S]*Alles, was von Ihnen eingegangen ist/)
}))
