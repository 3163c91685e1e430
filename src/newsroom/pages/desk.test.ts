import assert from 'node:assert/strict'
import { test } from 'node:test'
import { house } from '../../../test/house.ts'
import { makeAccount } from '../../../test/people-makers.ts'
import { deskParts } from '../../people/desk-parts.ts'
import { isPermitted, roles } from '../../people/permissions.ts'

test('whoever is not signed in is asked to, and led back', house(async (t) => {
  const answer = await t.open('/desk')
  assert.equal(answer.status, 303)
  assert.equal(answer.headers.get('location'), '/sign-in?next=%2Fdesk')
}))

test('a reader who does not work for the paper has no way into the desk', house(async (t) => {
  const { cookie } = await makeAccount(t.db)
  assert.equal((await t.open('/desk', cookie)).status, 403)
}))

test('one way of proving who they are is not enough for staff', house(async (t) => {
  const { cookie } = await makeAccount(t.db, { roles: ['admin'], factors: ['link'] })
  assert.equal((await t.open('/desk', cookie)).status, 303)
}))

test('each role sees the parts of the desk that it may enter, and no others', house(async (t) => {
  for (const role of roles) {
    const { cookie } = await makeAccount(t.db, { roles: [role] })
    const { status, html } = await t.open('/desk', cookie)
    assert.equal(status, 200)
    for (const { path, permission } of deskParts) assert.equal(html.includes(`<a href="${path}"`), isPermitted([role], permission), `${role}, ${path}`)
  }
}))
