import assert from 'node:assert/strict'
import { test } from 'node:test'
import { house } from '../../../test/house.ts'
import { makeAuthor, noon } from '../../../test/makers.ts'
import { makeAccount } from '../../../test/people-makers.ts'
import { permissions, roles } from '../../people/permissions.ts'
import { openSession } from '../../people/session.ts'

test('people are found by the beginning of their name, by mail address and by number; staff without asking', house(async (t) => {
  const admin = await makeAccount(t.db, { name: 'Vera', roles: ['admin'] })
  const jon = await makeAccount(t.db, { name: 'Jürgen K.', mail_address: 'jk@mail.test' })
  const found = async (q: string) => (await t.open(`/desk/people?q=${encodeURIComponent(q)}`, admin.cookie)).html.includes(`/desk/people/${jon.id}"`)
  for (const q of ['jurgen', 'JÜRGEN', 'JK@mail.test', String(jon.id)]) assert.ok(await found(q), q)
  for (const q of ['', 'jk@', 'vera']) assert.ok(!(await found(q)), q)
  assert.match((await t.open('/desk/people', admin.cookie)).html, /Vera/)
}))

test('who manages people gives a role and takes it back, and the journal says so', house(async (t) => {
  const admin = await makeAccount(t.db, { name: 'Vera', roles: ['admin'] })
  const { id, cookie } = await makeAccount(t.db, { name: 'Jan' })
  const given = await t.send(`/desk/people/${id}/roles`, { role: 'moderator' }, admin.cookie)
  const back = await t.open(given.headers.get('location')!, admin.cookie)
  assert.match(back.html, /role="status"[\s\S]*name="role" value="moderator"[\s\S]*name="take"/)
  assert.match(back.html, /Rolle gegeben: Moderation/)
  // Signed in as a reader, in one way: that ends.
  assert.equal((await t.open('/account', cookie)).status, 303)
  await t.send(`/desk/people/${id}/roles`, { role: 'moderator', take: 'on' }, admin.cookie)
  assert.deepEqual(await t.db.selectFrom('staff_roles').select('role').where('reader_id', '=', id).execute(), [])
}))

test('the last admin keeps the role', house(async (t) => {
  const admin = await makeAccount(t.db, { roles: ['admin'] })
  const { status, html } = await t.send(`/desk/people/${admin.id}/roles`, { role: 'admin', take: 'on' }, admin.cookie)
  assert.equal(status, 422)
  assert.match(html, /role="alert"/)
}))

test('an editor gives nobody a role', house(async (t) => {
  const editor = await makeAccount(t.db, { roles: ['editor', 'chief_editor'] })
  assert.equal((await t.send(`/desk/people/${editor.id}/roles`, { role: 'admin' }, editor.cookie)).status, 403)
  assert.equal((await t.open(`/desk/people/${editor.id}`, editor.cookie)).status, 403)
}))

test('one session of somebody is ended, or all of them; nobody else’s', house(async (t) => {
  const admin = await makeAccount(t.db, { roles: ['publisher'] })
  const jan = await makeAccount(t.db, { name: 'Jan' })
  await openSession(t.db, { reader_id: jan.id, factors: ['link'], is_staff: false }, noon)
  const sessions = () => t.db.selectFrom('sessions').select('id').where('reader_id', '=', jan.id).execute()
  const other = await t.db.selectFrom('sessions').select('id').where('reader_id', '=', admin.id).executeTakeFirstOrThrow()
  await t.send(`/desk/people/${jan.id}/sessions`, { session: String(other.id) }, admin.cookie)
  assert.equal((await t.open('/desk/people', admin.cookie)).status, 200)
  await t.send(`/desk/people/${jan.id}/sessions`, { session: String((await sessions())[0]!.id) }, admin.cookie)
  assert.equal((await sessions()).length, 1)
  await t.send(`/desk/people/${jan.id}/sessions`, {}, admin.cookie)
  assert.equal((await sessions()).length, 0)
}))

test('an account is joined with its byline, and with none of two that are called alike', house(async (t) => {
  const admin = await makeAccount(t.db, { roles: ['admin'] })
  const jan = await makeAccount(t.db, { name: 'Jan' })
  const eva = await makeAuthor(t.db, { name: 'Eva Roth', slug: 'eva-roth' })
  const send = (byline: string) => t.send(`/desk/people/${jan.id}/byline`, { byline }, admin.cookie)
  assert.equal((await send('Niemand')).status, 422)
  assert.equal((await send('Eva Roth')).status, 303)
  const joined = () => t.db.selectFrom('readers').select('author_id').where('id', '=', jan.id).executeTakeFirstOrThrow()
  assert.equal((await joined()).author_id, eva.id)
  await makeAuthor(t.db, { name: 'Eva Roth', slug: 'eva-roth-2' })
  assert.equal((await send('Eva Roth')).status, 422)
  assert.equal((await send('')).status, 303)
  assert.equal((await joined()).author_id, null)
}))

test('all staff see what each role may do, as the program has it', house(async (t) => {
  const { cookie } = await makeAccount(t.db, { roles: ['fundraiser'] })
  const { html } = await t.open('/desk/permissions', cookie)
  const rows = html.match(/<tr role="row"><th scope="row"[\s\S]*?<\/tr>/g) ?? []
  assert.equal(rows.length, Object.keys(permissions).length)
  for (const [n, given] of Object.values(permissions).entries()) {
    const cells = [...rows[n]!.matchAll(/<td[^>]*>([^<]*)<\/td>/g)].map(([, cell]) => cell)
    assert.deepEqual(cells, roles.map((role) => (given.some((one) => one === role) ? 'darf' : '–')))
  }
}))
