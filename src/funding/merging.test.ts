// Two supporters who are one, as docs/decisions/0073 has it.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { makeCreditor, makeDebtor, safe } from '../../test/debit-makers.ts'
import { house, type House } from '../../test/house.ts'
import { makeGiving, payDue } from '../../test/own-side-makers.ts'
import { makeAccount } from '../../test/people-makers.ts'
import { mailsTo } from '../../test/case-makers.ts'
import { secondsAfter } from '../base/time.ts'
import { declare } from './declaration.ts'
import { checkLedger } from './ledger-check.ts'
import { mergeSupporters, setApart, type Merging } from './merging.ts'
import { openOwnSide, sendPersonalLink, supporterLink } from './personal-link.ts'
import { likelyPairs } from './reads/duplicates.ts'
import { standingConsent } from './reads/upgrade.ts'
import { supporterFor } from './supporter.ts'
import { hangingTables } from './writes/merging.ts'

const site = { url: 'http://paper.test' }
const all = (stays: number, goes: number, over: Partial<Merging> = {}): Merging => ({ stays, goes, name: stays, mail_address: stays, address: stays, ...over })
const row = (t: House, id: number) => t.db.selectFrom('supporters').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
const act = (t: House) => ({ by: 'staff:1', now: t.now })

test('every table that names a supporter is hung over when two become one, or it is said why not', () => {
  const own: Record<string, string> = { 'supporters.merged_into': 'it says so itself', 'supporters_apart.one_id': 'pairs are told anew', 'supporters_apart.other_id': 'pairs are told anew',
    'certificates.supporter_id': 'it stays with the one it was issued to, by whom whoever that is now finds it',
    'upgrade_consents.supporter_id': 'who agreed under one address has not agreed under the other; the evidence stays with the one that goes' }
  const tables = [...readFileSync('db/schema.sql', 'utf8').matchAll(/^create table (\w+) \(\n([\s\S]*?)\n\);/gm)]
  const columns = tables.flatMap(([, table = '', body = '']) => [...body.matchAll(/FOREIGN KEY \((\w+)\) REFERENCES supporters\(/g)].map(([, column]) => `${table}.${column}`)).filter((column) => !(column in own))
  assert.deepEqual(columns.sort(), hangingTables.map((table) => `${table}.supporter_id`).sort())
})

test('of two the one hangs whole on the other: pledges, mandates, notes, links, declarations, mails', house(async (t) => {
  await makeCreditor(t.db)
  const staff = await makeAccount(t.db, { roles: ['fundraiser'] })
  const one = await makeGiving(t.db, { name: 'Ada Lorenz', mail_address: 'ada@mail.test' })
  const two = await makeDebtor(t.db, { now: t.now, mail_address: 'a.lorenz@work.test' })
  await payDue(t.db, one.due_id, '2026-03-01')
  const { supporter_id: goes } = two
  await t.db.insertInto('supporter_notes').values({ supporter_id: goes, written_by: staff.id, text: 'Ruft gern an.', written_at: t.now }).execute()
  const { token } = await declare(t.db, { declaration: { kind: 'cancellation', manner: 'ordinary', wanted_on: '2027-01-31', language: 'de', name: 'A', mail_address: '', reference: '', reason: '', or_cancel: false }, known: { supporter_id: goes, pledge_id: two.pledge_id } }, { site, now: t.now, safe })
  const link = (await supporterLink(t.db, goes, { site, now: t.now })).split('/').at(-1)!
  assert.ok(token)
  assert.equal(await mergeSupporters(t.db, all(one.supporter_id, goes, { mail_address: goes }), act(t)), null)
  for (const table of hangingTables) assert.equal(Number((await t.db.selectFrom(table).select((eb) => eb.fn.countAll().as('n')).where('supporter_id', '=', goes).executeTakeFirstOrThrow()).n), 0, table)
  const [kept, gone] = [await row(t, one.supporter_id), await row(t, goes)]
  assert.deepEqual([kept.name, kept.mail_address, gone.merged_into], ['Ada Lorenz', 'a.lorenz@work.test', kept.id])
  assert.deepEqual((await t.db.selectFrom('pledges').select('supporter_id').execute()).map((pledge) => pledge.supporter_id), [kept.id, kept.id])
  // The link of the one leads to the other, where both pledges are now.
  const opened = await openOwnSide(t.db, link, t.now)
  const side = (await t.open('/my-support', `litfass-supporter=${opened?.token}`)).html
  assert.match(side, /10\s€ im Monat/)
  assert.match(side, /5\s€ im Monat/)
  assert.deepEqual((await t.db.selectFrom('journal').select(['what', 'subject']).where('what', 'in', ['supporter merged into another', 'duplicate taken in']).orderBy('id').execute()).map(({ what, subject }) => `${what} ${subject}`), [`supporter merged into another supporter:${goes}`, `duplicate taken in supporter:${kept.id}`])
  assert.deepEqual(await checkLedger(t.db), [])
}))

test('only with the one that stays it is agreed whether they may be asked for more; and nobody is asked twice in a year', house(async (t) => {
  const [one, two] = [await makeGiving(t.db), await makeGiving(t.db)]
  await t.db.updateTable('supporters').set({ upgrade_consented_at: t.now, upgrade_asked_at: t.now, created_at: secondsAfter(t.now, -86_400) }).where('id', '=', two.supporter_id).execute()
  await t.db.insertInto('upgrade_consents').values({ supporter_id: two.supporter_id, words: 'Sie dürfen', language: 'de', given_by: 'own', given_at: t.now }).execute()
  assert.ok(await standingConsent(t.db, two.supporter_id))
  await mergeSupporters(t.db, all(one.supporter_id, two.supporter_id), act(t))
  assert.equal(await standingConsent(t.db, one.supporter_id), undefined)
  const kept = await row(t, one.supporter_id)
  assert.deepEqual([kept.upgrade_consented_at, kept.upgrade_asked_at, kept.created_at], [null, t.now, secondsAfter(t.now, -86_400)])
}))

test('who became one with somebody is reached, and can cancel, by the address they had; who gives from it anew is proposed', house(async (t) => {
  const [one, two] = [await makeGiving(t.db, { mail_address: 'new@mail.test' }), await makeGiving(t.db, { mail_address: 'old@mail.test' })]
  await mergeSupporters(t.db, all(one.supporter_id, two.supporter_id), act(t))
  await sendPersonalLink(t.db, { mail_address: 'OLD@mail.test', language: 'de' }, { site, now: t.now })
  assert.match((await mailsTo(t.db, 'new@mail.test')).at(-1)?.text ?? '', /\/my-support\/link\//)
  assert.equal((await mailsTo(t.db, 'old@mail.test')).length, 0)
  await t.send('/cancel', { manner: 'ordinary', name: 'Ada', mail_address: 'old@mail.test', reference: '', reason: '', wanted_on: '' })
  assert.deepEqual((await t.db.selectFrom('pledges').select('ended_why').execute()).map(({ ended_why }) => ended_why), ['cancelled', 'cancelled'])
  const anew = await supporterFor(t.db, { name: 'Ada', mail_address: 'old@mail.test', language: 'de' }, t.now)
  assert.equal(anew.isNew, true)
  assert.deepEqual((await likelyPairs(t.db, { limit: 9 })).pairs.map(({ one: a, other: b, why }) => [a.id, b.id, why]), [[one.supporter_id, anew.id, ['former']]])
}))

test('chains are shortened, and nobody is merged with themselves, with whoever is gone, or with whoever wants to be erased', house(async (t) => {
  const [a, b, c] = [await makeGiving(t.db), await makeGiving(t.db), await makeGiving(t.db)].map(({ supporter_id }) => supporter_id) as [number, number, number]
  assert.equal(await mergeSupporters(t.db, all(a, a), act(t)), 'same')
  assert.equal(await mergeSupporters(t.db, all(b, c), act(t)), null)
  assert.equal(await mergeSupporters(t.db, all(a, c), act(t)), 'gone')
  await t.db.updateTable('supporters').set({ erase_at: t.now }).where('id', '=', a).execute()
  assert.equal(await mergeSupporters(t.db, all(a, b), act(t)), 'leaving')
  await t.db.updateTable('supporters').set({ erase_at: null }).where('id', '=', a).execute()
  assert.equal(await mergeSupporters(t.db, all(a, b), act(t)), null)
  assert.deepEqual([(await row(t, b)).merged_into, (await row(t, c)).merged_into], [a, a])
}))

test('proposed are those with the same account, name and place, or nearly the same address; not again once they are said to be two', house(async (t) => {
  await makeCreditor(t.db)
  const staff = await makeAccount(t.db, { roles: ['fundraiser'] })
  const [shared, other] = [await makeDebtor(t.db, { now: t.now }), await makeDebtor(t.db, { now: t.now })]
  const make = async (name: string, mail_address: string, town = '') => (await t.db.insertInto('supporters').values({ name, mail_address, town, language: 'de', created_at: t.now }).returning('id').executeTakeFirstOrThrow()).id
  const [ada, adaToo] = [await make('Ada Lorenz', 'ada@mail.test', 'Wallstedt'), await make('ada lorenz', 'lorenz@work.test', 'wallstedt')]
  const [bert, bertToo] = [await make('Bert Koch', 'bert.koch@mail.test'), await make('B. Koch', 'bertkoch+news@mail.test')]
  await make('Ada Lorenz', 'else@mail.test', 'Anderswo')
  const pairs = async () => (await likelyPairs(t.db, { limit: 9 })).pairs.map(({ one, other: second, why }) => [one.id, second.id, ...why]).sort()
  const expected = [[shared.supporter_id, other.supporter_id, 'account'], [ada, adaToo, 'place'], [bert, bertToo, 'mail']].sort()
  assert.deepEqual(await pairs(), expected)
  assert.equal(await setApart(t.db, [adaToo, ada], { by: staff, now: t.now }), null)
  assert.deepEqual(await pairs(), expected.filter(([id]) => id !== ada))
  // That is so as well with whoever one of the two became one with.
  await mergeSupporters(t.db, all(bert, adaToo), act(t))
  assert.deepEqual((await t.db.selectFrom('supporters_apart').select(['one_id', 'other_id']).execute()), [{ one_id: ada, other_id: bert }])
}))
