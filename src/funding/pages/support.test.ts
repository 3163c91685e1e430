import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bindingForm, debitTyped, givenAs, makeFunding, safe, typed } from '../../../test/giving-makers.ts'
import { house, type House } from '../../../test/house.ts'
import { secondsAfter, secondsBefore } from '../../base/time.ts'
import { newForm, openForm, sealForm } from '../giving-form.ts'
import { startDouble } from '../double/server.ts'
import { duesPaid } from '../due.ts'
import { thank } from '../thanks.ts'
import { thanksUrl } from './support-confirmation.tsx'

const text = (html: string) => html.replace(/<style[\s\S]*?<\/style>|<[^>]+>/g, ' ').replace(/\s+/g, ' ')
const sealedIn = ({ html }: { html: string }) => /name="form" value="([^"]+)"/.exec(html)?.[1] ?? ''
const pledges = (t: House) => t.db.selectFrom('pledges').selectAll().orderBy('id').execute()
const mails = (t: House) => t.db.selectFrom('mails').selectAll().orderBy('id').execute()

test('the form is the same for all, and an address may say beforehand what is chosen in it', house(async (t) => {
  await makeFunding(t.db)
  const { html, headers, status } = await t.open('/support')
  assert.equal(status, 200)
  assert.match(headers.get('surrogate-key') ?? '', /\bpaper\b.*\bcampaign\b/)
  assert.match(html, /name="amount" value="10" checked/)
  assert.match(html, /name="rhythm" value="monthly" checked/)
  const chosen = (await t.open('/support?amount=7,50&rhythm=yearly&campaign=herbst')).html
  assert.match(chosen, /name="amount_other"[^>]*value="7,50"/)
  assert.match(chosen, /name="rhythm" value="yearly" checked/)
  assert.match(chosen, /name="campaign" value="herbst"/)
  const english = (await t.open('/support?language=en&amount=20')).html
  assert.match(english, /<html lang="en"/)
  assert.match(english, /name="amount" value="20" checked/)
  for (const junk of ['?amount=-1', '?amount=x', '?rhythm=daily', '?campaign=%22%3E', '?language=xx']) assert.equal((await t.open(`/support${junk}`)).status, 200)
}))

test('only ways that work are offered, and where none does the page says so', house(async (t) => {
  assert.match((await t.open('/support')).html, /class="closed"/)
  await makeFunding(t.db, { creditor_id: '' })
  const { html } = await t.open('/support')
  assert.match(html, /value="transfer"/)
  assert.doesNotMatch(html, /name="way" value="(debit|provider)"/)
}))

test('what is wrong is said at its field and at the top, and everything typed stays', house(async (t) => {
  await makeFunding(t.db)
  const { html, status, headers } = await t.send('/support', { ...debitTyped, amount_other: '0,50', iban: 'DE00 1234', holder: 'Grete', name: '', mail_address: 'ada@' })
  assert.equal(status, 422)
  assert.equal(headers.get('cache-control'), 'no-store')
  for (const said of ['value="0,50"', 'value="DE00 1234"', 'value="Grete"', 'value="ada@"', 'href="#amount_other"', 'href="#iban"', 'href="#name"', 'href="#mail_address"', 'id="iban-error"', 'autofocus']) assert.ok(html.includes(said), said)
  assert.match(html, /name="way" value="debit" checked/)
  assert.match(text(html), /4 Angaben fehlen oder stimmen nicht/)
  assert.equal((await pledges(t)).length, 0)
}))

test('before the button stands what it will mean; the button itself says in the words of the law what it is', house(async (t) => {
  await makeFunding(t.db)
  const words: [Parameters<typeof makeFunding>[1], string, string][] = [
    [{ button: 'order' }, 'Zahlungspflichtig unterstützen', 'Support with obligation to pay'],
    [{ button: 'gift', certificates: false }, 'Unterstützen', 'Support'],
    [{ button: 'gift', certificates: true }, 'Spenden', 'Donate'],
  ]
  for (const [settings, de, en] of words) {
    await makeFunding(t.db, settings)
    for (const [language, word] of [['de', de], ['en', en]] as const) {
      const { html } = await t.send('/support', { ...debitTyped, language })
      assert.equal(/<button class="button late[^>]*>([^<]*)</.exec(html)?.[1], word)
      assert.equal(html.includes('id="withdrawal"'), settings?.button === 'order')
    }
  }
  const said = text((await t.send('/support', debitTyped)).html)
  for (const part of ['5,50 € im Monat', 'am 7. März 2026 oder kurz danach', 'jeden Monat derselbe Betrag, bis Sie kündigen', 'Wallstedter Anzeiger eG', 'DE89 3704 0044 0532 0130 00, Ada Löw', 'ada@mail.example', 'DE98ZZZ09999999999', 'Jederzeit, ohne Frist']) assert.ok(said.includes(part), `${part} in ${said}`)
}))

test('the instruction on withdrawal says what the law wants said, in German and English', house(async (t) => {
  await makeFunding(t.db, { button: 'order' })
  const de = text((await t.send('/support', typed)).html)
  assert.ok(de.includes('Sie haben das Recht, binnen vierzehn Tagen ohne Angabe von Gründen diesen Vertrag zu widerrufen. Die Widerrufsfrist beträgt vierzehn Tage ab dem Tag des Vertragsabschlusses.'))
  assert.ok(de.includes('Zur Wahrung der Widerrufsfrist reicht es aus, dass Sie die Mitteilung über die Ausübung des Widerrufsrechts vor Ablauf der Widerrufsfrist absenden.'))
  assert.ok(de.includes('in keinem Fall werden Ihnen wegen dieser Rückzahlung Entgelte berechnet.'))
  assert.ok(de.includes('http://paper.test/withdraw'))
  const en = text((await t.send('/support', { ...typed, language: 'en' })).html)
  assert.ok(en.includes('You have the right to withdraw from this contract within 14 days without giving any reason.'))
}))

test('a transfer: a pledge, thanks with a code and the same data, and a mail with both, in the language of the form', house(async (t) => {
  await makeFunding(t.db)
  const { answer } = await givenAs(t, { language: 'en', amount_other: '', amount: '10' })
  assert.equal(answer.status, 303)
  const [pledge] = await pledges(t)
  assert.equal(pledge?.amount, 1_000)
  assert.equal(pledge?.state, 'active')
  const thanks = await t.open(answer.headers.get('location') ?? '')
  assert.equal(thanks.status, 200)
  assert.equal(thanks.headers.get('cache-control'), 'no-store')
  const spaced = pledge?.reference.replace(/(.{4})(?=.)/g, '$1 ') ?? '-'
  for (const part of ['Thank you, Ada Löw.', 'DE02 1203 0000 0000 2020 51', spaced, '€10']) assert.ok(text(thanks.html).includes(part), part)
  assert.match(thanks.html, /<svg class="girocode" role="img" aria-label="[^"]+"/)
  const [mail] = await mails(t)
  assert.equal(mail?.to_address, 'ada@mail.example')
  assert.match(mail?.text ?? '', /thank you\. You support .+ with €10 a month/)
  assert.ok(mail?.text.includes(spaced) && mail.text.includes('http://paper.test/my-support/link/'))
  assert.match(mail?.html ?? '', /src="cid:girocode"/)
  assert.equal((mail?.pictures as { name: string }[])[0]?.name, 'girocode')
}))

test('a debit: a mandate with the words that stood there, sealed, and a mail with reference and creditor', house(async (t) => {
  await makeFunding(t.db)
  const shown = await t.send('/support', debitTyped)
  const form = bindingForm(t, shown)
  const { consent, ...without } = form
  const refused = await t.send('/support/confirmation', without)
  assert.equal(refused.status, 422)
  assert.match(refused.html, /id="consent-error"/)
  assert.equal((await pledges(t)).length, 0)
  const answer = await t.send('/support/confirmation', { ...without, consent: consent ?? '' })
  assert.equal(answer.status, 303)
  const mandate = await t.db.selectFrom('mandates').selectAll().executeTakeFirstOrThrow()
  assert.equal(mandate.iban_shown, 'DE … 3000')
  assert.equal(mandate.holder, 'Ada Löw')
  for (const paragraph of mandate.consent_text.split('\n\n')) assert.ok(text(shown.html).includes(paragraph), paragraph)
  const [mail] = await mails(t)
  assert.ok(mail?.text.includes(mandate.reference) && mail.text.includes('DE98ZZZ09999999999') && mail.text.includes('7. März 2026'))
  assert.doesNotMatch(mail?.text ?? '', /0532/)
}))

test('a form that comes twice is one gift, and leads to the same thanks', house(async (t) => {
  await makeFunding(t.db)
  const { form, answer } = await givenAs(t, {})
  const again = await t.send('/support/confirmation', form)
  assert.equal(again.status, 303)
  const said = async (location: string | null) => text((await t.open(location ?? '')).html)
  assert.equal(await said(again.headers.get('location')), await said(answer.headers.get('location')))
  assert.equal((await pledges(t)).length, 1)
  assert.equal((await mails(t)).length, 1)
}))

test('without work the button is taken after a while only; what was agreed to stays', house(async (t) => {
  await makeFunding(t.db)
  const fresh = sealedIn(await t.send('/support', debitTyped))
  const soon = await t.send('/support/confirmation', { form: fresh, work: '1', consent: 'on' })
  assert.equal(soon.status, 422)
  assert.match(text(soon.html), /Bitte warten Sie 6 Sekunden/)
  assert.match(soon.html, /name="consent"[^>]* checked/)
  assert.match(soon.html, /autofocus/)
  const draft = openForm(fresh, safe)?.draft
  assert.ok(draft)
  assert.equal(openForm(sealedIn(soon), safe)?.id, openForm(fresh, safe)?.id)
  const earlier = sealForm(newForm(draft, { now: secondsBefore(t.now, 6), isCrowded: false }), safe)
  assert.equal((await t.send('/support/confirmation', { form: earlier, consent: 'on' })).status, 303)
  const old = await t.send('/support/confirmation', { form: sealForm(newForm(draft, { now: secondsBefore(t.now, 90_000), isCrowded: false }), safe), consent: 'on' })
  assert.equal(old.status, 422)
  assert.equal(openForm(sealedIn(old), safe)?.made_at.getTime(), t.now.getTime())
  assert.equal((await t.send('/support/confirmation', { form: 'made up' })).status, 422)
  assert.equal((await pledges(t)).length, 1)
}))

test('what was typed can be changed from the second step, and nothing of it is lost', house(async (t) => {
  await makeFunding(t.db)
  const { form = '' } = bindingForm(t, await t.send('/support', { ...debitTyped, holder: 'Grete Löw', may_ask: 'on' }))
  const { html, status } = await t.send('/support', { form, action: 'change' })
  assert.equal(status, 200)
  for (const said of ['value="5,50"', 'value="DE89 3704 0044 0532 0130 00"', 'value="Grete Löw"', 'value="Ada Löw"', 'value="ada@mail.example"', 'name="may_ask" value="on" checked']) assert.ok(html.includes(said), said)
}))

test('one mail address, and one account, can be entered a few times a day only', house(async (t) => {
  await makeFunding(t.db)
  const statuses: number[] = []
  for (let n = 0; n < 8; n++) statuses.push((await givenAs(t, {})).answer.status)
  assert.deepEqual(statuses, [303, 303, 303, 303, 303, 303, 429, 429])
}))

test('an address is asked for only where a certificate is wanted, or the bank lies outside the EEA', house(async (t) => {
  await makeFunding(t.db, { certificates: true })
  const refused = await t.send('/support', { ...typed, certificate: 'on', street: 'An der Wäll 7' })
  assert.equal(refused.status, 422)
  for (const field of ['postcode', 'town', 'country']) assert.ok(refused.html.includes(`href="#${field}"`), field)
  await givenAs(t, { certificate: 'on', street: 'An der Wäll 7', postcode: '12345', town: 'Wallstedt', country: 'DE' })
  const supporter = await t.db.selectFrom('supporters').selectAll().executeTakeFirstOrThrow()
  assert.equal(supporter.town, 'Wallstedt')
  await makeFunding(t.db, { certificates: false })
  assert.equal((await t.send('/support', { ...debitTyped, iban: 'CH93 0076 2011 6238 5295 7' })).status, 422)
  assert.equal((await t.send('/support', { ...debitTyped, iban: 'CH93 0076 2011 6238 5295 7', town: 'Basel', country: 'CH' })).status, 200)
}))

test('a stranger who types in somebody’s mail address changes nothing of what is known of them', house(async (t) => {
  await makeFunding(t.db, { certificates: true })
  await givenAs(t, { certificate: 'on', street: 'An der Wäll 7', postcode: '12345', town: 'Wallstedt', country: 'DE' })
  await givenAs(t, { name: 'Mallory', mail_address: 'ADA@mail.example', certificate: 'on', street: 'Weg 1', postcode: '1', town: 'Anderswo', country: 'AT', may_ask: 'on' })
  const supporters = await t.db.selectFrom('supporters').selectAll().execute()
  assert.deepEqual(supporters.map(({ name, town, upgrade_consented_at }) => ({ name, town, upgrade_consented_at })), [{ name: 'Ada Löw', town: 'Wallstedt', upgrade_consented_at: null }])
}))

test('the thanks of somebody else cannot be asked for, and after a month nobody’s', house(async (t) => {
  await makeFunding(t.db)
  const { answer } = await givenAs(t, {})
  const location = answer.headers.get('location') ?? ''
  for (const other of ['/support/thanks/1', `${location.slice(0, -3)}AAA`]) assert.equal((await t.open(other)).status, 404)
  assert.equal((await t.open(location)).status, 200)
}))

test('what has come is thanked for once, with a receipt; of a pledge the first payment alone', house(async (t) => {
  await makeFunding(t.db)
  await givenAs(t, {})
  const due = await t.db.selectFrom('dues').selectAll().executeTakeFirstOrThrow()
  await duesPaid(t.db, [{ due_id: due.id, on: '2026-03-03' }])
  const here = { site: { url: 'http://paper.test' }, now: secondsAfter(t.now, 60), payments: {} }
  await thank(t.db, due.id, here)
  await thank(t.db, due.id, here)
  const later = await t.db.insertInto('dues').values({ pledge_id: due.pledge_id, due_on: '2026-04-01', amount: 550, currency: 'EUR', state: 'paid', paid_on: '2026-04-02' }).returning('id').executeTakeFirstOrThrow()
  await thank(t.db, later.id, here)
  const thanks = (await mails(t)).slice(1)
  assert.equal(thanks.length, 1)
  assert.equal(thanks[0]?.subject, 'Danke für 5,50\u00a0€')
  const link = /http:\/\/paper\.test(\/my-support\/link\/\S+)/.exec(thanks[0]?.text ?? '')?.[1] ?? ''
  const opened = await t.send(link, {})
  assert.equal(opened.headers.get('location'), `/my-support/receipts/${due.id}`)
  const cookie = opened.headers.get('set-cookie')?.split(';')[0]
  const receipt = await t.open(`/my-support/receipts/${due.id}`, cookie)
  assert.equal(receipt.headers.get('content-type'), 'application/pdf')
  assert.match(receipt.bytes.subarray(0, 8).toString(), /^%PDF-1/)
  assert.equal((await t.open(`/my-support/receipts/${due.id}`)).status, 303)
}))

test('by card: nothing is agreed before the provider has said yes; a page of ours leads there, and who comes back unpaid can go on', house(async (t) => {
  const double = await startDouble({ notices: 'http://paper.test/webhooks/stripe', deliver: async () => 200, held: true, clock: () => t.now })
  try {
    Object.assign(t.payments, { stripe: double.payments.stripe })
    await makeFunding(t.db)
    assert.match(text((await t.send('/support', { ...typed, way: 'provider' })).html), /Der Knopf führt zu Stripe\. Dessen Seite braucht Skripte und setzt Cookies\./)
    const { form, answer } = await givenAs(t, { way: 'provider' })
    assert.equal(answer.status, 200)
    const [, leads] = /^0; url=(http:\/\/127\.0\.0\.1:\d+\/\S+)$/.exec(answer.headers.get('refresh') ?? '') ?? []
    assert.ok(leads !== undefined && answer.html.includes(`href="${leads}"`))
    assert.deepEqual((await pledges(t)).map(({ state, provider }) => [state, provider]), [['begun', 'stripe']])
    assert.equal((await mails(t)).length, 0)
    // Pressed twice, it leads to the same checkout.
    assert.equal((await t.send('/support/confirmation', form)).headers.get('refresh'), `0; url=${leads}`)
    const thanks = thanksUrl((await pledges(t))[0]?.id ?? 0, { safe, now: t.now })
    const waiting = await t.open(thanks)
    assert.match(text(waiting.html), /Wir warten noch auf die Nachricht von Stripe/)
    assert.equal((await t.send(`${thanks}/checkout`, {})).headers.get('refresh'), `0; url=${leads}`)
  } finally {
    await double.close()
  }
}))

test('what the button said is kept with the pledge; whoever was shown another button is asked again', house(async (t) => {
  await makeFunding(t.db)
  const form = bindingForm(t, await t.send('/support', typed))
  await t.db.updateTable('funding_settings').set({ button: 'order' }).execute()
  const again = await t.send('/support/confirmation', form)
  assert.equal(again.status, 422)
  assert.match(again.html, /Zahlungspflichtig unterstützen/)
  assert.equal((await t.send('/support/confirmation', bindingForm(t, again))).status, 303)
  await t.db.updateTable('funding_settings').set({ button: 'gift' }).execute()
  await givenAs(t, { mail_address: 'bo@mail.example' })
  assert.deepEqual((await t.db.selectFrom('pledges').select('agreed_as').orderBy('id').execute()).map(({ agreed_as }) => agreed_as), ['order', 'gift'])
}))
