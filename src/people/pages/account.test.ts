import assert from 'node:assert/strict'
import { test } from 'node:test'
import { house } from '../../../test/house.ts'
import { makeAccount } from '../../../test/people-makers.ts'

test('who is not signed in is led to sign in, and back', house(async (t) => {
  assert.equal((await t.open('/account')).headers.get('location'), '/sign-in?next=%2Faccount')
}))

test('signing out ends the session itself, not only the cookie', house(async (t) => {
  const ada = await makeAccount(t.db, { name: 'Ada' })
  assert.match((await t.open('/account', ada.cookie)).html, /Ada/)
  const out = await t.send('/sign-out', {}, ada.cookie)
  assert.match(out.headers.get('set-cookie') ?? '', /^litfass=; .*Expires=Thu, 01 Jan 1970/)
  assert.equal((await t.open('/account', ada.cookie)).status, 303)
}))
