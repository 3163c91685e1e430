import assert from 'node:assert/strict'
import { test } from 'node:test'
import { linkIn, mailsTo } from '../../test/case-makers.ts'
import { givenAs, makeFunding } from '../../test/giving-makers.ts'
import { house, type House } from '../../test/house.ts'
import { makeGiving, payDue } from '../../test/own-side-makers.ts'
import { translator } from '../base/i18n/i18n.ts'
import { giveConsent, revokeConsent } from './consent.ts'
import { pausePledge } from './changing.ts'
import { askForMore, suggestedAmount } from './upgrade.ts'

const site = { url: 'http://paper.test' }
const on = (day: string) => ({ site, now: new Date(`${day}T11:00:00Z`) })
const consented = (db: House['db'], supporter_id: number) => giveConsent(db, { supporter_id, t: translator('de'), by: 'own' }, new Date('2026-03-02T12:00:00Z'))

async function giver(db: House['db'], consents = true) {
  const made = await makeGiving(db, { amount: 500, first_due_on: '2026-03-01' })
  await payDue(db, made.due_id, '2026-03-02')
  await db.updateTable('pledges').set({ next_due_on: '2028-03-01' }).where('id', '=', made.pledge_id).execute()
  if (consents) await consented(db, made.supporter_id)
  return made
}
const allowed = (db: House['db']) => db.updateTable('funding_mail_settings').set({ upgrade: true }).execute()

test('only who agreed is asked, after a year of giving, and once in twelve months', house(async ({ db }) => {
  const [ada, silent] = [await giver(db), await giver(db, false)]
  assert.equal(await askForMore(db, on('2027-03-03')), 0, 'off unless it is set')
  await allowed(db)
  assert.equal(await askForMore(db, on('2027-03-01')), 0)
  assert.equal(await askForMore(db, on('2027-03-02')), 1)
  for (const day of ['2027-03-02', '2027-08-01', '2028-03-01']) assert.equal(await askForMore(db, on(day)), 0, day)
  assert.equal(await askForMore(db, on('2028-03-02')), 1)
  const [question] = await mailsTo(db, ada.mail_address)
  assert.match(question?.text ?? '', /Seit März 2026 unterstützen Sie.*mit 5\s€ im Monat.*Unser Vorschlag: 6\s€ im Monat.*Sie dürfen mich einmal im Jahr per Mail fragen/s)
  assert.deepEqual(await mailsTo(db, silent.mail_address), [])
}))

test('nobody is asked who pauses, or to whom a letter was written, or of whom something came back', house(async ({ db }) => {
  await allowed(db)
  const [paused, dunned, returned, blocked] = [await giver(db), await giver(db), await giver(db), await giver(db)]
  await pausePledge(db, { id: paused.pledge_id, until: '2027-06-01' }, { by: 'test', now: new Date('2027-03-01T12:00:00Z') })
  await db.insertInto('dunning_steps').values({ due_id: dunned.due_id, step: 'reminder', amount: 500, currency: 'EUR', actor: 'schedule', happened_at: new Date('2026-12-01T12:00:00Z'), happened_on: '2026-12-01' }).execute()
  await db.updateTable('dues').set({ state: 'returned' }).where('id', '=', returned.due_id).execute()
  await db.updateTable('supporters').set({ blocked_at: new Date() }).where('id', '=', blocked.supporter_id).execute()
  assert.equal(await askForMore(db, on('2027-05-30')), 0)
  assert.equal(await askForMore(db, on('2027-06-02')), 1, 'the letter was half a year ago')
}))

test('the link fills the amount in and changes nothing; the one to end it takes the consent back for good', house(async (t) => {
  const { db, open, send } = t
  await allowed(db)
  const ada = await giver(db)
  await askForMore(db, on('2027-03-02'))
  const [mail] = await mailsTo(db, ada.mail_address)
  const link = await db.selectFrom('supporter_links').select('leads_to').where('supporter_id', '=', ada.supporter_id).executeTakeFirstOrThrow()
  assert.match(linkIn(mail), /^\/my-support\/link\//)
  const { html } = await open(link.leads_to, ada.cookie)
  assert.match(html, /name="amount"[^>]*value="6"/)
  assert.equal((await db.selectFrom('pledges').select('amount').executeTakeFirst())?.amount, 500)
  const [row] = await db.selectFrom('mails').select(['unsubscribe_url', 'kind']).where('to_address', '=', ada.mail_address).execute()
  assert.equal(row?.kind, 'upgrade')
  const path = (row?.unsubscribe_url ?? '').replace(site.url, '')
  assert.match((await open(path)).html, /Nicht mehr fragen, ob Sie mehr geben möchten\?/)
  assert.equal((await db.selectFrom('upgrade_consents').select('revoked_at').executeTakeFirst())?.revoked_at, null)
  assert.match((await send(path, { 'List-Unsubscribe': 'One-Click' })).html, /Wir fragen nicht mehr/)
  assert.deepEqual(await db.selectFrom('upgrade_consents').select(['revoked_by', 'words']).execute(), [{ revoked_by: 'mail', words: 'Sie dürfen mich einmal im Jahr per Mail fragen, ob ich mehr geben möchte.' }])
  assert.deepEqual(await mailsTo(db, ada.mail_address), [], 'what waits is not sent')
  assert.equal(await askForMore(db, on('2029-03-02')), 0)
  assert.equal((await open('/my-support/questions/nothing')).status, 404)
}))

test('consent is given on the form or on one’s own side, and taken back there; the words stay as evidence', house(async (t) => {
  const { db, send, open } = t
  await makeFunding(db)
  await allowed(db)
  await givenAs(t, { may_ask: 'on' })
  assert.deepEqual(await db.selectFrom('upgrade_consents').select(['given_by', 'language', 'revoked_at']).execute(), [{ given_by: 'giving', language: 'de', revoked_at: null }])
  const bo = await giver(db, false)
  assert.match((await open('/my-support', bo.cookie)).html, /Ja, das dürfen Sie/)
  await send('/my-support/consent', { do: 'give' }, bo.cookie)
  await send('/my-support/consent', { do: 'give' }, bo.cookie)
  assert.match((await open('/my-support', bo.cookie)).html, /haben Sie zugestimmt: „Sie dürfen mich einmal im Jahr/)
  await send('/my-support/consent', { do: 'revoke' }, bo.cookie)
  assert.equal(await revokeConsent(db, { supporter_id: bo.supporter_id, by: 'own' }, t.now), false)
  assert.deepEqual((await db.selectFrom('upgrade_consents').select(['given_by', 'revoked_by']).where('supporter_id', '=', bo.supporter_id).execute()), [{ given_by: 'own', revoked_by: 'own' }])
  assert.equal((await send('/my-support/consent', { do: 'give' })).headers.get('location'), '/my-support/link')
}))

test('what is suggested is always more, and by a table', () => {
  const all = [[100, 200], [500, 600], [550, 750], [1_000, 1_200], [2_500, 3_000], [6_000, 7_000], [15_000, 17_500], [20_000, 25_000]] as const
  for (const [amount, suggested] of all) assert.equal(suggestedAmount({ amount, currency: 'EUR' }), suggested)
})
