import assert from 'node:assert/strict'
import { test } from 'node:test'
import { house, type House } from '../../../test/house.ts'
import { makeAccount } from '../../../test/people-makers.ts'

const mailsTo = (t: House, to: string) => t.db.selectFrom('mails').select(['subject', 'text']).where('to_address', '=', to).orderBy('id').execute()
const linkIn = (text: string) => /\/account\/address\/[\w-]{43}/.exec(text)![0]

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

test('a session ends by the one whose it is, and by nobody else', house(async (t) => {
  const [ada, eve] = [await makeAccount(t.db), await makeAccount(t.db)]
  const { id } = await t.db.selectFrom('sessions').select('id').where('reader_id', '=', ada.id).executeTakeFirstOrThrow()
  await t.send(`/account/sessions/${id}/ending`, {}, eve.cookie)
  assert.equal((await t.open('/account', ada.cookie)).status, 200)
  await t.send(`/account/sessions/${id}/ending`, {}, ada.cookie)
  assert.equal((await t.open('/account', ada.cookie)).status, 303)
}))

test('a new address is confirmed by a link that goes there, and the old one is told', house(async (t) => {
  const ada = await makeAccount(t.db, { name: 'Ada' })
  const other = await t.db.insertInto('sessions').values({ token_hash: Buffer.alloc(32, 1), reader_id: ada.id, factors: ['link'], created_at: t.now, expires_at: new Date(t.now.getTime() + 1_000) }).returning('id').executeTakeFirstOrThrow()
  assert.equal((await t.send('/account/address', { mail_address: 'new@mail.example' }, ada.cookie)).status, 303)
  const link = linkIn((await mailsTo(t, 'new@mail.example'))[0]!.text)
  assert.equal((await t.open(link)).status, 200)
  assert.match((await t.open('/account', ada.cookie)).html, new RegExp(ada.mail_address))
  await t.send(link, {})
  assert.equal((await t.send(link, {})).status, 410)
  assert.deepEqual(await t.db.selectFrom('readers').select('mail_address').where('id', '=', ada.id).execute(), [{ mail_address: 'new@mail.example' }])
  assert.equal((await mailsTo(t, ada.mail_address)).length, 1)
  assert.deepEqual(await t.db.selectFrom('sessions').select('id').where('id', '=', other.id).execute(), [], 'other browsers are signed out')
}))

test('wanting an address that somebody has looks the same as any other, and changes nothing', house(async (t) => {
  const [ada, eve] = [await makeAccount(t.db), await makeAccount(t.db)]
  const free = await t.send('/account/address', { mail_address: 'free@mail.example' }, eve.cookie)
  const taken = await t.send('/account/address', { mail_address: ada.mail_address }, eve.cookie)
  assert.deepEqual([free.status, free.headers.get('location')], [taken.status, taken.headers.get('location')])
  assert.doesNotMatch((await mailsTo(t, ada.mail_address))[0]!.text, /\/account\/address\//)
}))

test('links that were on their way to an old address do not work any more', house(async (t) => {
  const ada = await makeAccount(t.db)
  await t.send('/sign-in', { mail_address: ada.mail_address })
  const old = /\/sign-in\/link\/[\w-]{43}/.exec((await mailsTo(t, ada.mail_address))[0]!.text)![0]
  await t.send('/account/address', { mail_address: 'new@mail.example' }, ada.cookie)
  await t.send(linkIn((await mailsTo(t, 'new@mail.example'))[0]!.text), {})
  assert.equal((await t.send(old, {})).status, 410)
}))

test('own pages speak the language that a reader has chosen', house(async (t) => {
  const ada = await makeAccount(t.db)
  assert.match((await t.open('/account', ada.cookie, { 'accept-language': 'en' })).html, /<html lang="en">/)
  await t.send('/account/language', { language: 'de' }, ada.cookie)
  assert.match((await t.open('/account', ada.cookie, { 'accept-language': 'en' })).html, /<html lang="de">/)
  await t.send('/account/language', { language: 'tlh' }, ada.cookie)
  assert.match((await t.open('/account', ada.cookie, { 'accept-language': 'en' })).html, /<html lang="en">/)
}))

test('a refused name stays in its field, with what is wrong beside it', house(async (t) => {
  const ada = await makeAccount(t.db, { name: 'Ada' })
  const answer = await t.send('/account/name', { name: 'Redaktion "A"' }, ada.cookie)
  assert.equal(answer.status, 422)
  assert.match(answer.html, /value="Redaktion &quot;A&quot;"/)
  assert.equal((await t.send('/account/name', { name: 'Adele' }, ada.cookie)).status, 303)
  assert.match((await t.open('/account', ada.cookie)).html, /Adele[\s\S]*Ada/)
}))
