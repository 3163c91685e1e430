import assert from 'node:assert/strict'
import { test } from 'node:test'
import { house, type Answer, type House } from '../../test/house.ts'
import { makeAccount } from '../../test/people-makers.ts'
import { demonstrationLink } from './demonstration.ts'
import { confirmLink } from './sign-in.ts'
import { addStaff, giveRole, staffLink, takeRole } from './staff.ts'

const cookieIn = (answer: Answer) => /^litfass=[\w-]{43}(?=;)/.exec(answer.headers.get('set-cookie') ?? '')?.[0]
const act = (t: House) => ({ by: 'operator', now: t.now })
const site = { url: 'http://paper.test' }

test('who is given a first role is signed out, and a session from before opens no desk', house(async (t) => {
  const ada = await makeAccount(t.db, { factors: ['link', 'totp'] })
  await giveRole(t.db, { reader_id: ada.id, role: 'admin' }, act(t))
  assert.equal((await t.open('/desk', ada.cookie)).headers.get('location'), '/sign-in?next=%2Fdesk')
}))

test('a role opens and closes the desk at once, and both stand in the journal', house(async (t) => {
  const ada = await makeAccount(t.db, { roles: ['author', 'moderator'] })
  assert.deepEqual(await takeRole(t.db, { reader_id: ada.id, role: 'moderator' }, act(t)), { taken: true })
  assert.deepEqual(await takeRole(t.db, { reader_id: ada.id, role: 'moderator' }, act(t)), { taken: false })
  assert.equal(await giveRole(t.db, { reader_id: ada.id, role: 'author' }, act(t)), false)
  assert.equal((await t.open('/desk', ada.cookie)).status, 200)
  await takeRole(t.db, { reader_id: ada.id, role: 'author' }, act(t))
  assert.equal((await t.open('/desk', ada.cookie)).status, 403)
  assert.deepEqual(await t.db.selectFrom('journal').select('what').where('subject', '=', `reader:${ada.id}`).orderBy('id').execute(), [{ what: 'role taken: moderator' }, { what: 'role taken: author' }])
}))

test('the last admin stays one', house(async (t) => {
  const [ada, bo] = [await makeAccount(t.db, { roles: ['admin'] }), await makeAccount(t.db, { roles: ['admin'] })]
  assert.deepEqual(await takeRole(t.db, { reader_id: ada.id, role: 'admin' }, act(t)), { taken: true })
  assert.deepEqual(await takeRole(t.db, { reader_id: bo.id, role: 'admin' }, act(t)), { refused: 'last_admin' })
}))

test('the first of the staff comes in by a link of the operator, and sets up a second factor before the desk', house(async (t) => {
  assert.deepEqual(await addStaff(t.db, { mail_address: 'chef@mail.example', roles: ['admin'] }, act(t)), { refused: 'no_name' })
  const added = await addStaff(t.db, { mail_address: 'chef@mail.example', name: 'Redaktion Ada', roles: ['admin', 'chief_editor'] }, act(t))
  assert.ok('id' in added)
  const link = (await staffLink(t.db, { reader_id: added.id, mail_address: 'chef@mail.example' }, { site, now: t.now })).slice(site.url.length)
  const confirmed = await t.send(link, { name: 'Redaktion Ada' })
  assert.equal(confirmed.headers.get('location'), '/sign-in/second-factor?next=%2Fdesk')
  assert.equal((await t.open('/desk', cookieIn(confirmed))).status, 303)
  assert.equal((await t.open('/sign-in/second-factor?next=/desk', cookieIn(confirmed))).headers.get('location'), '/account/security')
}))

test('the demonstration’s link signs in as an editor on its own machine, once', house(async (t) => {
  await t.db.updateTable('paper').set({ demonstration: true }).execute()
  const link = await demonstrationLink(t.db, { isLocal: true }, t.now)
  assert.equal((await t.send(`http://rebound.example${link}`, {})).status, 410)
  assert.equal((await t.open(link!)).status, 200)
  const confirmed = await t.send(link!, {})
  assert.equal(confirmed.headers.get('location'), '/desk')
  assert.equal((await t.open('/desk', cookieIn(confirmed))).status, 200)
  assert.equal((await t.send(link!, {})).status, 410)
  // The next start's link is the same person.
  assert.equal((await t.send((await demonstrationLink(t.db, { isLocal: true }, t.now))!, {})).headers.get('location'), '/desk')
}))

test('where others can reach the paper there is no such link, none works, and sessions that came from one end', house(async (t) => {
  assert.equal(await demonstrationLink(t.db, { isLocal: true }, t.now), undefined, 'in no paper but the demonstration')
  await t.db.updateTable('paper').set({ demonstration: true }).execute()
  const [used, open] = [await demonstrationLink(t.db, { isLocal: true }, t.now), await demonstrationLink(t.db, { isLocal: true }, t.now)]
  const cookie = cookieIn(await t.send(used!, {}))
  assert.equal(await demonstrationLink(t.db, { isLocal: false }, t.now), undefined)
  assert.equal((await t.open('/desk', cookie)).status, 303)
  const token = open!.split('/').at(-1)!
  assert.deepEqual(await confirmLink(t.db, { token, name: '', who: 'nobody' }, { site: { isLocal: false }, now: t.now }), { refused: 'gone' })
}))
