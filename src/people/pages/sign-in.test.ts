import assert from 'node:assert/strict'
import { test } from 'node:test'
import { house, type Answer, type House } from '../../../test/house.ts'
import { makeAccount } from '../../../test/people-makers.ts'
import { hashOf } from '../session.ts'

async function asked(t: House, mail_address: string, more: Record<string, string> = {}): Promise<{ answer: Answer; link: string; mail: { to_address: string; subject: string; text: string } }> {
  const answer = await t.send('/sign-in', { mail_address, ...more })
  const mail = await t.db.selectFrom('mails').select(['to_address', 'subject', 'text']).orderBy('id', 'desc').limit(1).executeTakeFirstOrThrow()
  return { answer, mail, link: /http:\/\/paper\.test(\/sign-in\/link\/[\w-]{43})\n/.exec(mail.text)![1]! }
}
const cookieIn = (answer: Answer) => /^litfass=[\w-]{43}(?=;)/.exec(answer.headers.get('set-cookie') ?? '')?.[0]
const bare = ({ status, html, headers }: Answer) => ({ status, html, location: headers.get('location'), cookie: headers.get('set-cookie') })

test('a newcomer confirms their address, chooses a name and is signed in, where they wanted to go', house(async (t) => {
  const { answer, link, mail } = await asked(t, 'ada@mail.example', { next: '/stadt/depot-42#c7' })
  assert.equal(answer.headers.get('location'), '/sign-in/sent')
  assert.equal(answer.headers.get('set-cookie'), null)
  assert.equal(mail.to_address, 'ada@mail.example')
  assert.match((await t.open(link)).html, /name="name"/)
  const confirmed = await t.send(link, { name: 'Ada' })
  assert.equal(confirmed.headers.get('location'), '/stadt/depot-42#c7')
  assert.match((await t.open('/account', cookieIn(confirmed))).html, /Ada/)
}))

test('looking at a link does not use it; its button does, once', house(async (t) => {
  const ada = await makeAccount(t.db, { name: 'Ada' })
  const { link } = await asked(t, ada.mail_address.toUpperCase())
  for (const look of [1, 2]) assert.equal((await t.open(link)).status, 200, `look ${look}`)
  assert.ok(cookieIn(await t.send(link, {})))
  const again = await t.send(link, {})
  assert.equal(again.status, 410)
  assert.equal(cookieIn(again), undefined)
}))

test('the answer is the same whether or not somebody has the address, and so is what is written', house(async (t) => {
  const ada = await makeAccount(t.db, { name: 'Ada' })
  const known = await asked(t, ada.mail_address)
  const unknown = await asked(t, 'nobody@mail.test')
  assert.deepEqual(bare(known.answer), bare(unknown.answer))
  assert.equal((await t.db.selectFrom('mail_links').select('purpose').execute()).length, 2)
  assert.doesNotMatch((await t.open('/sign-in/sent')).html, /@mail\.test/)
}))

test('a taken name is said to be taken whoever asks, and the link still works', house(async (t) => {
  const ada = await makeAccount(t.db, { name: 'Ada' })
  const { link } = await asked(t, 'eve@mail.example')
  const refused = await t.send(link, { name: 'A d a' })
  assert.equal(refused.status, 422)
  assert.match(refused.html, /value="A d a"[^>]*aria-invalid="true"/)
  assert.doesNotMatch(refused.html, new RegExp(ada.mail_address))
  assert.ok(cookieIn(await t.send(link, { name: 'Eve' })))
}))

test('a link that is too old offers another one, with the address kept', house(async (t) => {
  const { link } = await asked(t, 'ada@mail.example')
  await t.db.updateTable('mail_links').set({ expires_at: t.now }).execute()
  for (const answer of [await t.open(link), await t.send(link, { name: 'Ada' })]) {
    assert.equal(answer.status, 410)
    assert.match(answer.html, /value="ada@mail\.example"/)
  }
}))

test('only the hash of a link is kept', house(async (t) => {
  const { link } = await asked(t, 'ada@mail.example')
  const token = link.split('/').at(-1)!
  const rows = await t.db.selectFrom('mail_links').selectAll().execute()
  assert.deepEqual(rows.map(({ token_hash }) => token_hash), [hashOf(token)])
  assert.ok(!JSON.stringify(rows).includes(token))
}))

test('whoever claims an imported account keeps its name, or chooses another where somebody has that', house(async (t) => {
  for (const [mail_address, name] of [['alt@mail.example', 'Alter Hase'], ['paul@mail.example', 'Paul']] as const) await t.db.insertInto('readers').values({ name, mail_address, created_at: t.now }).execute()
  await makeAccount(t.db, { name: 'Pau1' })
  const hare = await asked(t, 'alt@mail.example')
  assert.match((await t.open(hare.link)).html, /value="Alter Hase"/)
  assert.ok(cookieIn(await t.send(hare.link, { name: 'Alter Hase' })))
  const paul = await asked(t, 'paul@mail.example')
  assert.equal((await t.send(paul.link, { name: 'Paul' })).status, 422)
  assert.ok(cookieIn(await t.send(paul.link, { name: 'Paul der Alte' })))
  assert.equal((await t.db.selectFrom('readers').select('id').where('mail_address', 'in', ['alt@mail.example', 'paul@mail.example']).where('confirmed_at', 'is not', null).execute()).length, 2)
}))

test('signing in never leads to another site', house(async (t) => {
  const ada = await makeAccount(t.db)
  for (const next of ['//evil.test', '/\\evil.test', 'https://evil.test', '/\t/evil.test']) {
    assert.doesNotMatch((await t.open(`/sign-in?next=${encodeURIComponent(next)}`)).html, /evil/)
    assert.equal((await t.open(`/sign-in?next=${encodeURIComponent(next)}`, ada.cookie)).headers.get('location'), '/account')
  }
  const { link } = await asked(t, ada.mail_address, { next: '//evil.test' })
  assert.equal((await t.send(link, {})).headers.get('location'), '/account')
}))

test('a session known before signing in is worth nothing afterwards', house(async (t) => {
  const [ada, eve] = [await makeAccount(t.db), await makeAccount(t.db)]
  const { link } = await asked(t, ada.mail_address)
  const confirmed = await t.send(link, {}, eve.cookie)
  assert.notEqual(cookieIn(confirmed), eve.cookie)
  assert.equal((await t.open('/account', eve.cookie)).status, 303)
  const again = await asked(t, ada.mail_address)
  const renewed = await t.send(again.link, {}, cookieIn(confirmed))
  assert.equal((await t.open('/account', cookieIn(confirmed))).status, 303)
  assert.equal((await t.open('/account', cookieIn(renewed))).status, 200)
}))

test('what is typed as an address or a name begins no line in a mail', house(async (t) => {
  assert.equal((await t.send('/sign-in', { mail_address: 'ada@mail.example\r\nBcc: all@mail.example' })).status, 422)
  await t.db.updateTable('paper').set({ name: 'Bote\r\nBcc: all@mail.example' }).execute()
  const { mail } = await asked(t, 'ada@mail.example')
  assert.doesNotMatch(mail.subject, /[\r\n]/)
}))

test('whoever asks too often has to wait, and so does who asks for one address from everywhere', house(async (t) => {
  const statuses: number[] = []
  for (let n = 0; n < 5; n++) statuses.push((await t.send('/sign-in', { mail_address: 'ada@mail.example' })).status)
  assert.deepEqual(statuses, [303, 303, 303, 303, 429])
  const others: number[] = []
  for (let n = 0; n < 6; n++) others.push((await t.send('/sign-in', { mail_address: `reader${n}@mail.example` })).status)
  assert.equal(others.at(-1), 429)
  assert.match((await t.send('/sign-in', { mail_address: 'last@mail.example' })).html, /value="last@mail\.example"/)
}))
