// How long the paper keeps whom it has money from, as docs/decisions/0076 has it.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dumped } from '../../test/dumped.ts'
import { makeGivingReader, type GivingReader } from '../../test/giving-reader.ts'
import { house, type House } from '../../test/house.ts'
import { makeAccount } from '../../test/people-makers.ts'
import { secondsAfter } from '../base/time.ts'
import { checkLedger } from './ledger-check.ts'
import { eraseSupportersAsking, keepTerms } from './retention.ts'

const site = { url: 'http://paper.test' }
const on = (day: string) => ({ site, now: new Date(`${day}T12:00:00Z`) })
const mail_address = 'ada@mail.test'

async function givingOnce(t: House): Promise<GivingReader> {
  const staff = await makeAccount(t.db, { roles: ['fundraiser'] })
  return makeGivingReader(t.db, { reader_id: null, staff: staff.id, mail_address, name: 'Ada Lorenz' })
}
const rowOf = (t: House, id: number) => t.db.selectFrom('supporters').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
/** Where in a dump a text stands: the tables' names. */
async function whereIs(t: House, text: string): Promise<string[]> {
  let table = ''
  return [...new Set((await dumped(t.db)).split('\n').flatMap((row) => {
    if (/^[a-z_]+\.[a-z_]+$/.test(row)) table = row.replace('public.', '')
    return row.includes(text) ? [table] : []
  }))].sort()
}

test('who asks to be erased can take it back for a day; then what they give by ends, and only what vouchers and mandates name is left', house(async (t) => {
  const ada = await givingOnce(t)
  assert.match((await t.open('/my-support/erasure', ada.cookie)).html, /acht Jahre[\s\S]*In 24 Stunden löschen/)
  assert.equal((await t.send('/my-support/erasure', {}, ada.cookie)).status, 422)
  await t.send('/my-support/erasure', { sure: 'on' }, ada.cookie)
  assert.deepEqual((await rowOf(t, ada.supporter_id)).erase_at, secondsAfter(t.now, 86_400))
  await t.send('/my-support/erasure/withdrawal', {}, ada.cookie)
  assert.equal((await rowOf(t, ada.supporter_id)).erase_at, null)
  await t.send('/my-support/erasure', { sure: 'on' }, ada.cookie)
  await eraseSupportersAsking(t.db, { site, now: secondsAfter(t.now, 86_399) })
  assert.equal((await rowOf(t, ada.supporter_id)).blocked_at, null)

  const later = { site, now: secondsAfter(t.now, 86_400) }
  await eraseSupportersAsking(t.db, later)
  const row = await rowOf(t, ada.supporter_id)
  assert.deepEqual([row.name, row.mail_address, row.blocked_at, row.upgrade_consented_at], ['Ada Lorenz', '', later.now, null])
  assert.deepEqual([...new Set((await t.db.selectFrom('pledges').select(['state', 'ended_why']).execute()).map((one) => `${one.state} ${one.ended_why}`))], ['ended cancelled'])
  assert.deepEqual(await t.db.selectFrom('mandates').select('state').execute(), [{ state: 'revoked' }])
  assert.equal((await t.open('/my-support', ada.cookie)).headers.get('location'), '/my-support/link')
  assert.deepEqual((await t.db.selectFrom('mails').select('subject').where('to_address', '=', mail_address).execute()).map(({ subject }) => subject), ['Ihre Angaben sind gelöscht'])
  await t.db.deleteFrom('mails').execute()
  assert.deepEqual(await whereIs(t, 'Ada Lorenz'), ['mandates', 'supporters'])
  assert.deepEqual([await whereIs(t, mail_address), await whereIs(t, 'Ruft gern an.'), await whereIs(t, 'cus_1')], [[], [], []])
}))

test('a mandate goes 14 months after the last debit, the name when the vouchers’ eight years are over, and the ledger stays', house(async (t) => {
  const ada = await givingOnce(t)
  await t.db.updateTable('supporters').set({ erase_at: t.now }).execute()
  await eraseSupportersAsking(t.db, { site, now: t.now })
  await t.db.deleteFrom('mails').execute()
  const ledger = () => t.db.selectFrom('ledger_entries').selectAll().orderBy('id').execute()
  const before = await ledger()
  await keepTerms(t.db, on('2027-05-01'))
  assert.deepEqual(await whereIs(t, 'Ada Lorenz'), ['mandates', 'supporters'])
  await keepTerms(t.db, on('2027-05-02'))
  assert.deepEqual(await whereIs(t, 'Ada Lorenz'), ['supporters'])
  const mandate = await t.db.selectFrom('mandates').selectAll().where('id', '=', ada.mandate_id).executeTakeFirstOrThrow()
  assert.deepEqual([mandate.iban_sealed, mandate.iban_fingerprint, mandate.iban_shown], [null, null, ''])
  assert.notEqual((await t.db.selectFrom('declarations').select('sealed').executeTakeFirstOrThrow()).sealed, null)
  await keepTerms(t.db, on('2033-01-01'))
  assert.equal((await t.db.selectFrom('declarations').select('sealed').executeTakeFirstOrThrow()).sealed, null)

  await keepTerms(t.db, on('2034-12-31'))
  assert.deepEqual(await whereIs(t, 'Ada Lorenz'), ['supporters'])
  await keepTerms(t.db, on('2035-01-01'))
  assert.deepEqual([await whereIs(t, 'Ada Lorenz'), await whereIs(t, 'Am Wall 1'), await whereIs(t, 'auszug.xml')], [[], [], []])
  assert.equal((await rowOf(t, ada.supporter_id)).erased_at?.toISOString(), '2035-01-01T12:00:00.000Z')
  assert.deepEqual((await t.db.selectFrom('statement_lines').select(['sealed', 'iban_fingerprint']).execute()).map(({ sealed, iban_fingerprint }) => [sealed.length, iban_fingerprint]), [[0, null]])
  assert.deepEqual(await ledger(), before)
}))

test('who has not given for three years is blocked by itself, and who gives is not', house(async (t) => {
  const ada = await givingOnce(t)
  await keepTerms(t.db, on('2032-01-01'))
  assert.equal((await rowOf(t, ada.supporter_id)).blocked_at, null)
  await t.db.updateTable('pledges').set({ state: 'ended', ended_why: 'cancelled', next_due_on: null }).execute()
  await keepTerms(t.db, on('2029-03-01'))
  assert.equal((await rowOf(t, ada.supporter_id)).blocked_at, null)
  await keepTerms(t.db, on('2029-03-02'))
  const { blocked_at, erased_at } = await rowOf(t, ada.supporter_id)
  assert.deepEqual([blocked_at?.toISOString(), erased_at], ['2029-03-02T12:00:00.000Z', null])
}))

test('of whom no money ever came nothing waits for a term', house(async (t) => {
  await t.db.insertInto('supporters').values({ name: 'Bert Nobody', mail_address: 'bert@mail.test', language: 'de', created_at: t.now, erase_at: t.now }).execute()
  await eraseSupportersAsking(t.db, { site, now: t.now })
  await t.db.deleteFrom('mails').execute()
  await keepTerms(t.db, { site, now: t.now })
  assert.deepEqual([await whereIs(t, 'Bert Nobody'), (await checkLedger(t.db)).length], [[], 0])
}))
