import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { hash, webcrypto } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { readerNumber, takeIn, viewOf } from '../../test/audience-makers.ts'
import { house, type House } from '../../test/house.ts'
import { makeArticle } from '../../test/makers.ts'
import { removeFolder, temporaryFolder } from '../../test/program.ts'
import { canonicalJson } from '../base/json.ts'
import { safeOf } from '../base/safe/safe.ts'
import { publicKeys, statementsAfter } from './reads/totals.ts'
import { setMode, setPublic } from './setting.ts'
import { pemOf } from './totals-key.ts'
import { changeKey, modesOn, signTotals } from './totals-statement.ts'
import { verified } from './totals-verifying.ts'

const safe = safeOf([Buffer.alloc(32, 7)])
const site = { url: 'http://paper.test' }
const act = { by: 'staff:1', now: new Date('2026-03-01T12:00:00Z') }
const at = (time: string) => ({ safe, site, now: new Date(time) })
const chainOf = (t: House) => statementsAfter(t.db, { after: 0, limit: 1_000 })
const saidOf = async (t: House) => (await chainOf(t)).map(({ text }) => JSON.parse(text))
const view = (time: string, n: number) => viewOf(time, { reader: readerNumber(n) })

/** Seven readers on 27 February, in Berlin, and a search engine; taken in an hour after the day's end. */
async function aDay(t: House) {
  await makeArticle(t.db)
  const views = Array.from({ length: 7 }, (_, n) => view('2026-02-27T12:00:00Z', n))
  await takeIn(t.db, [...views, view('2026-02-27T12:01:00Z', 0), { kind: 'machine', minute: views[0]!.minute, page: { path: '/' }, machine: 'search' }], new Date('2026-02-28T00:00:00Z'))
}

test('a day is signed once it is over and what came after it was taken in, and never twice', house(async (t) => {
  await aDay(t)
  // Half past midnight in Berlin, then half past two: two hours are over.
  assert.equal(await signTotals(t.db, at('2026-02-27T23:30:00Z')), 0)
  assert.equal(await signTotals(t.db, at('2026-02-28T01:30:00Z')), 1)
  assert.equal(await signTotals(t.db, at('2026-02-28T02:30:00Z')), 0)
  const [key, day] = await saidOf(t)
  assert.deepEqual([key.kind, key.reason, key.number, key.previous], ['key', 'first', 1, null])
  assert.deepEqual(day, {
    day: '2026-02-27', format: 'litfass-totals/1', key: key.new_key, kind: 'totals', left_out: {}, machines: { search: 1 }, method: 1, modes: ['visit'], number: 2, paper: 'http://paper.test',
    previous: hash('sha256', (await chainOf(t))[0]!.text), readers: 7, replaces: null, revision: 1, signed_at: '2026-02-28T01:30:00.000Z', time_zone: 'Europe/Berlin', views: 8, views_told_apart: 8,
  })
}))

test('where nothing was taken in after a day it waits a day longer; days without views, and days missed while the program was down, are signed too', house(async (t) => {
  await takeIn(t.db, [view('2026-02-24T12:00:00Z', 1)], new Date('2026-02-24T12:00:05Z'))
  assert.equal(await signTotals(t.db, at('2026-03-01T12:00:00Z')), 0, 'it has no article yet')
  await makeArticle(t.db)
  await takeIn(t.db, [view('2026-02-24T12:00:00Z', 1)], new Date('2026-02-24T12:00:05Z'))
  assert.equal(await signTotals(t.db, at('2026-02-25T10:00:00Z')), 0)
  assert.equal(await signTotals(t.db, at('2026-03-01T12:00:00Z')), 4)
  assert.deepEqual((await saidOf(t)).slice(1).map(({ day, views, readers }) => [day, views, readers]), [['2026-02-24', 2, '<5'], ['2026-02-25', 0, 0], ['2026-02-26', 0, 0], ['2026-02-27', 0, 0]])
}))

test('what comes in late is a new revision, a day later at the earliest, and the earlier statement stays', house(async (t) => {
  await aDay(t)
  await signTotals(t.db, at('2026-02-28T01:30:00Z'))
  const before = await chainOf(t)
  await takeIn(t.db, [view('2026-02-27T21:00:00Z', 100)], new Date('2026-02-28T03:00:00Z'))
  assert.equal(await signTotals(t.db, at('2026-02-28T04:30:00Z')), 0)
  assert.equal(await signTotals(t.db, at('2026-03-01T01:31:00Z')), 1)
  await takeIn(t.db, [{ kind: 'left_out', minute: view('2026-02-27T21:00:00Z', 1).minute, why: 'repeated' }, view('2026-03-01T09:00:00Z', 1)], new Date('2026-03-01T09:00:00Z'))
  assert.equal(await signTotals(t.db, at('2026-03-03T04:30:00Z')), 3)
  const all = await chainOf(t)
  assert.deepEqual(all.slice(0, before.length), before)
  const said = (await saidOf(t)).filter(({ day }) => day === '2026-02-27')
  assert.deepEqual(said.map(({ revision, replaces, views, readers }) => [revision, replaces, views, readers]), [[1, null, 8, 7], [2, 2, 9, 8], [3, 3, 9, 8]])
  assert.deepEqual(said.at(-1).left_out, { repeated: 1 })
  const { faults, days } = verified(all)
  assert.deepEqual([faults, days], [[], { first: '2026-02-27', last: '2026-03-01', count: 3, corrections: 2 }])
}))

test('openssl, and the browser\'s cryptography, find each signature good, and bad after any change', house(async (t) => {
  await aDay(t)
  await signTotals(t.db, at('2026-02-28T01:30:00Z'))
  const [key] = await publicKeys(t.db)
  const spki = await webcrypto.subtle.importKey('spki', Buffer.from(key!.public_key, 'base64'), 'Ed25519', false, ['verify'])
  const folder = temporaryFolder()
  const file = (name: string) => join(folder, name)
  writeFileSync(file('key.pem'), pemOf(key!.public_key))
  for (const { text, signature } of await chainOf(t)) {
    for (const [said, good] of [[text, true], [text.replace('"number":', '"number": '), false], [text.replace(/"signed_at":"2026/, '"signed_at":"2025'), false]] as const) {
      assert.equal(await webcrypto.subtle.verify('Ed25519', spki, Buffer.from(signature, 'base64'), Buffer.from(said)), good)
      writeFileSync(file('1.json'), said)
      writeFileSync(file('1.sig'), Buffer.from(signature, 'base64'))
      const openssl = spawnSync('openssl', ['pkeyutl', '-verify', '-pubin', '-inkey', file('key.pem'), '-rawin', '-in', file('1.json'), '-sigfile', file('1.sig')])
      if (!openssl.error) assert.equal(openssl.status === 0, good, String(openssl.stderr))
    }
    assert.equal(canonicalJson(JSON.parse(text)), text)
  }
  removeFolder(folder)
}))

test('whoever changes, drops, adds or swaps a statement is found out', house(async (t) => {
  await aDay(t)
  await signTotals(t.db, at('2026-03-01T12:00:00Z'))
  await changeKey(t.db, { safe, site }, act)
  await signTotals(t.db, at('2026-03-03T12:00:00Z'))
  const chain = await chainOf(t)
  assert.ok(chain.length > 4)
  assert.deepEqual(verified(chain), { ...verified(chain), faults: [], warnings: [], statements: chain.length })
  const [own] = verified(chain).keys
  assert.deepEqual(verified(chain, { first_key: own }).faults, [])
  assert.notDeepEqual(verified(chain, { first_key: '0'.repeat(32) }).faults, [])
  for (let n = 0; n < chain.length; n++) {
    const { text, signature } = chain[n]!
    const wrong = [text.replace('"paper":"http://paper.test"', '"paper":"http://other.test"'), text.slice(0, -1), '{}']
    for (const one of wrong) assert.notDeepEqual(verified(chain.with(n, { ...chain[n]!, text: one })).faults, [], one)
    assert.notDeepEqual(verified(chain.with(n, { ...chain[n]!, signature: signature.replace(/^./, (one) => (one === 'A' ? 'B' : 'A')) })).faults, [])
    assert.notDeepEqual(verified(chain.toSpliced(n, 0, chain[n]!)).faults, [])
    // The last one can be kept back: only who knows its hash finds that out.
    if (n < chain.length - 1) assert.notDeepEqual(verified(chain.toSpliced(n, 1)).faults, [])
    else assert.notEqual(verified(chain.toSpliced(n, 1)).last, verified(chain).last)
  }
}))

test('a former key signs its own end and is destroyed; one that was lost does not stop the paper for good, and everybody is told', house(async (t) => {
  await aDay(t)
  await signTotals(t.db, at('2026-02-28T01:30:00Z'))
  await changeKey(t.db, { safe, site }, act)
  const keys = await t.db.selectFrom('totals_keys').selectAll().orderBy('id').execute()
  assert.deepEqual(keys.map(({ private_sealed, retired_at }) => [private_sealed.length > 0, retired_at !== null]), [[false, true], [true, false]])
  const [, , change] = await saidOf(t)
  assert.deepEqual([change.reason, change.key, change.new_key], ['changed', keys[0]!.name, keys[1]!.name])

  const other = safeOf([Buffer.alloc(32, 8)])
  await takeIn(t.db, [view('2026-02-28T20:00:00Z', 1), view('2026-03-01T09:00:00Z', 1)], new Date('2026-03-01T09:00:00Z'))
  await assert.rejects(signTotals(t.db, { ...at('2026-03-02T12:00:00Z'), safe: other }), /does not open/)
  await changeKey(t.db, { safe: other, site }, { ...act, now: new Date('2026-03-02T12:00:00Z') })
  assert.equal(await signTotals(t.db, { ...at('2026-03-02T12:10:00Z'), safe: other }), 1)
  const { faults, warnings, keys: named } = verified(await chainOf(t))
  assert.deepEqual([faults, warnings.length, named.length], [[], 1, 3])
  assert.match(warnings[0]!, /lost its key/)
  assert.equal((await t.db.selectFrom('journal').select('id').where('what', '=', 'key of the daily totals changed').execute()).length, 2)
}))

test('how the paper counted on a day is what the journal says of it', house(async (t) => {
  const zone = 'Europe/Berlin'
  const changes = [{ at: new Date('2026-02-10T22:30:00Z'), mode: 'count' }, { at: new Date('2026-02-12T12:00:00Z'), mode: 'full' }]
  const on = (day: string) => modesOn(day, { changes, current: 'full', zone })
  assert.deepEqual(['2026-02-09', '2026-02-10', '2026-02-11', '2026-02-12', '2026-02-13'].map(on), [['visit'], ['visit', 'count'], ['count'], ['count', 'full'], ['full']])
  assert.deepEqual(modesOn('2026-02-09', { changes: [], current: 'count', zone }), ['count'])
  await aDay(t)
  await setMode(t.db, 'count', { ...act, now: new Date('2026-02-27T10:00:00Z') })
  await signTotals(t.db, at('2026-02-28T01:30:00Z'))
  assert.deepEqual((await saidOf(t))[1].modes, ['visit', 'count'])
}))

test('what was signed cannot be changed or taken away, by the program neither', house(async (t) => {
  await aDay(t)
  await signTotals(t.db, at('2026-02-28T01:30:00Z'))
  await assert.rejects(t.db.updateTable('totals_statements').set({ text: '{}' }).execute(), { code: '42501' })
}))

test('the chain, each statement, its signature and the keys are to be had where the figures are public, and nowhere else', house(async (t) => {
  await aDay(t)
  await signTotals(t.db, at('2026-03-01T12:00:00Z'))
  const name = (await publicKeys(t.db))[0]!.name
  const addresses = ['/statistics', '/statistics/method', '/statistics/totals', '/statistics/totals.json', '/statistics/totals/1.json', '/statistics/totals/2.sig', `/statistics/keys/${name}.pem`, '/statistics/months/2026-02', '/statistics/tables/days.csv']
  for (const path of addresses) assert.equal((await t.open(path)).status, 404, path)
  assert.doesNotMatch((await t.open('/')).html, /href="\/statistics"/)
  await setPublic(t.db, true, act)
  for (const path of addresses) assert.equal((await t.open(path)).status, 200, path)
  assert.match((await t.open('/')).html, /href="\/statistics"/)
  assert.match((await t.open('/privacy/counting')).html, /href="\/statistics"/)

  const chain = JSON.parse((await t.open('/statistics/totals.json')).html)
  assert.deepEqual(verified(chain.statements).faults, [])
  assert.equal(chain.next, null)
  assert.equal((await t.open('/statistics/totals/2.json')).html, chain.statements[1].text)
  assert.equal((await t.open('/statistics/totals/2.sig')).bytes.toString('base64'), chain.statements[1].signature)
  assert.match((await t.open('/statistics/totals')).html, new RegExp(`${name}.pem`))
  for (const path of ['/statistics/totals/9.json', '/statistics/totals/0.json', '/statistics/totals/1.txt', '/statistics/keys/x.pem', '/statistics/totals.json?after=7', '/statistics/totals?before=99', '/statistics/months/2026-03', '/statistics/months/2025-13', '/statistics/tables/people.csv']) assert.equal((await t.open(path)).status, 404, path)
}))

test('a long chain is signed in goes, and told in parts that follow each other', house(async (t) => {
  await makeArticle(t.db)
  await takeIn(t.db, [view('2024-09-01T12:00:00Z', 1)], act.now)
  await setPublic(t.db, true, act)
  const goes = [await signTotals(t.db, at('2026-03-01T12:00:00Z')), await signTotals(t.db, at('2026-03-01T13:00:00Z')), await signTotals(t.db, at('2026-03-01T14:00:00Z'))]
  assert.deepEqual(goes, [400, 146, 0])
  const first = JSON.parse((await t.open('/statistics/totals.json')).html)
  assert.equal(first.next, 'http://paper.test/statistics/totals.json?after=500')
  const second = JSON.parse((await t.open('/statistics/totals.json?after=500')).html)
  assert.deepEqual([first.statements.length, second.statements.length, second.next], [500, 47, null])
  const { faults, days } = verified([...first.statements, ...second.statements])
  assert.deepEqual([faults, days?.count], [[], 546])
  assert.match((await t.open('/statistics/totals')).html, /href="\/statistics\/totals\?before=448"/)
  assert.match((await t.open('/statistics/totals?before=448')).html, /447\.json/)
}))
