import assert from 'node:assert/strict'
import { test } from 'node:test'
import { paths } from '../../urls.ts'
import { house } from '../../../test/house.ts'
import { makeAccount } from '../../../test/people-makers.ts'

test('the first page about money says what waits for whoever opens it, and nothing else', house(async ({ db, open, now }) => {
  const [bookkeeper, fundraiser] = [await makeAccount(db, { name: 'Berta', roles: ['bookkeeper'] }), await makeAccount(db, { name: 'Frieda', roles: ['fundraiser'] })]
  assert.match((await open(paths.deskFunding, bookkeeper.cookie)).html, /Für Sie liegt nichts an/)
  await db.insertInto('collections').values([{ collect_on: '2026-03-10', proposed_at: now }, { collect_on: '2026-03-11', proposed_at: now }]).execute()
  assert.match((await open(paths.deskFunding, bookkeeper.cookie)).html, /<a href="\/desk\/funding\/collections">Einzüge, die freizugeben sind<\/a><\/t[hd]><td[^>]*>2</)
  assert.doesNotMatch((await open(paths.deskFunding, fundraiser.cookie)).html, /freizugeben/)
}))
