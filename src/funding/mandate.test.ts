import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import { house } from '../../test/house.ts'
import { translator } from '../base/i18n/i18n.ts'
import { safeOf } from '../base/safe/safe.ts'
import { ibanIn, ibanRefusal, shownIban } from './iban.ts'
import { accountRefusals, endMandate, ibanOf, mandateText, signMandate } from './mandate.ts'
import { mandateById } from './reads/mandates.ts'
import { supporterFor } from './supporter.ts'

const german = 'DE89370400440532013000'
const swiss = 'CH9300762011623852957'

test('an IBAN is taken as it is typed, and its check digits are checked', () => {
  assert.equal(ibanIn(' IBAN: de89 3704 0044\u00a00532-0130 00 '), german)
  assert.equal(ibanRefusal('DE88 3704 0044 0532 0130 00'), 'wrong')
  assert.equal(ibanRefusal('DE89 3704 0044 0532 0130 0'), 'wrong')
  assert.equal(ibanRefusal('  '), 'empty')
  assert.equal(ibanRefusal('TR330006100519786457841326'), 'country')
  assert.equal(ibanRefusal('RS35260005601001611379'), null)
  assert.equal(shownIban(german), 'DE … 3000')
})

test('a bank outside the European Economic Area asks where its customer lives, another does not', () => {
  assert.deepEqual(accountRefusals({ holder: 'Ada', iban: german, bic: 'cobadeff xxx' }), {})
  assert.deepEqual(accountRefusals({ holder: ' ', iban: german, bic: 'no' }), { holder: 'empty', bic: 'wrong' })
  assert.deepEqual(accountRefusals({ holder: 'Ada', iban: swiss }), { town: 'empty', country: 'empty' })
  assert.deepEqual(accountRefusals({ holder: 'Ada', iban: swiss, address: { street: 'Gasse 1', postcode: '8000', town: 'Zürich', country: 'CH' } }), {})
})

test('a mandate keeps the words that were agreed to, and its account under a seal', house(async ({ db, now }) => {
  const safe = safeOf([randomBytes(32)])
  await db.updateTable('funding_settings').set({ creditor_id: 'DE98ZZZ09999999999', creditor_name: 'Bote e. V.', notice_days: 5 }).execute()
  const { id: supporter_id } = await supporterFor(db, { name: 'Ada', mail_address: 'ada@mail.test', language: 'de' }, now)
  const signed = await signMandate(db, { supporter_id, holder: 'Ada L.', iban: 'de89 3704 0044 0532 0130 00', language: 'en', rhythm: 'monthly' }, { by: 'supporter', now, safe })
  assert.match(signed.reference, /^M(-[A-HJ-NP-Z2-9]{4}){3}$/)
  const mandate = await mandateById(db, signed.id)
  assert.ok(mandate)
  assert.equal(ibanOf(mandate, safe), german)
  assert.doesNotMatch(JSON.stringify(mandate), /0532013/)
  assert.match(mandate.consent_text, /^SEPA direct debit mandate\n\nI authorise Bote e\. V\. .*at least 5 days.*DE98ZZZ09999999999\. Recurrent/s)
  assert.equal(mandate.notice_days, 5)
  assert.ok(await endMandate(db, { id: signed.id, state: 'revoked' }, { by: 'supporter', now }))
  assert.equal(await endMandate(db, { id: signed.id, state: 'stopped' }, { by: 'supporter', now }), false)
}))

test('a mandate for one payment says so, in German and in English', () => {
  for (const [language, words] of [['de', /einmalig eine Zahlung.*Einmalige Zahlung/s], ['en', /one instruction.*One-off payment/s]] as const) {
    assert.match(mandateText(translator(language), { creditor: { name: 'Bote', creditor_id: 'DE98ZZZ09999999999', notice_days: 1 }, rhythm: 'once' }).join('\n'), words)
  }
})
