import assert from 'node:assert/strict'
import { test } from 'node:test'
import { makeCreditor, makeDebtor, planAndTell } from '../../../test/debit-makers.ts'
import { house } from '../../../test/house.ts'
import { makeAccount } from '../../../test/people-makers.ts'
import { translator } from '../../base/i18n/i18n.ts'
import { creditorIdIn } from '../funding-settings.ts'
import { fundingSettings } from '../reads/settings.ts'

const page = '/desk/funding/collections'
const said = (html: string) => html.replace(/<[^>]+>/g, ' ').replace(/&nbsp;|\u00a0/g, ' ').replace(/\s+/g, ' ')

test('a collection goes from proposal to approval to the file by forms alone, and never by one person', house(async ({ db, open, send, now }) => {
  await makeCreditor(db)
  const [books, publisher, editor] = [await makeAccount(db, { roles: ['bookkeeper'] }), await makeAccount(db, { roles: ['publisher'] }), await makeAccount(db, { roles: ['editor'] })]
  assert.equal((await open(page, editor.cookie)).status, 403)
  await makeDebtor(db, { now, amount: 1_250 })
  await makeDebtor(db, { now, mail_address: 'gone@mail.test' })
  await planAndTell(db, now)
  await db.updateTable('prenotifications').set({ told_at: null, refused_at: now, answer: '550 5.1.1' }).where('amount', '=', 500).execute()
  const shown = said((await open(`${page}?day=2026-03-05`, books.cookie)).html)
  assert.match(shown, /Eine?.*Lastschrift über 12,50 €.*Eine kann bis dahin nicht eingezogen werden.*Der Mailserver nimmt die Adresse nicht an \(550 5\.1\.1\)/)
  const refused = await send(page, { day: '2026-03-07' }, books.cookie)
  assert.deepEqual([refused.status, /Banken nicht/.test(refused.html), /value="2026-03-07"/.test(refused.html)], [422, true, true])
  assert.equal((await send(page, { day: '2026-03-05' }, books.cookie)).headers.get('location'), `${page}?done=proposed`)
  const { id } = await db.selectFrom('collections').select('id').executeTakeFirstOrThrow()
  assert.equal((await send(`${page}/${id}/approval`, {}, books.cookie)).status, 409)
  assert.match(said((await open(page, books.cookie)).html), /freigeben muss ihn jemand anderes/)
  assert.equal((await send(`${page}/${id}/approval`, {}, publisher.cookie)).status, 303)
  assert.equal((await send(`${page}/${id}/dropping`, {}, books.cookie)).status, 409)
  assert.equal((await send(`${page}/${id}/files/1`, {}, publisher.cookie)).status, 403)
  const file = await send(`${page}/${id}/files/1`, {}, books.cookie)
  assert.match(file.headers.get('content-disposition') ?? '', /^attachment; filename="C\d+-1-20260305-[0-9A-F]{4}\.xml"$/)
  assert.match(file.html, /^<\?xml.*pain\.008\.001\.08.*<\/Document>\n$/s)
  assert.match(said((await open(page, books.cookie)).html), /freigegeben.*eine unterwegs, keine gebucht/)
}))

test('that a letter was sent is noted by hand, and only for a day that has come', house(async ({ db, send, now }) => {
  await makeCreditor(db)
  const books = await makeAccount(db, { roles: ['bookkeeper'] })
  await makeDebtor(db, { now })
  await planAndTell(db, now)
  await db.updateTable('prenotifications').set({ told_at: null }).execute()
  const { id } = await db.selectFrom('prenotifications').select('id').executeTakeFirstOrThrow()
  assert.equal((await send(`/desk/funding/notices/${id}/letter`, { on: '2026-03-02' }, books.cookie)).status, 422)
  assert.equal((await send(`/desk/funding/notices/${id}/letter`, { on: '2026-03-01' }, books.cookie)).status, 303)
  assert.ok((await db.selectFrom('prenotifications').select('told_at').executeTakeFirstOrThrow()).told_at)
}))

test('a creditor identifier is checked by its check digits, whatever stands between', () => {
  assert.equal(creditorIdIn('de98 zzz 0999 9999 999'), 'DE98ZZZ09999999999')
  assert.equal(creditorIdIn('DE98ABC09999999999'), 'DE98ABC09999999999')
  for (const wrong of ['DE97ZZZ09999999999', 'DE98ZZZ09999999998', 'DE98ZZZ', 'hello']) assert.equal(creditorIdIn(wrong), undefined)
  assert.equal(creditorIdIn(' '), '')
})

test('how the paper takes money is set on one page, what is wrong is said at its field, and who needs no second person is in the journal', house(async ({ db, open, send }) => {
  const books = await makeAccount(db, { roles: ['bookkeeper'] })
  const given = {
    creditor_id: 'DE98ZZZ09999999999', creditor_name: '', holder: 'Bote e. V.', iban: 'de02 1203 0000 0000 2020 51', bic: '', purpose: 'Förderung', notice_days: '5', debits_per_file: '1000', again_after_days: '0', debits_per_due: '1', charge_retry_days: '2, 5 12',
    unspecified: 'stop', currency: 'EUR', rhythms: ['once', 'monthly'], ways: ['debit'], button: 'order',
  }
  const wrong = await send('/desk/funding/settings', { ...given, creditor_id: 'DE97ZZZ09999999999', notice_days: '15', currency: 'XQQ', ways: [] }, books.cookie)
  const t = translator('de')
  assert.equal(wrong.status, 422)
  for (const text of [t('funding_settings.wrong.creditor_id'), t('funding_settings.wrong.number', { least: 1, most: 14 }), t('funding_settings.wrong.currency'), t('funding_settings.wrong.none')]) assert.ok(wrong.html.includes(text), text)
  assert.match(wrong.html, /value="DE97ZZZ09999999999"/)
  assert.equal((await send('/desk/funding/settings', given, books.cookie)).status, 303)
  const { creditor_id, notice_days, four_eyes, ways, button } = await fundingSettings(db)
  assert.deepEqual({ creditor_id, notice_days, four_eyes, ways, button }, { creditor_id: 'DE98ZZZ09999999999', notice_days: 5, four_eyes: false, ways: ['debit'], button: 'order' })
  assert.deepEqual((await fundingSettings(db)).charge_retry_days, [2, 5, 12])
  for (const days of ['5 5', '0', '61', '1 2 3 4 5 6', 'x']) assert.ok((await send('/desk/funding/settings', { ...given, charge_retry_days: days }, books.cookie)).html.includes(t('funding_settings.wrong.retry_days', { most: 5, days: 60 })), days)
  assert.deepEqual((await db.selectFrom('bank_accounts').select(['holder', 'iban']).execute()), [{ holder: 'Bote e. V.', iban: 'DE02120300000000202051' }])
  assert.deepEqual((await db.selectFrom('journal').select('what').orderBy('id').execute()).map(({ what }) => what), ['funding settings changed', 'second person for collections no longer required'])
}))
